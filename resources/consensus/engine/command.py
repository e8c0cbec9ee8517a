"""`manage.py consensus_stats [FILE]`: works without settings, database or broker."""

import argparse
import json
import sys

from resources.consensus.engine.lines import answer

HELP = "Read questions as JSON lines and print the figures of consensus, one JSON line for each; see engine/README.md."
FILE_HELP = "file of JSON lines; standard input without it, or with -"
LONGEST_LINE = 64 * 1024 * 1024


def answers(stream):
    """Yield the answer to each line of a binary stream; a line over 64 MiB is answered by an error and skipped."""
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(LONGEST_LINE)
            yield json.dumps({"id": None, "error": "The line is longer than 64 MiB."})
        else:
            yield answer(line)


def run(file, write):
    """Hand the answers for a file (None or "-": standard input) to `write`, line by line; return the exit status."""
    if file in (None, "-"):
        return _write_all(sys.stdin.buffer, write)
    try:
        with open(file, "rb") as stream:
            return _write_all(stream, write)
    except (OSError, ValueError) as fault:
        write(
            json.dumps({"id": None, "error": f"The file cannot be read: {getattr(fault, 'strerror', None) or fault}."})
        )
        return 1


def _write_all(stream, write):
    for line in answers(stream):
        write(line)
    return 0


def main(arguments):
    """Print the answers, and return the exit status; whoever reads them may stop early."""
    parser = argparse.ArgumentParser(prog="manage.py consensus_stats", description=HELP)
    parser.add_argument("file", nargs="?", help=FILE_HELP)
    try:
        status = run(parser.parse_args(arguments).file, lambda line: print(line, flush=True))
    except BrokenPipeError:
        # Nothing more can be printed, not even on the way out.
        sys.stdout = None
        return 0
    return status
