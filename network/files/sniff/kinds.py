"""The table of extensions that are taken, and the check that belongs to each."""

import re
from dataclasses import dataclass
from pathlib import Path

from network.files.names import extension_of
from network.files.sniff import documents, media, plain
from network.files.terms import Refused

HEAD = 8192
OFFICE = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."

TAKEN = {
    "pdf": (documents.pdf, "application/pdf"),
    "docx": (documents.office, OFFICE + "wordprocessingml.document"),
    "dotx": (documents.office, OFFICE + "wordprocessingml.template"),
    "xlsx": (documents.office, OFFICE + "spreadsheetml.sheet"),
    "xltx": (documents.office, OFFICE + "spreadsheetml.template"),
    "pptx": (documents.office, OFFICE + "presentationml.presentation"),
    "ppsx": (documents.office, OFFICE + "presentationml.slideshow"),
    "potx": (documents.office, OFFICE + "presentationml.template"),
    "odt": (documents.open_document, ODF + "text"),
    "ods": (documents.open_document, ODF + "spreadsheet"),
    "odp": (documents.open_document, ODF + "presentation"),
    "doc": (documents.old_office, "application/msword"),
    "xls": (documents.old_office, "application/vnd.ms-excel"),
    "ppt": (documents.old_office, "application/vnd.ms-powerpoint"),
    "zip": (documents.archive, "application/zip"),
    "png": (media.picture, "image/png"),
    "jpg": (media.picture, "image/jpeg"),
    "jpeg": (media.picture, "image/jpeg"),
    "gif": (media.picture, "image/gif"),
    "webp": (media.picture, "image/webp"),
    "heic": (media.stream, "image/heic"),
    "mp3": (media.stream, "audio/mpeg"),
    "m4a": (media.stream, "audio/mp4"),
    "ogg": (media.stream, "audio/ogg"),
    "oga": (media.stream, "audio/ogg"),
    "opus": (media.stream, "audio/ogg"),
    "wav": (media.stream, "audio/wav"),
    "flac": (media.stream, "audio/flac"),
    "mp4": (media.stream, "video/mp4"),
    "m4v": (media.stream, "video/mp4"),
    "mov": (media.stream, "video/quicktime"),
    "webm": (media.stream, "video/webm"),
    "ogv": (media.stream, "video/ogg"),
    "txt": (plain.text, "text/plain"),
    "md": (plain.text, "text/markdown"),
    "csv": (plain.text, "text/csv"),
    "tsv": (plain.text, "text/tab-separated-values"),
    "bib": (plain.text, "text/x-bibtex"),
    "ris": (plain.text, "application/x-research-info-systems"),
    "json": (plain.text, "application/json"),
    "nbib": (plain.text, "application/nbib"),
    "xml": (plain.text, "application/xml"),
    "vtt": (plain.text, "text/vtt"),
    "srt": (plain.text, "application/x-subrip"),
    "svg": (plain.svg, "image/svg+xml"),
    "html": (plain.html, "text/html"),
    "htm": (plain.html, "text/html"),
}
"""Extension: the check that its content must pass, and the content type that it then has."""

MACRO_NAMES = re.compile(r"(?:doc|dot|xls|xlt|ppt|pps|pot)m|xlsb|xlam|ppam")
PROGRAM_NAMES = re.compile(
    r"app|apk|bat|bin|chm|cmd|com|cpl|dll|dmg|exe|hta|iso|jar|jse?|lnk|ms[ip]|pif|ps1|py|reg|scr|sh|url|vb[es]?|ws[fh]"
)
# Where a file without an extension is recognised by its first bytes.
GUESSES = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"PK\x03\x04", "zip"),
)

PROGRAM_SIGNS = re.compile(
    rb"\x7fELF|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|\xca\xfe\xba\xbe|#!|L\x00\x00\x00\x01\x14\x02\x00|\x00asm"
)


@dataclass(frozen=True)
class Kind:
    """What a file is: its content type, a note's code or "", and the extension it should have."""

    content_type: str
    note: str = ""
    extension: str = ""


def sniff(path, name):
    """Return the Kind of the file at `path` that its uploader called `name`. Raises Refused with the reason."""
    path = Path(path)
    size = path.stat().st_size
    if size == 0:
        raise Refused("empty")
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if is_program(head):
        raise Refused("program")
    refuse_name(name)
    extension = extension_of(name)
    if extension not in TAKEN:
        guess = next((known for mark, known in GUESSES if head.startswith(mark)), None)
        if extension and guess is None:
            raise Refused("kind")
        extension = guess or "txt"
    check, content_type = TAKEN[extension]
    if check not in (plain.text, plain.svg, plain.html):
        plain.refuse_markup(head)
    return Kind(content_type, check(path, head, extension) or "", extension)


def refuse_name(name):
    """Refuse what its very name says to be a program or to hold macros; known before a byte is sent."""
    extension = extension_of(name)
    if PROGRAM_NAMES.fullmatch(extension):
        raise Refused("program")
    if MACRO_NAMES.fullmatch(extension):
        raise Refused("macro")


def is_program(head):
    """Say whether `head` begins like a program of Windows, Linux, macOS, Java or a script."""
    if PROGRAM_SIGNS.match(head):
        return True
    return head.startswith(b"MZ") and (b"\x00" in head[:512] or b"This program" in head)
