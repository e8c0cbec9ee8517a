"""Words of the field that mean the same: the file beside this one and the rows that curators add."""

import time
from functools import lru_cache

from network.catalogue.search import words

FRESH = 300
LONGEST = 6
_seen = {"at": 0.0, "rows": ()}


def groups():
    """Return all groups as tuples of texts; rows are read again after five minutes."""
    if time.monotonic() - _seen["at"] > FRESH:
        from network.catalogue.models import Synonyms

        _seen["rows"] = tuple(tuple(group) for group in Synonyms.objects.values_list("words", flat=True))
        _seen["at"] = time.monotonic()
    return _from_file() + _seen["rows"]


def forget():
    """Read the rows again at the next question."""
    _seen["at"] = 0.0


@lru_cache(maxsize=1)
def _from_file():
    return tuple(
        tuple(word.strip() for word in line.split("=") if word.strip()) for line in words.listed("synonyms.txt")
    )


@lru_cache(maxsize=4)
def _table(known):
    """Return {key of a member: the texts of all its groups}, a key being the stems of its words in one language."""
    table = {}
    for group in known:
        for member in group:
            for key in keys(words.plain(member)):
                table.setdefault(key, {}).update(dict.fromkeys(group))
    return table


def keys(text):
    """Return the keys of a `plain` text: its words' stems in each language, or the Chinese itself."""
    if words.has_han(text):
        return {text}
    found = words.split(text)
    return {tuple(words.fold(words.stem(word, language)) for word in found) for language in words.STEMMERS}


def of(text):
    """Return the texts that mean the same as the `plain` text, itself left out."""
    table = _table(groups())
    found = {}
    for key in keys(text):
        found |= table.get(key, {})
    return [other for other in found if not keys(words.plain(other)) & keys(text)]
