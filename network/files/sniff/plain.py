"""Text, and the two kinds of markup that are kept but never shown: HTML and SVG."""

import codecs
import re

from network.files.terms import Refused

CHUNK = 1 << 20
_OPENING = re.compile(
    rb"^\s*(?:<!--.*?-->\s*|<\?xml[^>]*\?>\s*)*<(?:!doctype\s+html|html|head|body|script|iframe|svg|!doctype\s+svg)\b",
    re.IGNORECASE | re.DOTALL,
)
_INSIDE = re.compile(rb"<(?:script|html|iframe|svg)[\s>/]", re.IGNORECASE)
_CONTROL = bytes(range(0x09)) + bytes((0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def unmarked(head):
    """Return `head` without a byte order mark, as bytes that markup can be looked for in."""
    for mark, codec in _BOMS:
        if head.startswith(mark):
            return head.decode(codec, "ignore").encode()
    return head


def refuse_markup(head):
    """Refuse what begins as a web page or a drawing although its name says something else."""
    head = unmarked(head)
    if _OPENING.match(head):
        raise Refused("svg_inside" if b"<svg" in head.lower() and b"<html" not in head.lower() else "html_inside")


def text(path, head, _extension):
    """Take what decodes as text, holds no control bytes and does not begin as markup."""
    refuse_markup(head)
    if _INSIDE.search(unmarked(head)[:1024]):
        raise Refused("html_inside")
    if not encoding_of(path, head):
        raise Refused("text_bytes")
    return ""


def encoding_of(path, head):
    """Return the encoding in which the whole file is text, or None."""
    marked = next((codec for mark, codec in _BOMS if head.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030", "cp1252"):
        if decodes(path, encoding):
            return encoding
    return None


def decodes(path, encoding):
    """Say whether the whole file is text in `encoding`, read in pieces."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with open(path, "rb") as stream:
            while chunk := stream.read(CHUNK):
                if encoding != "utf-16" and chunk.translate(None, _CONTROL) != chunk:
                    return False
                if "\x00" in decoder.decode(chunk):
                    return False
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def svg(_path, head, _extension):
    """Keep a drawing, as a download alone."""
    if b"<svg" not in unmarked(head).lower():
        raise Refused("mismatch")
    return "download_only"


def html(_path, head, _extension):
    """Keep a web page, as a download alone."""
    if b"\x00" in unmarked(head) or b"<" not in head:
        raise Refused("mismatch")
    return "download_only"
