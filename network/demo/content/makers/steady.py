"""Make the same input give the same bytes: archives with a fixed clock and order."""

import io
import re
import zipfile

MOMENT = (2026, 1, 5, 9, 0, 0)
STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def archive(parts, stored=()):
    """A ZIP of `{name: bytes}` in the given order; names in `stored` are not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as made:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            made.writestr(entry, data)
    return buffer.getvalue()


def again(data):
    """An Office file with the moment of its making replaced by a fixed one, inside and in its archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    if "docProps/core.xml" in parts:
        parts["docProps/core.xml"] = STAMP.sub(rb"\g<1>2026-01-05T09:00:00Z\g<2>", parts["docProps/core.xml"])
    return archive(parts)
