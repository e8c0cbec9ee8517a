"""Reading a table as people's programs write it: any of the usual encodings and separators, with or without a BOM."""

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

ENCODINGS = ("utf-8", "gb18030", "cp1252")
SEPARATORS = ",;\t|"
MOST_BYTES = 1_000_000
MOST_ROWS = 500
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class NotATable(Exception):
    """The file cannot be read as a table; its text says why."""


@dataclass(frozen=True)
class Table:
    """A table: its columns as they are headed, and its rows as (number of the line, {heading: cell})."""

    headings: list
    rows: list
    encoding: str


def read(content, encoding=""):
    """Return the Table in `content` (bytes). `encoding`: a choice of ENCODINGS, else it is found out.

    Raises NotATable.
    """
    if len(content) > MOST_BYTES:
        raise NotATable(_("The file is too large: a table may have one megabyte. Please split it."))
    text, used = _decode(content, encoding)
    if "\x00" in text:
        raise NotATable(_("This is not a CSV table. In your spreadsheet program, choose “Save as CSV”."))
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    found = []
    try:
        for cells in lines:
            if any(cell.strip() for cell in cells):
                found.append((lines.line_num, [cell.strip() for cell in cells]))
    except csv.Error as error:
        raise NotATable(
            _("Line %(line)s cannot be read: a quotation mark is missing.") % {"line": lines.line_num}
        ) from error
    if not found:
        raise NotATable(_("The file is empty."))
    headings = found[0][1]
    if len(found) - 1 > MOST_ROWS:
        raise NotATable(_("The table has %(n)s rows. Please bring in at most %(most)s at a time.")
                        % {"n": len(found) - 1, "most": MOST_ROWS})  # fmt: skip
    return Table(headings, [(line, _row(headings, cells)) for line, cells in found[1:]], used)


def _row(headings, cells):
    """Return {heading: cell}; what stands beyond the last heading is kept under None, so that it is not lost."""
    row = dict(zip(headings, cells, strict=False))
    beyond = [cell for cell in cells[len(headings) :] if cell]
    return row | ({None: beyond} if beyond else {})


def _decode(content, encoding):
    for mark, name in MARKS:
        if content.startswith(mark):
            try:
                return content.decode(name), name.removesuffix("-sig")
            except UnicodeDecodeError:
                break
    for name in [encoding] if encoding in ENCODINGS else ENCODINGS:
        try:
            return content.decode(name), name
        except UnicodeDecodeError:
            continue
    # cp1252 lacks five bytes; a table is still better read with a few marks of doubt than not at all.
    return content.decode(encoding or "utf-8", errors="replace"), encoding or "utf-8"
