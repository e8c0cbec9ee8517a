"""Facets: the words by which entries are narrowed, and their labels. Rooms register labels in their `catalogue.py`."""

from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from network.kit.words import language_name

_facets = {}
_renames = {}

TITLES = {
    "kind": _("Kind"),
    "topic": _("Topic"),
    "city": _("City"),
    "language": _("Language"),
    "population": _("For whom"),
    "function": _("Function of peer support"),
    "value": _("Value"),
    "year": _("Year"),
    "licence": _("Licence"),
}
"""The facets in the order of the panel."""


@dataclass
class Facet:
    """One facet: its name in addresses, its title, and who labels its words."""

    name: str
    title: object
    labellers: list = field(default_factory=list)
    row_labellers: list = field(default_factory=list)


for _name, _title in TITLES.items():
    _facets[_name] = Facet(_name, _title)


def facet(name, title=None, *, of_rows=False):
    """Register `def labels(words, language) -> {word: label}`; several rooms may label words of one facet.

    `of_rows`: labels from rows that not everybody may see; they are asked for the words of visible things alone.
    """

    def register(labels):
        known = _facets.setdefault(name, Facet(name, title or name))
        if title is not None:
            known.title = title
        (known.row_labellers if of_rows else known.labellers).append(labels)
        return labels

    return register


def renames(name):
    """Register `def f(word) -> the word that took its place, or ""`: filters with an old word find the new one."""

    def register(call):
        _renames.setdefault(name, []).append(call)
        return call

    return register


def now_called(name, word):
    """Return the word by which a facet is asked for today: what took the place of `word`, else itself."""
    return next((new for call in _renames.get(name, ()) if (new := call(word))), word)


def names():
    """Return the names of all facets in the order of the panel."""
    return list(_facets)


def title_of(name):
    """Return the title of a facet, translated."""
    return str(_facets[name].title)


def labels_of(name, words, language=None, *, rows=True):
    """Return {word: label}; a word that no room labels stands for itself.

    `rows=False` for words that somebody typed: a label that comes from a row would tell that the row is there.
    """
    words = list(words)
    labels = {word: word for word in words}
    if words:
        known = _facets.get(name, Facet(name, name))
        for labeller in [*known.labellers, *(known.row_labellers if rows else ())]:
            labels.update(labeller(words, language or get_language() or "en"))
    return {word: str(label) for word, label in labels.items()}


def labels_of_all(words_by_facet, language=None):
    """Return {facet: {word: label}} for {facet: words}."""
    return {name: labels_of(name, words, language) for name, words in words_by_facet.items()}


@facet("year")
def _years(words, language):
    return {word: word for word in words}


@facet("language")
def _languages(words, language):
    """Each language under its own name."""
    return {word: language_name(word) for word in words}
