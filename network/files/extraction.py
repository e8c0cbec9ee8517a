"""Runs the child that reads a file, believes only what is well formed, and copes with a child that dies."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.conf import settings

from network.files.terms import MOST_TEXT, PAGES_PICTURED, family_of

CHILD = Path(__file__).parent / "child"
SECONDS = 30
LARGEST_ANSWER = 24 << 20
LARGEST_PICTURE = 5 << 20
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufff9-\uffff]")
DRAWN_IMAGES = ("image/png", "image/jpeg", "image/gif", "image/webp")


@dataclass
class Found:
    """What was found in a file; `died` says which of the two readings ended badly ("text", "draw")."""

    text: str = ""
    title: str = ""
    language: str = ""
    pages: int | None = None
    locked: bool = False
    pictures: list = field(default_factory=list)
    died: set = field(default_factory=set)


def examine(path, content_type):
    """Read text and draw pages of the file at `path`, each in a child of its own. Returns Found, never raises for a
    bad file."""
    found = Found()
    family = family_of(content_type)
    with tempfile.TemporaryDirectory(prefix="reading-") as name:
        folder = Path(name)
        if family not in ("image", "audio", "video") and content_type != "image/svg+xml":
            answer = run("text", path, folder, content_type)
            take_text(found, answer)
        drawn = family in ("pdf", "document", "table", "slides", "text") or content_type in DRAWN_IMAGES
        if drawn and not found.locked:
            source, kind = printed(path, folder, content_type) or (path, content_type)
            take_pictures(found, run("draw", source, folder, kind), folder)
    return found


def take_text(found, answer):
    """Take over what the reading child said, cleaned of what the database cannot hold."""
    if answer is None:
        found.died.add("text")
        return
    found.locked = answer.get("locked") is True
    found.text = clean(answer.get("text"))[:MOST_TEXT]
    found.title = clean(answer.get("title"))[:300].strip() or clean(answer.get("first"))[:300].strip()
    found.language = clean(answer.get("language"))[:16]
    found.pages = number(answer.get("pages"))


def take_pictures(found, answer, folder):
    """Take over the pages that the drawing child made, each checked to be a WebP of a bearable size."""
    if answer is None:
        found.died.add("draw")
        return
    found.locked = found.locked or answer.get("locked") is True
    found.pages = number(answer.get("pages")) or found.pages
    headline = clean(answer.get("headline")).strip()
    if 4 <= len(headline) <= 200 and not (found.title and found.title != first_line(found.text)):
        found.title = headline
    for entry in (answer.get("pictures") or [])[: PAGES_PICTURED + 1]:
        page, width, height = (number(value) for value in entry)
        if page is None or not width or not height or page > PAGES_PICTURED:
            continue
        with contextlib.suppress(OSError):
            data = (folder / f"{page}.webp").read_bytes()
            if data[:4] == b"RIFF" and data[8:12] == b"WEBP" and len(data) <= LARGEST_PICTURE:
                found.pictures.append((page, width, height, data))


def first_line(text):
    """Return the first line of a text that holds anything."""
    return next((line.strip() for line in text[:4000].splitlines() if line.strip()), "")


def clean(value):
    """Return a child's word as text without NUL, control marks and lone surrogates; "" if it is none."""
    if not isinstance(value, str):
        return ""
    text = value.encode("utf-8", "ignore").decode().replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        c for c in text if c in "\n\t" or not (c < " " or "\x7f" <= c <= "\x9f" or "\ufff9" <= c <= "\uffff")
    )


def number(value):
    """Return a child's whole number if it is a sensible one."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1_000_000 else None


def run(mode, path, folder, content_type):
    """Run the child once and return its answer, None if it died, hung or spoke nonsense."""
    command = [*no_network(), sys.executable, "-I", str(CHILD), mode, str(path), str(folder), content_type]
    ended = spawn(command, folder, SECONDS)
    if ended is None:
        # It may have been the machine's fault, not the file's: once more, never a third time.
        ended = spawn(command, folder, SECONDS)
    if not ended:
        return None
    try:
        with open(folder / f"{mode}.json", "rb") as stream:
            answer = json.loads(stream.read(LARGEST_ANSWER))
    except (OSError, ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def spawn(command, folder, seconds):
    """Run a command in `folder` with hardly any environment; the whole group ends with it.

    Returns whether it went well, None if it was ended for taking longer than `seconds`.
    """
    surroundings = {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "RAYON_NUM_THREADS": "1",
        "TOKIO_WORKER_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=folder, env=surroundings, start_new_session=True, **quiet) as process:
        try:
            return process.wait(timeout=seconds) == 0
        except subprocess.TimeoutExpired:
            return None
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)


@cache
def no_network():
    """Return the words that start a command without any network, as far as this machine allows it."""
    for words in (["unshare", "-n", "--"], ["unshare", "-rn", "--"]):
        if (
            shutil.which(words[0])
            and subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0
        ):
            return words
    return []


def printed(path, folder, content_type):
    """Let LibreOffice print an Office file to PDF where OFFICE_PROGRAM names it; returns (path, type) or None.

    It is a setting and not taken for granted: LibreOffice is a large program to show strangers' files to, and wants a
    machine or container that holds nothing else worth reading.
    """
    office = shutil.which(settings.OFFICE_PROGRAM) if settings.OFFICE_PROGRAM else None
    if office is None or family_of(content_type) not in ("document", "slides"):
        return None
    command = [*no_network(), sys.executable, "-I", str(CHILD), "print", str(path), str(folder), office]
    spawn(command, folder, 3 * SECONDS)
    result = next(iter(folder.glob("printed/*.pdf")), None)
    return (result, "application/pdf") if result and result.stat().st_size else None
