"""The vocabularies as SKOS (W3C Recommendation 2009): JSON-LD and Turtle, written out by hand, since both are small.

Topics are concepts at their own pages; the words of the other vocabularies at `/words/#scheme.code`. MeSH descriptors
are close matches: ours are broader or narrower by a shade. What was merged or retired is deprecated, not forgotten.
"""

import json

from django.conf import settings
from django.urls import reverse

from resources.library import vocabulary, words

MESH = "http://id.nlm.nih.gov/mesh/"
TAGS = {"en": "en", "da": "da", "es": "es", "zh-hans": "zh-Hans"}
CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def concepts():
    """Yield (address, facts) of every concept; facts are pairs of a property and a value.

    A value is ("iri", address), ("text", words, language tag), ("plain", words) or ("true",).
    """
    for scheme in ("topic", *vocabulary.SCHEMES):
        for code, word in words.words(scheme).items():
            yield address_of(scheme, code), list(_facts(scheme, code, word))


def schemes():
    """Yield (address, label) of each vocabulary."""
    yield scheme_address("topic"), "Topics"
    for scheme, label in vocabulary.SCHEMES.items():
        yield scheme_address(scheme), str(label)


def scheme_address(scheme):
    """Return the address of a vocabulary."""
    if scheme == "topic":
        return settings.SITE_URL + reverse("library:topics")
    return f"{settings.SITE_URL}{reverse('library:words')}#{scheme}"


def address_of(scheme, code):
    """Return the address of a concept."""
    if scheme == "topic":
        return settings.SITE_URL + reverse("library:topic", args=[code])
    return f"{settings.SITE_URL}{reverse('library:words')}#{scheme}.{code}"


def _facts(scheme, code, word):
    yield "skos:inScheme", ("iri", scheme_address(scheme))
    yield "skos:notation", ("plain", code)
    said = set()
    for language, tag in TAGS.items():
        label = word.label(language)
        # A label that stands in for a missing one is not a label in that language.
        if label and (language == "en" or language in word.labels or label != word.label("en")):
            yield "skos:prefLabel", ("text", label, tag)
        definition = word.definition(language)
        if definition and definition not in said:
            said.add(definition)
            yield "skos:definition", ("text", definition, tag)
    if word.broader:
        yield "skos:broader", ("iri", address_of(scheme, word.broader))
    else:
        yield "skos:topConceptOf", ("iri", scheme_address(scheme))
    for mesh in word.mesh:
        yield "skos:closeMatch", ("iri", MESH + mesh)
    if word.status != "active":
        yield "owl:deprecated", ("true",)
    if word.replaced_by:
        yield "dct:isReplacedBy", ("iri", address_of(scheme, word.replaced_by))


# -- Turtle ------------------------------------------------------------------------------------------------------
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def turtle():
    """Return everything as Turtle (W3C Recommendation 2014)."""
    lines = [f"@prefix {name}: <{address}> ." for name, address in CONTEXT.items()]
    for address, label in schemes():
        lines.append(f"\n{_iri(address)} a skos:ConceptScheme ;\n  dct:title {_text(label)}@en .")
    for address, facts in concepts():
        told = "".join(f" ;\n  {name} {_turtle(value)}" for name, value in facts)
        lines.append(f"\n{_iri(address)} a skos:Concept{told} .")
    return "\n".join(lines) + "\n"


def _turtle(value):
    kind, *rest = value
    if kind == "iri":
        return _iri(rest[0])
    if kind == "true":
        return "true"
    return _text(rest[0]) + (f"@{rest[1]}" if kind == "text" else "")


def _text(text):
    return '"' + "".join(ESCAPES.get(c, c if c >= " " else f"\\u{ord(c):04X}") for c in text) + '"'


def _iri(address):
    """Return an address between brackets; what may not stand there is written as Turtle escapes it."""
    return "<" + "".join(f"\\u{ord(c):04X}" if c in '<>"{}|^`\\' or c <= " " else c for c in address) + ">"


# -- JSON-LD -----------------------------------------------------------------------------------------------------
def json_ld():
    """Return everything as JSON-LD 1.1, as text."""
    graph = [
        {"@id": address, "@type": "skos:ConceptScheme", "dct:title": {"@value": label, "@language": "en"}}
        for address, label in schemes()
    ]
    for address, facts in concepts():
        node = {"@id": address, "@type": "skos:Concept"}
        for name, value in facts:
            node.setdefault(name, []).append(_node(value))
        graph.append(node)
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _node(value):
    kind, *rest = value
    if kind == "iri":
        return {"@id": rest[0]}
    if kind == "true":
        return {"@value": True}
    return {"@value": rest[0], "@language": rest[1]} if kind == "text" else {"@value": rest[0]}
