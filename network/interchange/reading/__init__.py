"""Tolerant readers of references: bytes in, CSL-JSON and warnings out.

    found = read(data)
    found.format, found.encoding, found.records[0].csl, found.warnings[0].line

They never raise, and whatever they do not take is named in the warnings with its line.
"""

from network.interchange.reading.model import PARSER, Read, Record, Warned
from network.interchange.reading.reader import MOST_BYTES, MOST_RECORDS, read, read_table

__all__ = ["MOST_BYTES", "MOST_RECORDS", "PARSER", "Read", "Record", "Warned", "read", "read_table"]
