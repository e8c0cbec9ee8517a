"""The sentences of the readers. They are translated where a person reads them, by their English text."""


def _(text):
    """Mark a text for translation; the readers themselves know no Django."""
    return text


EMPTY = _("There is nothing in this file.")
TOO_LARGE = _("This file is larger than %(most)s MB. Split it and read the parts one after the other.")
TOO_MANY = _("The file holds more than %(most)s records; from line %(line)s on nothing was read.")
UNKNOWN_FORMAT = _(
    "This is none of the formats that we read (RIS, BibTeX, PubMed nbib, CSL-JSON, EndNote XML, CSV), so nothing "
    "was taken."
)
HTML = _(
    "This is a web page and not a file of references. Perhaps the export sent an error page, or asks you to sign in."
)
BINARY = _("This is not a text file, so no references can be read in it.")
UNREADABLE = _("The file cannot be opened: %(why)s")
STOPPED = _("Reading stopped here because of an unexpected fault (%(why)s). What was read before is kept.")
MORE_WARNINGS = _("%(n)s more warnings like these are not listed; the first of them is about line %(line)s.")
GUESSED = _("The file does not say its encoding; it was read as %(encoding)s. Please look whether the names are right.")
BAD_BYTES = _("Some bytes are no letters in the encoding of the file; a � stands in their place.")
NUL = _("The file holds zero bytes, which were left out.")

OUTSIDE = _("This stands outside of any record and was not taken: %(text)s")
OUTSIDE_LINES = _("Lines %(line)s to %(until)s stand outside of any record and were not taken: %(text)s")
NO_TYPE = _("Lines %(line)s to %(until)s look like a record, but it does not say its type (TY), so it was not taken.")
NO_END = _("The record from line %(begun)s has no end (ER); it was taken as ending here.")
UNKNOWN_TAG = _("“%(tag)s” is not a tag that we know; its text was not taken: %(text)s")
UNKNOWN_TYPE = _("“%(type)s” is not a type that we know; the record was read as a document.")
TWICE = _("There is more than one %(what)s; the first one counts, this one is kept beside it: %(text)s")
LOOKS_LIKE_TAG = _("This looks like a tag (%(tag)s) but stands in the middle of a text; it was read as part of it.")
NO_DATE = _("No year was found in “%(text)s”; it was kept as it stands.")
ODD_DOI = _("“%(text)s” is not a DOI; it was kept as a note.")
EMPTY_RECORD = _("This record is empty and was not taken.")
UNTITLED = _("This record has no title.")
SAME_KEY = _("The key “%(key)s” is used before, in line %(first)s; both records were kept.")

BIB_NO_KEY = _("This entry has no key; it was given one.")
BIB_UNCLOSED = _("This entry is not closed: a brace is missing. What could be told apart was taken; please check it.")
BIB_UNOPENED = _("A closing brace too many ends the entry early; the fields behind it were taken all the same.")
BIB_MISSING_COMMA = _("A comma is missing before “%(field)s”; it was read as if it were there.")
BIB_UNKNOWN_MACRO = _("The abbreviation “%(name)s” is defined nowhere; it was kept as it stands.")
BIB_NO_VALUE = _("The field “%(field)s” has no value that can be read, so it was not taken: %(text)s")
BIB_TWICE = _("The field “%(field)s” stands twice; the first one counts, this one is kept beside it: %(text)s")
BIB_JUNK = _("This part of the entry could not be read and was not taken: %(text)s")
BIB_COMMENT = _("Comments are not taken: %(text)s")
BIB_PREAMBLE = _("A preamble for TeX is not taken: %(text)s")
BIB_BAD_STRING = _("This abbreviation could not be read: %(text)s")

NBIB_PMID = _("“%(text)s” is not a PubMed number; the record was kept with it.")

JSON_BROKEN = _("From here on this is not right JSON (%(why)s), so it was not taken: %(text)s")
JSON_SKIPPED = _("This record is not right JSON (%(why)s) and was not taken: %(text)s")
JSON_NOT_OBJECT = _("Record %(n)s is not an object with fields, so it was not taken: %(text)s")
JSON_FIELD = _("“%(field)s” holds something else than it should, so it was not taken: %(text)s")
JSON_CONVERTED = _("“%(field)s” should be %(wanted)s; it was read as “%(text)s”.")

XML_ENTITIES = _("This XML defines entities or a document type. That can be an attack, so nothing was read.")
XML_BROKEN = _("This record is not right XML (%(why)s), so it was not taken.")
XML_MENDED = _("Signs that XML does not allow here (a bare &) were mended in this record.")
XML_UNCLOSED = _("This record breaks off before its end, so it was not taken.")
XML_UNKNOWN = _("“%(element)s” is not an element that we know; its text was not taken: %(text)s")

CSV_NO_HEADINGS = _(
    "None of the headings in the first line is known, so nothing was taken. We know for example: title, "
    "author, year, doi."
)
CSV_UNKNOWN_HEADING = _("The column “%(heading)s” is not known; its cells were not taken.")
CSV_TWO_HEADINGS = _("Two columns are headed like “%(heading)s”; the first one counts.")
CSV_LONG_ROW = _("This row has %(n)s cells more than there are headings; they were not taken: %(text)s")
CSV_SHORT_ROW = _("This row has %(n)s cells less than there are headings; the last columns were taken as empty.")
CSV_OPEN_QUOTE = _("A quotation mark is opened here and never closed; the line was read without it.")
CSV_EMPTY_ROW = _("This row holds nothing that could be taken: %(text)s")
