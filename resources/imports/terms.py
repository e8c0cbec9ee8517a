"""Words, limits and sentences of imports. Sentences are kept in English with what stands in them, and translated
where a person reads them."""

from datetime import timedelta

from django.utils.translation import gettext as _read
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

MOST_FILES = 30
BUSY = ("reading", "judging", "writing", "undoing")
SLICE = 200
"""Rows that are written in one transaction."""

LOOKED_AT = 500
"""Rows that are judged in one transaction."""

SECONDS = 60
"""After so long a job lets others go first and comes again."""

KEPT = timedelta(days=90)
SHOWN_WARNINGS = 500
PAGE = 50
SUMMARY_LIMIT = 5000
MOST_AUTHORS = 60
MOST_UNPACKED = 200 * 1024 * 1024

DUPLICATES = {"skip": _("Leave them out"), "add": _("Add them all the same")}

ENCODINGS = {
    "": _("As we read it"),
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
    "cp1252": "Windows-1252",
    "utf-16": "UTF-16",
    "big5": "Big5",
}

FORMATS = {
    "csv": _("Table (CSV)"),
    "ris": "RIS",
    "bibtex": "BibTeX",
    "nbib": "PubMed (nbib)",
    "csl-json": "CSL-JSON",
    "endnote-xml": "EndNote XML",
}

FIELDS = {
    "title": _("Title"),
    "summary": _("Summary"),
    "kind": _("Kind"),
    "language": _("Language"),
    "licence": _("Licence"),
    "cities": _("Cities"),
    "authors": _("Authors"),
    "year": _("Year"),
    "topics": _("Topics"),
    "doi": _("DOI"),
    "link": _("Link"),
    "file": _("File"),
    "visibility": _("Who may see it"),
    "citation": _("How to cite it"),
}
"""What a column may hold, in the order of the template."""

FATES = {
    "draft": _("New draft"),
    "publish": _("New, published at once"),
    "duplicate": _("In the library already"),
    "refused": _("Refused"),
}

PROBLEMS = {
    "nothing": _("No record could be read in it."),
    "none": _("There is no table and no file of references among these files."),
    "many": _("There is more than one table or file of references. Please bring them one after the other."),
    "refused": _("A file was refused. See the reason beside it."),
    "crashed": _("Something went wrong on our side. Please try once more, or tell us."),
}

REASONS = {
    "no_title": gettext_noop("There is no title."),
    "long_title": gettext_noop("The title has %(n)s characters; at most 300 fit."),
    "kind": gettext_noop("“%(text)s” is not a kind of resource. Use one of: %(known)s."),
    "licence": gettext_noop("“%(text)s” is not a licence that we know. Use for example CC-BY-4.0."),
    "language": gettext_noop("“%(text)s” is not a language that we know. Use for example en, da, es, zh."),
    "city": gettext_noop("“%(text)s” is not a partner city."),
    "visibility": gettext_noop("“%(text)s” does not say who may see it. Use one of: %(known)s."),
    "year": gettext_noop("“%(text)s” is not a year between 1900 and 2100."),
    "link": gettext_noop("“%(text)s” is not an address on the web (https://…)."),
    "doi": gettext_noop("“%(text)s” is not a DOI (10.1234/abc)."),
    "authors": gettext_noop("There are %(n)s authors; at most 60 fit. Name the group as one author."),
    "author": gettext_noop("“%(text)s” is not an author as we can read one: %(why)s"),
    "no_file": gettext_noop("“%(text)s” is not among the files that you sent."),
    "two_files": gettext_noop("“%(text)s” is there more than once in what you sent; write its folder too."),
    "bad_file": gettext_noop("“%(text)s” is not taken: %(why)s"),
    "long_summary": gettext_noop("The summary has %(n)s characters; at most 5,000 fit, the rest was left out."),
    "not_written": gettext_noop("It could not be written: %(why)s"),
}
"""Why a row is refused, or what is noted about it."""


def reason(name, column="", **params):
    """Return a reason as it is kept: the column, the name of the sentence, what stands in it."""
    return [str(column), name, params]


def sentence(kept):
    """Return a kept reason as the reader reads it."""
    _column, name, params = kept
    template = REASONS.get(name)
    return _read(template) % params if template else name


def warning(kept):
    """Return a kept warning of the readers ([line, template, params]) as the reader reads it."""
    _line, template, params = kept
    try:
        return _read(template) % params
    except (KeyError, TypeError, ValueError):
        return template


def fate_of(row, batch):
    """Return what happens to a row under the present choices: draft, publish, duplicate or refused."""
    if row.fate == "refused":
        return "refused"
    if row.fate == "duplicate" and batch.duplicates == "skip":
        return "duplicate"
    return "publish" if row.is_complete and batch.publishes else "draft"
