"""The one way to run pandoc: confined, without files but those given, without hosts, with an end.

Pandoc is a program of its own that reads what strangers wrote. It gets `--sandbox` (it reads no file but those on its
command line, and fetches nothing), a folder that was empty before, hardly any environment, no network where the
machine allows that, and limits of memory, processor and file size; its whole process group ends with it.
"""

import re
import sys
import tempfile
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from network.files.extraction import no_network, spawn

CHILD = Path(__file__).parent / "child"
SECONDS = 90
LARGEST_SOURCE = 100 << 20
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}", re.IGNORECASE)
# They run programs, read folders or write beside the result; nothing here needs them.
REFUSED = (
    *("--filter", "-F", "--lua-filter", "-L", "--pdf-engine", "--extract-media", "--output", "-o", "--data-dir"),
    *("--resource-path", "--defaults", "-d", "--log", "--request-header", "--abbreviations", "--syntax-definition"),
)


class Fault(Exception):
    """A conversion that did not succeed. `sentence` is for people; `detail` is what the program said, for the log."""

    def __init__(self, sentence, detail=""):
        super().__init__(str(sentence))
        self.sentence, self.detail = sentence, detail


TOO_LONG = _("This took too long and was stopped. The text is unharmed.")
TOO_MUCH = _("This needed more memory than there is for it and was stopped. The text is unharmed.")
TOO_LARGE = _("This is too large to be converted.")
BROKEN = _("This could not be converted.")


def run(source, *, reads, writes, arguments=(), files=None):
    """Convert `source` (bytes, or text as UTF-8) from pandoc's format `reads` into `writes`; returns the bytes.

    `files` {name: bytes} lie in pandoc's folder; only those named in `arguments` (`--csl=style.csl`) can be read.
    Pictures come as `data:` addresses. Raises Fault.
    """
    data = source.encode("utf-8", "replace") if isinstance(source, str) else source
    if len(data) > LARGEST_SOURCE:
        raise Fault(TOO_LARGE)
    for argument in arguments:
        if not argument.startswith("-") or argument.partition("=")[0] in REFUSED:
            raise ValueError(f"pandoc is not to be run with {argument}")
    with tempfile.TemporaryDirectory(prefix="pandoc-") as name:
        folder = Path(name)
        for called, content in {"source": data, **(files or {})}.items():
            if not _NAME.fullmatch(called) or called in ("result", "said"):
                raise ValueError(f"not a name for a file beside pandoc: {called!r}")
            (folder / called).write_bytes(content)
        command = [program(), "--sandbox", f"--from={reads}", f"--to={writes}", "--output=result"]
        return confined("pandoc", folder, [*command, *arguments, "source"])


def confined(mode, folder, command=()):
    """Run the child in `folder`, which is its own, and return the bytes of the file "result" there. Raises Fault."""
    words = [*no_network(), sys.executable, "-I", str(CHILD), mode, str(folder), *command]
    ended = spawn(words, folder, SECONDS)
    said = told(folder)
    result = folder / "result"
    if ended and result.is_file():
        return result.read_bytes()
    if ended is None or "CPU time limit" in said:
        raise Fault(TOO_LONG, said)
    if any(word in said for word in ("Heap exhausted", "heap overflow", "out of memory", "MemoryError", "allocat")):
        raise Fault(TOO_MUCH, said)
    raise Fault(BROKEN, said)


def told(folder):
    """Return what the child said, without the names of our folders."""
    try:
        words = (folder / "said").read_bytes()[:20_000].decode("utf-8", "replace")
    except OSError:
        return ""
    return words.replace(str(folder), "").strip()


@cache
def program():
    """Return the path of the pandoc that the Python packages brought along."""
    import pypandoc

    return str(Path(pypandoc.__file__).parent / "files" / "pandoc")
