"""PDF, Office, OpenDocument and archives: structure, macros, bombs and names that point outside."""

import re
import stat
import struct
import zipfile
from pathlib import PurePosixPath

from network.files.names import extension_of
from network.files.terms import MOST_ENTRIES, MOST_RATIO, MOST_UNPACKED, MOST_UNPACKED_DOCUMENT, Refused

CHUNK = 1 << 20
DIRECTORY = 4 * 1024 * 1024
SMALL = 32 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ACTIVE = re.compile(rb"/(?:Launch|JavaScript|RichMedia)(?![A-Za-z])")
_ARCHIVES = frozenset(("zip", "7z", "rar", "gz", "tgz", "bz2", "xz", "tar", "zst", "cab", "ace", "arj", "lzh"))
_PROGRAMS = frozenset(
    ("exe", "dll", "com", "scr", "bat", "cmd", "js", "jse", "vbs", "vbe", "wsf", "hta", "msi", "ps1", "lnk", "jar")
)
_PACKED = (b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_ZIP_BASED = frozenset(["docx", "dotx", "xlsx", "xltx", "pptx", "ppsx", "potx", "odt", "ods", "odp", "epub"])


def pdf(path, head, _extension):
    """Take a PDF that begins as one; say when it carries scripts or launches something."""
    if not head.startswith(b"%PDF-"):
        raise Refused("not_pdf" if b"%PDF-" in head[:1024] else "mismatch")
    with open(path, "rb") as stream:
        tail = b""
        while chunk := stream.read(CHUNK):
            if _ACTIVE.search(tail + chunk):
                return "active"
            tail = chunk[-20:]
    return ""


def office(path, head, extension):
    """Take an Office document of today: a sound package with its main part and without macros."""
    if head.startswith(OLE):
        # Office wraps a document with a password in its old container.
        if holds_stream(path, "EncryptedPackage"):
            return "locked"
        raise Refused("mismatch")
    with opened(path, "not_office") as package:
        entries = checked(package, MOST_UNPACKED_DOCUMENT)
        names = {entry.filename for entry in entries}
        if "[Content_Types].xml" not in names:
            raise Refused("not_office")
        if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
            raise Refused("macro")
        types = part(package, "[Content_Types].xml")
        if b"macroEnabled" in types:
            raise Refused("macro")
        family = {"d": b"wordprocessingml", "x": b"spreadsheetml", "p": b"presentationml"}[extension[0]]
        if family + b"." not in types or b".main+xml" not in types:
            raise Refused("not_office")
    return ""


def open_document(path, head, extension):
    """Take an OpenDocument file: its type stands in it, and it holds no macros."""
    with opened(path, "mismatch") as package:
        entries = checked(package, MOST_UNPACKED_DOCUMENT)
        names = {entry.filename for entry in entries}
        kind = {"odt": b"text", "ods": b"spreadsheet", "odp": b"presentation"}[extension]
        if "mimetype" not in names or "content.xml" not in names:
            raise Refused("mismatch")
        if not part(package, "mimetype").startswith(b"application/vnd.oasis.opendocument." + kind):
            raise Refused("mismatch")
        if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names):
            raise Refused("macro")
        manifest = part(package, "META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
        return "locked" if b"encryption-data" in manifest else ""


def old_office(path, head, _extension):
    """Take Office's old binary format if no macros are in it."""
    if not head.startswith(OLE):
        raise Refused("mismatch")
    if holds_stream(path, "_VBA_PROJECT") or holds_stream(path, "VBA"):
        raise Refused("macro")
    return "locked" if holds_stream(path, "EncryptedPackage") else ""


def archive(path, head, _extension):
    """Take a ZIP of ordinary files: no bombs, links, ways out, programs, passwords or archives within."""
    with opened(path, "mismatch") as package:
        entries = checked(package, MOST_UNPACKED)
        for entry in entries:
            extension = extension_of(PurePosixPath(entry.filename).name)
            if extension in _PROGRAMS:
                raise Refused("program")
            if extension in _ARCHIVES:
                raise Refused("nested")
            if not entry.is_dir() and entry.file_size > 4 and extension not in _ZIP_BASED:
                with package.open(entry) as stream:
                    first = read(stream, 6)
                if first.startswith(_PACKED):
                    raise Refused("nested")
                if first.startswith((b"MZ\x90\x00", b"\x7fELF")):
                    raise Refused("program")
    return ""


def opened(path, otherwise):
    """Open a ZIP after a look at its directory's size: one of a hundred thousand entries is refused unread."""
    with open(path, "rb") as stream:
        stream.seek(0, 2)
        size = stream.tell()
        stream.seek(max(0, size - 65_557))
        tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise Refused(otherwise)
    entries, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    if entries > MOST_ENTRIES or directory > DIRECTORY:
        raise Refused("many_entries")
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refused("broken") from None


def checked(package, most):
    """Return the entries of a package that is no bomb and points nowhere outside. Raises Refused."""
    entries = package.infolist()
    if len(entries) > MOST_ENTRIES:
        raise Refused("many_entries")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if unpacked > most or (unpacked > SMALL and unpacked / packed > MOST_RATIO):
        raise Refused("bomb")
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name) or "\x00" in name:
            raise Refused("slip")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise Refused("slip")
        if entry.flag_bits & 0x1:
            raise Refused("locked_archive")
    return entries


def part(package, name):
    """Return one small part of a package. Raises Refused where it is damaged or not small."""
    try:
        with package.open(name) as stream:
            return read(stream, CHUNK)
    except KeyError:
        raise Refused("broken") from None


def read(stream, most):
    """Return up to `most` bytes of a packed stream; damage is a refusal."""
    try:
        return stream.read(most)
    except Exception:
        raise Refused("broken") from None


def holds_stream(path, name):
    """Say whether an OLE container has a stream of this name; directory entries are UTF-16, 64 bytes each."""
    wanted = name.encode("utf-16-le") + b"\x00\x00"
    with open(path, "rb") as stream:
        tail = b""
        while chunk := stream.read(CHUNK):
            if wanted in tail + chunk:
                return True
            tail = chunk[-len(wanted) :]
    return False
