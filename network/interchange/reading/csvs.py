"""Rows of a table as CSL records, by the headings of its columns."""

import re

from network.interchange.reading import columns as headings
from network.interchange.reading import kinds, messages, names
from network.interchange.reading.fields import Fields
from network.interchange.reading.identifiers import pages
from network.interchange.reading.model import Record
from network.interchange.reading.tables import table


def records(text, warnings, columns=None):
    """Yield the Records of a text; `columns` {heading: variable} comes before our own guesses."""
    found = table(text, warnings)
    chosen = guess(found.headings, columns)
    if not any(chosen):
        warnings.add(1, messages.CSV_NO_HEADINGS, until=text.count("\n") + 1)
        return
    line = next((n for n, row in enumerate(text.split("\n"), 1) if row.strip()), 1)
    used = set()
    for heading, variable in zip(found.headings, chosen, strict=True):
        if variable is None and heading:
            warnings.add(line, messages.CSV_UNKNOWN_HEADING, heading=heading)
        elif variable and variable in used and variable not in ("author", "keyword", "note"):
            warnings.add(line, messages.CSV_TWO_HEADINGS, heading=heading)
        used.add(variable)
    for number, row in enumerate(found.rows, 1):
        fields = Fields(warnings)
        for variable, cell in zip(chosen, row.cells, strict=True):
            if variable and cell.strip():
                put(fields, variable, cell, row.line, row.until)
        made = fields.made(number)
        if len(made) <= 2:
            warnings.add(row.line, messages.CSV_EMPTY_ROW, until=row.until, text=row.raw)
            continue
        if "title" not in made:
            warnings.add(row.line, messages.UNTITLED)
        yield Record(made, row.raw, row.line, row.until)


def guess(found, columns=None):
    """Return the CSL variable of each heading, None where it is not known."""
    columns = {headings.plain(heading): variable for heading, variable in (columns or {}).items()}
    return [columns.get(headings.plain(heading)) or headings.known(heading) for heading in found]


def put(fields, variable, text, line, until):
    """Put one cell where it belongs."""
    if variable in ("author", "editor"):
        for made in people(text):
            fields.person(variable, made)
    elif variable == "issued":
        fields.date("issued", text, line, until)
    elif variable == "DOI":
        fields.doi(text, line, until)
    elif variable == "URL":
        fields.url(text)
    elif variable in ("ISSN", "ISBN"):
        fields.serial(f"isbn {text}" if variable == "ISBN" else text, line, until)
    elif variable == "page":
        fields.set("page", pages(text), line, until)
    elif variable == "keyword":
        for word in re.split(r"[;；\n]" if re.search("[;；\n]", text) else r"[,，、]", text):
            fields.keyword(word)
    elif variable == "type":
        fields.csl["type"] = kinds.of_words(text) or "document"
        if not kinds.of_words(text):
            fields.warnings.add(line, messages.UNKNOWN_TYPE, until=until, type=text)
    elif variable == "note":
        fields.append("note", text)
    else:
        fields.set(variable, text, line, until)


def people(text):
    """Return the names of a cell: parted by semicolons or lines, by commas where no name has one of its own."""
    text = re.sub(r"[；、]|(?<!\s)\s+(?:and|og|y|&)\s+", ";", text)
    if re.search("[;\n]", text):
        return names.people(re.split("[;\n]", text))
    parts = [part.strip() for part in re.split("[,，]", text)]
    if len(parts) > 2 or (len(parts) == 2 and all(_is_whole(part) for part in parts)):
        return names.people(parts)
    return names.people([text])


def _is_whole(part):
    """Whether this is a whole name by itself and not the family's alone."""
    return " " in part or (names.is_han(part) and len(part) > 1)
