"""The names that people give their files, cleaned so that no path, header or screen is fooled by them."""

import re
import unicodedata

LONGEST = 150
LONGEST_BYTES = 240
_UNSAFE = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)")
_JOINERS = "\u200c\u200d"


def clean_name(raw):
    """Return `raw` as a harmless file name: last path part, no control or direction marks, not reserved, not long."""
    name = unicodedata.normalize("NFC", str(raw).encode("utf-8", "ignore").decode())
    name = re.split(r"[/\\]", name)[-1]
    name = "".join(
        c for c in name if c in _JOINERS or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    )
    name = _UNSAFE.sub("_", name)
    name = re.sub(r"\s+", " ", name).strip(" .")
    name = _RESERVED.sub(r"_\1", name)
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 12 or not stem:
        stem, extension = name, ""
    tail = f".{extension}" if extension else ""
    stem = stem[: LONGEST - len(tail)]
    while len((stem + tail).encode()) > LONGEST_BYTES:
        stem = stem[:-1]
    return (stem.rstrip(" .") or "file") + tail


def extension_of(name):
    """Return the last extension of `name` in small letters, without its dot, or ""."""
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot and stem else ""


def title_of(name):
    """Return a readable title made of a file name: no extension, underscores and hyphens as spaces."""
    stem = name[: -len(extension_of(name)) - 1] if extension_of(name) else name
    return re.sub(r"[_\s]+", " ", stem).strip(" -") or name
