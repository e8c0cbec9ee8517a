"""Compile the message catalogues without gettext's programs, which a bare machine does not have.

`python -m network.kit.translations` does it by hand.
"""

import contextlib
import os
import tempfile
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parent.parent / "locale"


def compile_all(folder=CATALOGUES):
    """Compile every .po that is newer than its .mo; return the languages that were compiled."""
    compiled = []
    for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            _compile(source, target)
            compiled.append(source.parent.parent.name)
    return compiled


def _compile(source, target):
    import polib

    catalogue = polib.pofile(str(source), encoding="utf-8", check_for_duplicates=True)
    # Written beside and renamed: several processes may start at once, and none may read half a catalogue.
    descriptor, path = tempfile.mkstemp(dir=target.parent, suffix=".mo.new")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(catalogue.to_binary())
        os.chmod(path, 0o644)
        os.replace(path, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        raise


if __name__ == "__main__":
    print("Compiled:", ", ".join(compile_all()) or "nothing, all is up to date")
