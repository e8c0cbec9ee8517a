"""The lines of a text around what was searched for, with the hits marked, in any language."""

import re
import unicodedata
from functools import lru_cache
from html import escape

from django.utils.safestring import mark_safe

from network.catalogue.search import words

WIDTH = 220
HAN_WIDTH = 96
MOST_HITS = 60
_BLANKS = re.compile(r"\s+")
_LETTERS = {
    "a": "aàáâãäåāă", "c": "cçćč", "d": "dđð", "e": "eèéêëēę", "g": "gğ", "i": "iìíîïīı", "l": "lł", "n": "nñńň",
    "o": "oòóôõöøō", "s": "sśšş", "t": "tþ", "u": "uùúûüū", "y": "yýÿ", "z": "zźżž",
}  # fmt: skip
_DIGRAPHS = {"ae": "(?:ae|æ|ä)", "oe": "(?:oe|ø|ö|œ)", "aa": "(?:aa|å)", "ue": "(?:ue|ü)", "ss": "(?:ss|ß)"}


class Finder:
    """Finds what met a query's parts in a text."""

    def __init__(self, parts):
        runs, patterns = [], []
        for part in parts:
            for text in (part.text, *(words.plain(other) for other in part.others)):
                runs += ["".join(run) for run in words.han_runs(text)]
                patterns += words.split(text)
        found = dict.fromkeys(word for word in patterns if word not in words.STOP_WORDS or len(patterns) == 1)
        self.stems = {stem: word for word in found for stem in words.stems_of_query(word)}
        heads = sorted({_head(stem) for stem in self.stems if not words.has_han(stem)}, key=len, reverse=True)
        choices = [re.escape(run) for run in sorted(dict.fromkeys(runs), key=len, reverse=True)]
        choices += [rf"(?<![^\W_]){_loosely(head)}[^\W_{words.HAN}]*" for head in heads]
        self.pattern = re.compile("|".join(choices), re.IGNORECASE) if choices else None

    def hits(self, text):
        """Return [(start, end, what was met)] in `text`, in order."""
        if not self.pattern:
            return []
        found = []
        for match in self.pattern.finditer(text):
            if met := self._met(match[0]):
                found.append((*match.span(), met))
                if len(found) == MOST_HITS:
                    break
        return found

    def _met(self, text):
        if words.has_han(text):
            return text.lower()
        return next((self.stems[form] for form in _forms(text.lower()) if form in self.stems), None)


def make(finder, texts):
    """Return (safe HTML, language) of the best lines among `texts` [(text, language)]; ("", "") without a hit.

    The first text that meets most is taken.
    """
    best, most = ("", ""), 0
    for text, language in texts:
        text = normal(text)
        hits = finder.hits(text)
        met = len({hit[2] for hit in hits})
        if met > most:
            best, most = (_render(text, hits), language), met
    return best


def normal(text):
    """Return `text` with composed letters, without what that would take quadratic time for."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", words.MANY_MARKS.sub(r"\1", text))


def _render(text, hits):
    width = HAN_WIDTH if words.has_han(text[hits[0][0] : hits[0][1]]) else WIDTH
    start, inside = 0, []
    for number, (begin, _, _) in enumerate(hits):
        near = [hit for hit in hits[number:] if hit[1] <= begin + width * 3 // 4]
        if len({hit[2] for hit in near}) > len({hit[2] for hit in inside}):
            start, inside = begin, near
    if not inside:
        start, inside = hits[0][0], hits[:1]
    start = _back_to_gap(text, max(0, start - width // 4))
    end = max(start + width, inside[-1][1])
    end = len(text) if end >= len(text) else _on_to_gap(text, end)
    pieces, at = ["… " if start else ""], start
    for begin, finish, _ in hits:
        if begin >= at and finish <= end:
            pieces += [_line(text[at:begin]), f"<mark>{escape(text[begin:finish])}</mark>"]
            at = finish
    pieces += [_line(text[at:end]), " …" if end < len(text) else ""]
    return mark_safe("".join(pieces))  # noqa: S308 - every piece of the text is escaped


def _line(text):
    return escape(_BLANKS.sub(" ", text))


def _back_to_gap(text, at):
    """Return a place at or a little after `at` where a word begins."""
    if at == 0:
        return 0
    gap = re.compile(r"[\s。，、；！？]").search(text, at, at + 25)
    return gap.end() if gap else at


def _on_to_gap(text, at):
    """Return a place at or a little after `at` where a word ends."""
    gap = re.compile(r"[\s。，、；！？]").search(text, at, at + 20)
    return gap.start() if gap else at


def _head(stem):
    """Return the part of a stem that all of its words share (study, studies: stud)."""
    return stem[:-1] if len(stem) > 4 else stem


@lru_cache(maxsize=4096)
def _loosely(folded):
    """Return a pattern for all spellings of a folded piece of a word."""
    pattern, at = "", 0
    while at < len(folded):
        if (two := folded[at : at + 2]) in _DIGRAPHS:
            pattern += _DIGRAPHS[two]
            at += 2
            continue
        letter = folded[at]
        pattern += f"[{_LETTERS[letter]}]" if letter in _LETTERS else re.escape(letter)
        at += 1
    return pattern


@lru_cache(maxsize=20_000)
def _forms(word):
    """Return all terms under which a document's word may have been indexed."""
    forms = set()
    for language in words.STEMMERS:
        forms.update(words.stems([word], [language]))
    forms.update(words.folded([word]))
    forms.discard(words.GAP)
    return frozenset(forms)
