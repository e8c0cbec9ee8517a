"""Reading one file: which encoding, which format, then its reader. Nothing raises."""

import logging

from network.interchange.reading import messages
from network.interchange.reading.decoding import decode
from network.interchange.reading.model import Read
from network.interchange.reading.sniffing import format_of
from network.interchange.reading.tables import table

log = logging.getLogger(__name__)
MOST_BYTES = 50 * 1024 * 1024
MOST_RECORDS = 100_000


def read(data, *, encoding=None, format=None, columns=None):
    """Read references in `data` (bytes) and return a Read.

    `encoding` and `format` stand in for the guesses; `columns` {heading: CSL variable} for those of a table.
    """
    found = Read()
    if len(data) > MOST_BYTES:
        found.warnings.add(0, messages.TOO_LARGE, most=MOST_BYTES // 1024 // 1024)
        return found
    try:
        _read(found, data, encoding, format, columns)
    except Exception as fault:  # a reader's own mistake must not cost what it has read
        log.exception("a reader of references failed")
        found.warnings.add(0, messages.STOPPED, why=type(fault).__name__)
    if found.warnings.more:
        line, n = found.warnings.more_from, found.warnings.more
        found.warnings.more = 0
        del found.warnings[-1]
        found.warnings.add(line, messages.MORE_WARNINGS, n=n + 1, line=line)
    return found


def _read(found, data, encoding, format, columns):
    text, found.encoding = decode(data, found.warnings, encoding)
    found.lines = text.count("\n") + (not text.endswith("\n"))
    if not text.strip():
        found.warnings.add(0, messages.EMPTY)
        return
    if _is_binary(data, found.encoding):
        found.warnings.add(1, messages.BINARY, until=found.lines)
        return
    name = format or format_of(text)
    if name in ("", "html") or name not in _readers():
        found.warnings.add(1, messages.HTML if name == "html" else messages.UNKNOWN_FORMAT, until=found.lines)
        return
    found.format = name
    options = {"columns": columns} if name == "csv" else {}
    records = _readers()[name](text, found.warnings, **options)
    for record in records:
        if len(found.records) == MOST_RECORDS:
            found.warnings.add(
                record.line, messages.TOO_MANY, until=found.lines, most=f"{MOST_RECORDS:,}", line=record.line
            )
            break
        found.records.append(record)
    found.warnings.sort(key=lambda one: one.line)


def _is_binary(data, encoding):
    """Whether these are bytes of a program, picture or archive: many controls where text has none."""
    if encoding.startswith(("utf-16", "utf-32")):
        return False
    sample = data[:8192]
    controls = sum(1 for byte in sample if byte < 9 or 13 < byte < 32)
    return controls * 20 > len(sample) or data.startswith((b"PK\x03\x04", b"%PDF-", b"\x89PNG", b"\xd0\xcf\x11\xe0"))


def _readers():
    from network.interchange.reading import bibtex, csl, csvs, endnote, nbib, ris

    return {
        "ris": ris.records,
        "bibtex": bibtex.records,
        "nbib": nbib.records,
        "csl-json": csl.records,
        "endnote-xml": endnote.records,
        "csv": csvs.records,
    }


def read_table(data, *, encoding=None):
    """Read a table as it stands: returns (Read without records, Table), or None where `data` is no table.

    For those who map its columns themselves.
    """
    found = Read()
    if len(data) > MOST_BYTES:
        return None
    text, found.encoding = decode(data, found.warnings, encoding)
    if _is_binary(data, found.encoding) or format_of(text) != "csv":
        return None
    found.format, found.lines = "csv", text.count("\n") + (not text.endswith("\n"))
    made = table(text, found.warnings)
    if len(made.rows) > MOST_RECORDS:
        line = made.rows[MOST_RECORDS].line
        found.warnings.add(line, messages.TOO_MANY, until=found.lines, most=f"{MOST_RECORDS:,}", line=line)
        del made.rows[MOST_RECORDS:]
    return found, made
