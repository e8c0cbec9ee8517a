"""From text to the terms of the index, the same way for documents and for queries.

A word becomes its stem in the language of its text, folded to plain letters (`støttegruppen` -> `stottegrup`). Other
spellings that people type (Koebenhavn, educacion) are further terms of the same document. Chinese becomes single
characters, overlapping pairs (exact substrings) and words by a segmenter with the field's dictionary (for ranking).
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import rjieba
import tantivy

STEMMERS = {"en": "english", "da": "danish", "es": "spanish"}
LONGEST = 60
GAP = "|"
"""A term that is never indexed but keeps the places before and after it apart."""

HAN = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_WORD = re.compile(rf"(?:[^\W_{HAN}]|[\u064b-\u065f\u0900-\u0dff])+")
_HAN_WORD = re.compile(rf"[{HAN}]+")
_HAN_RUN = re.compile(rf"[a-z0-9]*(?:[{HAN}]+[a-z0-9]*)+")
_UNIT = re.compile(rf"[a-z0-9]+|[{HAN}]")
_HAS_HAN = re.compile(rf"[{HAN}]")
_POSSESSIVE = re.compile(r"['’]s\b")
_PLAIN = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ł": "l", "þ": "th", "ð": "d", "œ": "oe", "ı": "i"})
_TYPED = str.maketrans({"ø": "oe", "å": "aa", "æ": "ae", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_MARKS = "".join(chr(c) for c in range(0x300, 0x1F000) if unicodedata.combining(chr(c)))
MANY_MARKS = re.compile(f"([{re.escape(_MARKS)}]{{4}})[{re.escape(_MARKS)}]+")
_LATIN_MARK = re.compile("[\u0300-\u036f]")


def listed(name):
    """Return the lines of a file beside this one, without comments."""
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    return [line for line in (line.partition("#")[0].strip() for line in lines) if line]


STOP_WORDS = frozenset(word for line in listed("stopwords.txt") for word in line.split())


@lru_cache
def _stemmer(language):
    name = STEMMERS.get(language.split("-")[0])
    if name is None:
        return None
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(tantivy.Filter.stemmer(name))
    return builder.build()


def plain(text):
    """Return `text` in lower case and composed form, without what normalising would take quadratic time for."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", MANY_MARKS.sub(r"\1", text)).lower()
    return _LATIN_MARK.sub("", text)


def fold(word):
    """Return a lower case word in plain letters: å -> a, ñ -> n, ø -> o."""
    if word.isascii():
        return word
    return _LATIN_MARK.sub("", unicodedata.normalize("NFKD", word.translate(_PLAIN)))


def has_han(text):
    """Say whether `text` has Chinese characters."""
    return _HAS_HAN.search(text) is not None


def split(text):
    """Return the words of `plain` text that are written with letters or figures (Chinese left out)."""
    if "'" in text or "’" in text:
        text = _POSSESSIVE.sub("", text)
    if text.isascii():
        return _ASCII_WORD.findall(text)
    return [word for word in _WORD.findall(text) if len(word) <= LONGEST]


def stem(word, language):
    """Return the stem of a word in `language`, or the word where the language has no stemmer."""
    analyser = _stemmer(language)
    return analyser.analyze(word)[0] if analyser and len(word) <= LONGEST else word


@lru_cache(maxsize=4096)
def stems_of_query(word):
    """Return all folded stems that a document in any language may have for the typed `word`, the likeliest first."""
    found = dict.fromkeys(fold(stem(word, language)) for language in STEMMERS)
    folded = fold(word)
    found |= dict.fromkeys(stem(folded, language) for language in STEMMERS)
    found |= dict.fromkeys([folded])
    return tuple(found)


class _Forms(dict):
    """For each word of one language its folded stem; further spellings go to `others`."""

    MOST = 200_000

    def __init__(self, language):
        super().__init__()
        self.language = language
        self.others = {}

    def __missing__(self, word):
        if len(self) > self.MOST:
            self.clear()
            self.others.clear()
        if len(word) > LONGEST:
            return GAP
        root = stem(word, self.language)
        main = self[word] = fold(root)
        if not word.isascii():
            typed = word.translate(_TYPED)
            spellings = {stem(fold(word), self.language), fold(root.translate(_TYPED))}
            spellings |= {fold(typed), stem(fold(typed), self.language)} if typed != word else set()
            if spellings := spellings - {main}:
                self.others[word] = spellings
        return main


class _Folded(_Forms):
    """For each word its folded form, unstemmed; further spellings go to `others`."""

    def __missing__(self, word):
        if len(self) > self.MOST:
            self.clear()
            self.others.clear()
        main = self[word] = fold(word) if len(word) <= LONGEST else GAP
        if not word.isascii() and (typed := fold(word.translate(_TYPED))) != main:
            self.others[word] = {typed}
        return main


_forms = {language: _Forms(language) for language in (*STEMMERS, "")}
_folded = _Folded("")


def _known(language):
    base = language.split("-")[0]
    return base if base in STEMMERS else ""


def stems(words, languages):
    """Return the index terms of a list of words in text order, then those of further languages and spellings."""
    bases = list(dict.fromkeys(_known(language) for language in languages)) or ["en"]
    first = _forms[bases[0]]
    terms = [first[word] for word in words]
    more = set()
    if first.others:
        for word in first.others.keys() & words if len(words) > 50 else words:
            more |= first.others.get(word, set())
    if len(bases) > 1:
        distinct = set(words)
        for base in bases[1:4]:
            more.update(_forms[base][word] for word in distinct)
    if more := more.difference(terms):
        terms += [GAP, *sorted(more)]
    return terms


def folded(words):
    """Return the distinct folded words of a list, further spellings included."""
    distinct = set(words)
    terms = {_folded[word] for word in distinct}
    for word in _folded.others.keys() & distinct:
        terms |= _folded.others[word]
    terms.discard(GAP)
    return terms


def starts(words, longest=12):
    """Return all beginnings of the words: what somebody may have typed so far."""
    return {word[:size] for word in folded(words) for size in range(1, min(len(word), longest) + 1)}


@lru_cache(maxsize=1)
def _segmenter():
    segmenter = rjieba.Jieba()
    for word in listed("dictionary.txt"):
        segmenter.add_word(word, 200_000, "n")
    return segmenter


def han_words(text):
    """Return the Chinese words of `plain` text for the index: long words and the words inside them."""
    words = []
    for run in _HAN_WORD.findall(text):
        words += [word for word in _segmenter().cut_for_search(run) if len(word) > 1]
    return words


def han_cut(text):
    """Return the Chinese words of a query, each once from left to right, single characters joined to a neighbour."""
    return _segmenter().cut(text)


def han_runs(text):
    """Return each run of Chinese in `plain` text as a list of units: a character, or letters and figures beside it."""
    return [_UNIT.findall(run) for run in _HAN_RUN.findall(text)]


def units(word):
    """Return the units of a piece of Chinese: its characters, and letters or figures beside them."""
    return _UNIT.findall(word)


def pairs(units):
    """Return the overlapping pairs of a run's units."""
    return [a + b for a, b in pairwise(units)]
