"""A table in CSV: which sign parts its cells, its rows with their lines, and rows that are longer or shorter."""

import csv
import io
from dataclasses import dataclass, field

from network.interchange.reading import messages

csv.field_size_limit(64 * 1024 * 1024)
SIGNS = (",", ";", "\t", "|", "，", "；")
MOST_RESCUED = 50


@dataclass
class Row:
    """One row: its cells, its first and last line, its text."""

    cells: list
    line: int
    until: int
    raw: str


@dataclass
class Table:
    """Headings and rows of a file, and the sign between cells."""

    headings: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    sign: str = ","


def table(text, warnings):
    """Return the Table of a text; rows are as wide as the headings."""
    lines = text.split("\n")
    sign = sign_of(lines)
    found = Table(sign=sign)
    for row in _rows(lines, sign, warnings):
        if not any(cell.strip() for cell in row.cells):
            continue
        if not found.headings:
            found.headings = [" ".join(cell.split()) for cell in row.cells]
            while found.headings and not found.headings[-1]:
                found.headings.pop()
            continue
        _fit(row, len(found.headings), warnings)
        found.rows.append(row)
    return found


def sign_of(lines):
    """Return the sign that parts the cells: the one that parts the first lines into most columns of equal number."""
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    head = lines[first : first + 60]
    best, score = ",", (0, 0)
    for sign in SIGNS:
        try:
            rows = [row for row in csv.reader(io.StringIO("\n".join(head)), delimiter=sign) if any(row)][:20]
        except csv.Error:
            continue
        width = len(rows[0]) if rows else 0
        if width > 1:
            alike = sum(1 for row in rows if len(row) == width) / len(rows)
            if (alike > 0.5, width) > score:
                best, score = sign, (alike > 0.5, width)
    return best


def _rows(lines, sign, warnings):
    """Yield Rows. A quotation mark that is never closed costs its own line alone."""
    at, rescued = 0, 0
    while at < len(lines):
        quoting = csv.QUOTE_MINIMAL if rescued < MOST_RESCUED else csv.QUOTE_NONE
        reader = csv.reader((f"{line}\n" for line in lines[at:]), delimiter=sign, quoting=quoting, strict=False)
        begun, width = at, None
        broken = None
        for cells in reader:
            end = at + reader.line_num
            raw = lines[begun:end]
            if (len(raw) > 1 or end >= len(lines)) and quoting == csv.QUOTE_MINIMAL and _is_open("\n".join(raw), sign):
                broken = begun
                break
            width = width or len(cells)
            yield Row([cell.strip("\n") for cell in cells], begun + 1, end, "\n".join(raw).rstrip("\n"))
            begun = end
        if broken is None:
            return
        rescued += 1
        warnings.add(broken + 1, messages.CSV_OPEN_QUOTE)
        line = lines[broken]
        yield Row([cell.strip('"') for cell in line.split(sign)], broken + 1, broken + 1, line)
        at = broken + 1


def _is_open(raw, sign):
    """Whether a quotation mark in a row of several lines was never closed: in strict reading that is a fault."""
    try:
        list(csv.reader([f"{line}\n" for line in raw.split("\n")], delimiter=sign, strict=True))
    except csv.Error:
        return True
    return False


def _fit(row, width, warnings):
    """Make a row as wide as the headings, and warn of what is cut off or missing."""
    extra = row.cells[width:]
    if any(cell.strip() for cell in extra):
        text = " | ".join(cell for cell in extra if cell.strip())
        warnings.add(row.line, messages.CSV_LONG_ROW, until=row.until, n=len(extra), text=text)
    elif len(row.cells) < width:
        warnings.add(row.line, messages.CSV_SHORT_ROW, until=row.until, n=width - len(row.cells))
    row.cells = row.cells[:width] + [""] * (width - len(row.cells))
