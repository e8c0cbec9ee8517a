"""Titles as they are compared: 'Walking – together!' and 'walking together' are one, two Chinese titles stay two."""

import re
import unicodedata

_NO_WORD = re.compile(r"[\W_]+")
SHORTEST = 4


def key_of(title):
    """Return a title without case, marks and spaces between words of one script; "" where too little is left.

    Letters of every script stay (a filter of a-z would make one title of all that are Chinese).
    """
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", title).casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    key = _NO_WORD.sub("", unicodedata.normalize("NFC", text))
    return key if len(key) >= SHORTEST else ""


def same_work(year, doi, other_year, other_doi):
    """Say whether two works of one title may be one: their years are near, and their DOIs do not differ."""
    if doi and other_doi and doi.lower() != other_doi.lower():
        return False
    return not year or not other_year or abs(int(year) - int(other_year)) <= 1
