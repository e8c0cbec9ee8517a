"""Pictures, sound and video: first bytes, and for pictures the size before anything is decoded."""

import re
import warnings

from PIL import Image, UnidentifiedImageError

from network.files.terms import MOST_PIXELS, Refused

FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP"}
BRANDS = {
    "m4a": rb"M4[AB] |mp4[12]|iso[m2]|dash",
    "mp4": rb"iso[m2456]|mp4[12]|avc1|M4V |MSNV|dash|3gp[45]",
    "m4v": rb"M4V |mp42|iso[m2]",
    "mov": rb"qt  ",
    "heic": rb"hei[cxms]|hevc|mif1|msf1",
}


def picture(path, head, extension):
    """Take a picture whose header is sound and whose size can be borne; nothing is decoded here."""
    wanted = FORMATS[extension]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            # Looking among the four formats alone keeps Pillow's rarer readers away from strangers' bytes.
            with Image.open(path, formats=sorted(set(FORMATS.values()))) as image:
                width, height = image.size
                found = image.format
    except Image.DecompressionBombError:
        raise Refused("pixels") from None
    except UnidentifiedImageError:
        raise Refused("mismatch") from None
    except (OSError, SyntaxError, ValueError):
        raise Refused("broken") from None
    # A JPEG that carries several pictures calls itself MPO.
    if found != wanted and not (wanted == "JPEG" and found == "MPO"):
        raise Refused("mismatch")
    if width * height > MOST_PIXELS:
        raise Refused("pixels")
    return ""


def stream(_path, head, extension):
    """Take sound or video whose first bytes are those of its kind."""
    if not _SIGNS[extension](head, extension):
        raise Refused("mismatch")
    return ""


def _boxed(head, extension):
    return head[4:8] == b"ftyp" and re.match(BRANDS[extension], head[8:12]) is not None


def _mp3(head, _extension):
    return head.startswith(b"ID3") or (len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 in (0xE2, 0xE4, 0xE6))


def _ogg(head, _extension):
    return head.startswith(b"OggS\x00")


def _wav(head, _extension):
    return head.startswith(b"RIFF") and head[8:12] == b"WAVE"


def _flac(head, _extension):
    return head.startswith(b"fLaC")


def _webm(head, _extension):
    return head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:64]


_SIGNS = {
    "m4a": _boxed,
    "mp4": _boxed,
    "m4v": _boxed,
    "mov": _boxed,
    "heic": _boxed,
    "mp3": _mp3,
    "ogg": _ogg,
    "oga": _ogg,
    "opus": _ogg,
    "ogv": _ogg,
    "wav": _wav,
    "flac": _flac,
    "webm": _webm,
}
