"""From what somebody typed to a query of the index.

Everything typed must be met (AND). A part is a word, a "phrase", or a Chinese word; each can be met by any of its
alternatives: the stems that it may have, and what means the same.
"""

import re
from dataclasses import dataclass, field

from tantivy import Occur, Query

from network.catalogue.search import synonyms, words
from network.catalogue.search.schema import SIDES
from network.kit.audience import PUBLIC

MOST_CHARACTERS = 300
MOST_PARTS = 16
_QUOTED = re.compile(r'"([^"]*)"?|“([^”]*)”?|「([^」]*)」?')
_LITTLE_HAN = frozenset("的了和与及在是对为或把被之其也都而")


@dataclass(frozen=True)
class Part:
    """One thing that must be met. `run` holds the words of a phrase or the units of a Chinese word."""

    kind: str
    run: tuple
    others: tuple = field(default=(), compare=False)

    @property
    def text(self):
        """The part as it was typed, in lower case."""
        return ("" if self.kind == "han" else " ").join(self.run)


def typed(text):
    """Return `text` as it may be searched for: short, one line, no NUL, no lone surrogate."""
    text = str(text)[: MOST_CHARACTERS * 4].replace("\x00", " ").encode("utf-8", "ignore").decode("utf-8")
    return " ".join(words.MANY_MARKS.sub(r"\1", text)[:MOST_CHARACTERS].split())


def parse(text):
    """Return the parts of what was typed, in order; words that say nothing alone only count in phrases.

    What stands in quotes is meant as it is: nothing that means the same is looked for.
    """
    text, parts, at = words.plain(typed(text)), [], 0
    for quoted in _QUOTED.finditer(text):
        parts += _with_synonyms(_loose(text[at : quoted.start()]))
        parts += _phrase(next((group for group in quoted.groups() if group), ""))
        at = quoted.end()
    parts += _with_synonyms(_loose(text[at:]))
    telling = [part for part in parts if part.kind != "word" or part.run[0] not in words.STOP_WORDS]
    return (telling or parts)[:MOST_PARTS]


def _phrase(text):
    parts = [Part("han", tuple(run)) for run in words.han_runs(text)]
    found = tuple(word for word in words.split(text) if not any(word in part.run for part in parts))
    if len(found) > 1:
        parts.append(Part("phrase", found))
    elif found:
        parts.append(Part("word", found))
    return parts


def _loose(text):
    parts = []
    for chunk in text.split():
        runs = words.han_runs(chunk) if words.has_han(chunk) else []
        rest = chunk
        for run in runs:
            parts += [Part("han", piece) for piece in _pieces("".join(run))]
            rest = rest.replace("".join(run), " ", 1)
        parts += [Part("word", (word,)) for word in words.split(rest)]
    return parts


def _pieces(run):
    """Return the Chinese words of a run as tuples of units, single characters joined to their neighbours."""
    pieces = []
    for word in words.han_cut(run):
        units = tuple(words.units(word))
        if pieces and (len(units) == 1 or len(pieces[-1]) == 1) and not {*units, *pieces[-1]} & _LITTLE_HAN:
            pieces[-1] += units
        elif units:
            pieces.append(units)
    telling = [piece for piece in pieces if not (len(piece) == 1 and piece[0] in _LITTLE_HAN)]
    return telling or pieces


def _with_synonyms(parts):
    """Return the parts with `others`; words beside each other that mean something together become one part."""
    result, at = [], 0
    while at < len(parts):
        for size in range(min(synonyms.LONGEST, len(parts) - at), 0, -1):
            some = parts[at : at + size]
            if size > 1 and any(part.kind != "word" for part in some):
                continue
            same = synonyms.of(" ".join(part.text for part in some))
            if same or size == 1:
                kind = "words" if size > 1 else some[0].kind
                result.append(Part(kind, tuple(word for part in some for word in part.run), tuple(same)))
                at += size
                break
    return result


