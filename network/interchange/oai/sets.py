"""Sets: by city, by topic and by kind, as `city:shanghai`. A set's name holds what the protocol lets it hold."""

import re

from django.core.cache import caches
from django.db import connection
from django.utils.translation import gettext, override

from network.catalogue import facets
from network.interchange.works import sources
from network.kit.audience import PUBLIC

FACETS = ("city", "topic", "kind")
SPEC = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*\Z")
_PLAIN = re.compile(r"[A-Za-z0-9\-_.]+\Z")
KEEP_SECONDS = 300


def is_spec(text):
    """Say whether a text may be the name of a set at all."""
    return bool(SPEC.match(text))


def spec_of(word):
    """Return the set of a facet's word; words in other scripts are written in punycode, as host names are."""
    facet, _, value = word.partition(":")
    plain = _PLAIN.match(value) and not value.startswith("xn--")
    return f"{facet}:{value if plain else 'xn--' + value.encode('punycode').decode('ascii')}"


def word_of(spec):
    """Return (facet, its word or "" for all of them) of a set's name; None for a set that cannot be."""
    facet, _, value = spec.partition(":")
    if facet not in FACETS or ":" in value:
        return None
    if value.startswith("xn--"):
        try:
            value = value[4:].encode("ascii").decode("punycode")
        except UnicodeError:
            return None
    return facet, value


def specs_of(entry):
    """Return the sets of an entry."""
    return [spec_of(word) for word in entry.facets if word.partition(":")[0] in FACETS]


def all_sets():
    """Return [(name, label)] of the sets that public things are in; kept for some minutes."""
    kept = caches["fragments"].get("oai:sets")
    if kept is None:
        kept = list(_read())
        caches["fragments"].set("oai:sets", kept, KEEP_SECONDS)
    return kept


def _read():
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT DISTINCT word FROM catalogue_entry, unnest(facets) AS word
               WHERE withdrawn_at IS NULL AND audience && %s AND source = ANY (%s)
                 AND split_part(word, ':', 1) = ANY (%s) ORDER BY word""",
            [[PUBLIC], sources(), list(FACETS)],
        )
        words = [row[0] for row in cursor.fetchall()]
    with override("en"):
        for facet in FACETS:
            values = [word.partition(":")[2] for word in words if word.startswith(facet + ":")]
            if not values:
                continue
            yield facet, gettext(facets.title_of(facet))
            labels = facets.labels_of(facet, values, "en")
            for value in values:
                yield spec_of(f"{facet}:{value}"), labels[value]
