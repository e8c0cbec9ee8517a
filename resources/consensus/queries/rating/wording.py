"""How a statement reads to somebody: in which language, and what changed in its wording."""

from difflib import SequenceMatcher

from network.kit.words import in_reader_language
from resources.papers.differences.tokens import WORD


def in_words(panel, held, field):
    """Return (words, language) of a text of the protocol (`held`: its rules in force) for the active language."""
    texts = {panel.language: held[field]} | (held["texts"].get(field) or {})
    return in_reader_language(texts, order=(panel.language,))


def title_of(panel):
    """Return (title, language) of a panel for the active language."""
    return in_reader_language({panel.language: panel.title} | (panel.titles or {}), order=(panel.language,))


def anchors_of(panel, held):
    """Return [(rating as text, words, language)] of the ratings that are explained, lowest first."""
    found = []
    for rating, texts in held["anchors"].items():
        words, language = in_reader_language(texts, order=(panel.language,))
        if words:
            found.append((rating, words, language))
    return sorted(found, key=lambda one: int(one[0]) if one[0].lstrip("-").isdigit() else 0)


def difference(before, after):
    """Return [(kind, words)] from one wording to the next: "same", "ins" or "del"; each Chinese character is a word."""
    old, new = WORD.findall(before), WORD.findall(after)
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(old[a:b])))
            continue
        if b > a:
            found.append(("del", "".join(old[a:b])))
        if d > c:
            found.append(("ins", "".join(new[c:d])))
    return found