class Builder:
    """Makes queries for one state of the index and one reader."""

    def __init__(self, searcher, schema, keys):
        self.searcher, self.schema, self.keys = searcher, schema, sorted(keys)
        self.sides = ["open"] if set(keys) <= {PUBLIC} else list(SIDES)

    def queries(self, parts, filters=None, within=None, fewest=None, replaced=None):
        """Return the queries, one for each side, of what meets all `parts`, any of each filter's words, and is seen.

        The sides share no entry: hits are merged and counts are summed, which is twice as quick as one query for both.
        `fewest` lets that number of parts suffice; `replaced` {part: [alternative words]} widens parts.
        """
        musts = [(Occur.Must, self._facet(f"is:{within}"))] if within else []
        musts += [(Occur.Must, self._any([self._facet(f"{n}:{w}") for w in ws])) for n, ws in (filters or {}).items()]
        return [self._side(side, parts, musts, fewest, replaced or {}) for side in self.sides]

    def starting(self, text):
        """Return the queries for titles with words that begin like the words of `text`; none if it has no words."""
        text = words.plain(typed(text))
        begun = [words.fold(word)[:12] for word in words.split(text)]
        begun += [word for run in words.han_runs(text) for word in words.han_cut("".join(run))]
        if not begun:
            return []
        return [
            self._and(
                [(Occur.Must, self._term(f"{side}_starts", word)) for word in begun[:MOST_PARTS]] + self._seen(side)
            )
            for side in self.sides
        ]

    def _side(self, side, parts, musts, fewest, replaced):
        met = [self._part(part, side, replaced.get(part, ())) for part in parts]
        if fewest is not None and fewest < len(met):
            some = Query.boolean_query([(Occur.Should, one) for one in met], minimum_number_should_match=fewest)
            met = [some]
        clauses = [(Occur.Must, one) for one in met] + musts
        if not met:
            # Without a word that names the side's fields, its own mark does.
            clauses.append((Occur.Must, Query.const_score_query(self._term("audience", f"side:{side}"), 0.0)))
        return self._and(clauses + self._seen(side))

    def _seen(self, side):
        """Return the clauses for what the reader may see on a side: none for who holds the key of all of it."""
        if SIDES[side] in self.keys:
            return []
        return [(Occur.Must, Query.const_score_query(self.audience(self.keys), 0.0))]

    def audience(self, keys):
        """Return the query for what holders of `keys` may see."""
        return self._any([self._term("audience", key) for key in keys] or [Query.empty_query()])

    def frequency(self, name, term):
        """Return how many documents have a term in a text field, as far as the reader may know of such documents."""
        return sum(self.searcher.doc_freq(f"{side}_{name}", term) for side in self.sides)

    def _facet(self, word):
        return Query.const_score_query(self._term("facet", word), 0.0)

    def _term(self, name, term):
        return Query.term_query(self.schema, name, term, "freq")

    def _any(self, queries):
        queries = list(queries)
        return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, one) for one in queries])

    def _and(self, clauses):
        return clauses[0][1] if len(clauses) == 1 else Query.boolean_query(clauses)

    def _part(self, part, side, replacements=()):
        own = {"word": self._word, "words": self._words, "phrase": self._run, "han": self._han}[part.kind](
            part.run, side
        )
        found = [own]
        for other in part.others:
            # Little: a phrase of many Chinese pairs would outweigh the one word that was typed.
            found.append(Query.boost_query(self._member(other, side), 0.05))
        for word in replacements:
            found.append(Query.boost_query(self._word((word,), side), 0.2))
        return self._any(found)

    def _member(self, text, side):
        """Return the query for a synonym: its words beside each other."""
        text = words.plain(text)
        if words.has_han(text):
            return self._and([(Occur.Must, self._han(tuple(run), side)) for run in words.han_runs(text)])
        found = tuple(words.split(text))
        return self._word(found, side) if len(found) == 1 else self._run(found, side)

    def _word(self, run, side):
        stems = words.stems_of_query(run[0])
        known = [stem for stem in stems if self.searcher.doc_freq(f"{side}_stems", stem)]
        return self._any([self._term(f"{side}_stems", stem) for stem in known or stems[:1]])

    def _words(self, run, side):
        telling = [word for word in run if word not in words.STOP_WORDS] or run
        return self._and([(Occur.Must, self._word((word,), side)) for word in telling])

    def _run(self, run, side):
        runs = dict.fromkeys(tuple(words.fold(words.stem(word, known)) for word in run) for known in words.STEMMERS)
        runs |= dict.fromkeys([tuple(words.fold(word) for word in run)])
        return self._any([Query.phrase_query(self.schema, f"{side}_stems", list(one)) for one in runs])

    def _han(self, run, side):
        """Return the query for units beside each other, those that are a word of their own ranked first."""
        if len(run) == 1:
            name = "characters" if words.has_han(run[0]) else "stems"
            return self._term(f"{side}_{name}", run[0])
        pairs = words.pairs(run)
        pairs_field = f"{side}_pairs"
        if len(pairs) == 1:
            exact = self._term(pairs_field, pairs[0])
        else:
            exact = Query.phrase_query(self.schema, pairs_field, pairs)
        word = Query.boost_query(self._term(f"{side}_stems", "".join(run)), 2.0)
        return Query.boolean_query([(Occur.Must, exact), (Occur.Should, word)])
