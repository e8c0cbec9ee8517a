"""The fields of the index, and how an entry becomes a document of it."""

import tantivy

from network.catalogue import facets
from network.catalogue.search import words
from network.kit.audience import MEMBERS, PUBLIC

VERSION = 3
"""Raise it when the fields or the terms change: indexes of another version are rebuilt."""

TITLE_WEIGHT = 3
"""How often a title's words are written into `stems`: it ranks them higher at no cost when searching."""

SLOTS = {"kind": 1, "year": 1, "licence": 1, "language": 3, "topic": 4}
FEWEST_SLOTS = 2
EMPTY = "-"
"""Facets are counted in columns that hold exactly one word for every document: slots, empty ones filled with a dash.
Counting these is eight times as fast as counting one column of many words (measured: 1.1 against 9.3 ms for 150,000
documents with one to four topics). What does not fit is in the column `<facet>_more`."""

POSITION_ID = 0
"""The `entry` of the one document that is no entry: it holds the number of the last change, committed with the rest."""


SIDES = {"open": PUBLIC, "inner": MEMBERS, "closed": None}
"""Terms of entries for everybody, for all members, and of all others stand in fields of their own (`open_stems`, ...),
each under the audience key that opens the whole side. A visitor's query never names another field than the open ones,
so it needs no filter and cannot meet a private word, not even in a dictionary look-up."""

TEXT_FIELDS = {
    "stems": "position",  # folded stems of everything, with places for phrases
    "words": "basic",  # folded words: the dictionary for completions and corrections
    "starts": "basic",  # beginnings of the titles' words: what somebody may have typed so far
    "characters": "freq",  # single Chinese characters
    "pairs": "position",  # overlapping pairs of Chinese characters: exact substrings
}


def build():
    """Return the schema."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("entry", indexed=True, fast=True)
    builder.add_unsigned_field("position", stored=True)
    builder.add_unsigned_field("published", fast=True)
    for side in SIDES:
        for name, option in TEXT_FIELDS.items():
            builder.add_text_field(f"{side}_{name}", tokenizer_name="terms", index_option=option)
    builder.add_text_field("audience", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("facet", tokenizer_name="raw", index_option="basic")
    builder.add_json_field("slots", fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def prepare(index):
    """Register the tokenizer that only parts the terms at blanks."""
    tokenizer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    index.register_tokenizer("terms", tokenizer.filter(tantivy.Filter.custom_stopword([words.GAP])).build())
    return index


def position_document(number, schema):
    """Return the document that says up to which change the index has read."""
    return tantivy.Document.from_dict({"entry": POSITION_ID, "position": number, "published": 0}, schema)


def document(entry, schema):
    """Return the document of an entry."""
    side = next(name for name, key in SIDES.items() if key is None or key in entry.audience)
    fields = {f"{side}_{name}": text for name, text in terms_of(entry).items() if text}
    fields |= {
        "entry": entry.pk,
        "published": max(0, int(entry.published_at.timestamp())),
        "audience": [*entry.audience, f"side:{side}"],
        "facet": [*entry.facets, f"is:{entry.kind}"],
        "slots": slots(entry.facets),
    }
    return tantivy.Document.from_dict(fields, schema)


def terms_of(entry):
    """Return {field: its terms parted by blanks} for the text fields of an entry's document."""
    stems, known, begun, runs = [], set(), set(), []
    for text, languages, is_title in _texts(entry):
        text = words.plain(text)
        found = words.split(text)
        roots = words.stems(found, languages)
        if is_han := not text.isascii() and words.has_han(text):
            roots += [words.GAP, *words.han_words(text)]
            runs += words.han_runs(text)
        roots.append(words.GAP)
        if is_title:
            begun |= words.starts(found)
            if is_han:
                begun.update(word[:size] for word in words.han_words(text) for size in range(1, len(word) + 1))
        stems += roots * TITLE_WEIGHT if is_title else roots
        known.update(found)
    return {
        "stems": " ".join(stems),
        "words": " ".join(words.folded(known)),
        "starts": " ".join(begun),
        "characters": " ".join(unit for run in runs for unit in run if words.has_han(unit)),
        "pairs": f" {words.GAP} ".join(" ".join(words.pairs(run)) for run in runs),
    }


def _texts(entry):
    """Yield (text, its languages, whether it is a title) for all that an entry is found by."""
    for language, text in entry.titles.items():
        yield text, [language], True
    for language, text in entry.summaries.items():
        yield text, [language], False
    for person in entry.people:
        yield f"{person.get('name', '')} {words.GAP} {person.get('handle') or ''}", [""], False
    yield entry.text, entry.languages or list(entry.titles)[:1], False


def slots(given):
    """Return the columns for counting, {"city_0": "shanghai", "city_1": "-", ...}, of facet words ["city:shanghai"]."""
    found = {name: [] for name in facets.names()}
    for word in given:
        name, _, value = word.partition(":")
        if name in found:
            found[name].append(value)
    columns = {}
    for name, values in found.items():
        size = SLOTS.get(name, FEWEST_SLOTS)
        for number in range(size):
            columns[f"{name}_{number}"] = values[number] if number < len(values) else EMPTY
        if len(values) > size:
            columns[f"{name}_more"] = values[size:]
    return columns


def columns(facet):
    """Return the names of the columns in which a facet is counted."""
    return [*(f"{facet}_{number}" for number in range(SLOTS.get(facet, FEWEST_SLOTS))), f"{facet}_more"]
