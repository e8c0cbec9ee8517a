"""`manage.py read_references FILE`: works without settings, database or broker."""

import argparse
import json
import sys

from network.interchange.reading import MOST_BYTES, Read, messages, read

HELP = "Read references (RIS, BibTeX, nbib, CSL-JSON, EndNote XML, CSV) and print them as CSL-JSON with warnings."
FILE_HELP = "the file to read, or - for standard input"


def answer(file):
    """Return what is printed for a file ("-": standard input), in UTF-8; what cannot be opened is a warning."""
    try:
        # One byte more than is read at most, so that a file that is too large shows.
        if file == "-":
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with open(file, "rb") as stream:
                data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as fault:
        found = Read()
        found.warnings.add(0, messages.UNREADABLE, why=getattr(fault, "strerror", None) or str(fault))
    else:
        found = read(data)
    return json.dumps(found.as_json(), ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def main(arguments):
    """Print the answer for one file; whatever the terminal's encoding is, it is UTF-8."""
    parser = argparse.ArgumentParser(prog="manage.py read_references", description=HELP)
    parser.add_argument("file", help=FILE_HELP)
    sys.stdout.buffer.write(answer(parser.parse_args(arguments).file))
    sys.stdout.buffer.flush()
