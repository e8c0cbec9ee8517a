"""Which block of one text is which of another, and which of their words are the same.

Blocks that are equal are found first; between them each block looks for the one of its type that is most like it.
Lists, quotes and tables are aligned inside. What is left came or went as a whole.
"""

from collections import Counter
from contextvars import ContextVar
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from resources.papers.differences.tokens import TEXTBLOCKS, WORD, Token, attributes, plain_text, seal, tokens_of

LIKE = 0.4
MOST_PAIRS = 3600
MOST_EQUAL = 60_000
MOST_SPENT = 1_000_000
spent = ContextVar("spent", default=0)
"""How many pairs of equal things the comparison under way has looked at."""


@dataclass
class Run:
    """A stretch of words in a pair of blocks: `old` and `new` are equal if `op` is "same"."""

    op: str
    old: list[Token]
    new: list[Token]
    key: str = ""

    @property
    def before(self):
        """Its old words."""
        return "".join(token.text for token in self.old)

    @property
    def after(self):
        """Its new words."""
        return "".join(token.text for token in self.new)


@dataclass
class Step:
    """One place in the aligned text. `op`: same, gone (`old` alone), come (`new` alone), or pair (`old` became `new`).

    A pair has `runs` of words, or `inside`: steps of what it holds. `attrs` is the key of a change of its attributes.
    """

    op: str
    old: dict | None = None
    new: dict | None = None
    inside: list = field(default_factory=list)
    runs: list = field(default_factory=list)
    attrs: str = ""
    key: str = ""

    @property
    def has_attrs(self):
        """Whether the block itself changed: its level, its picture, how it is numbered."""
        return self.op == "pair" and (
            self.old["type"] != self.new["type"] or attributes(self.old) != attributes(self.new)
        )


def steps_between(one, other, is_junk=None):
    """Return difflib's opcodes from one list to another, in a time that a text made for it cannot stretch.

    What is equal at both ends is taken off first. The work of the rest grows with the pairs of equal things: where the
    same few stand over and over, or all comparisons together grew too large, those are passed over.
    """
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    there = Counter(right)
    pairs = sum(count * there[thing] for thing, count in Counter(left).items() if not (is_junk and is_junk(thing)))
    spent.set(spent.get() + pairs)
    if pairs > MOST_EQUAL or spent.get() > MOST_SPENT:
        often = {thing for thing, count in there.items() if count > 20}
        is_junk = often.__contains__ if spent.get() <= MOST_SPENT else (lambda thing: True)
    found = [("equal", 0, start, 0, start)] if start else []
    for op, i1, i2, j1, j2 in SequenceMatcher(is_junk, left, right, autojunk=False).get_opcodes():
        found.append((op, i1 + start, i2 + start, j1 + start, j2 + start))
    if end:
        found.append(("equal", len(one) - end, len(one), len(other) - end, len(other)))
    return found


def align(olds, news):
    """Return the Steps that lead from one list of blocks to another, in the order of the text."""
    spent.set(0)
    return _level(olds, news)


def _level(olds, news):
    steps = []
    for op, i1, i2, j1, j2 in steps_between([seal(one) for one in olds], [seal(one) for one in news]):
        if op == "equal":
            steps += [Step("same", old, new) for old, new in zip(olds[i1:i2], news[j1:j2], strict=True)]
        else:
            steps += _between(olds[i1:i2], news[j1:j2])
    return steps


def _between(olds, news):
    pairs = dict(_pairs(olds, news))
    steps, at = [], 0
    taken = {i: j for j, i in pairs.items()}
    for i, old in enumerate(olds):
        if i not in taken:
            steps.append(Step("gone", old))
            continue
        while at < taken[i]:
            steps.append(Step("come", None, news[at]))
            at += 1
        steps.append(_pair(old, news[at]))
        at += 1
    steps += [Step("come", None, new) for new in news[at:]]
    return steps


def _pairs(olds, news):
    """Yield (place in news, place in olds) of blocks that are one and the same, in rising order on both sides."""
    if len(olds) == len(news) == 1:
        if _kin(olds[0], news[0]) and (_likeness(olds[0], news[0]) >= LIKE / 2 or not _long(olds[0])):
            yield 0, 0
        return
    if len(olds) * len(news) > MOST_PAIRS:
        # A whole chapter was written anew: what stands at the same place is compared, by its identity or its words.
        known = {ident: i for i, old in enumerate(olds) if (ident := attributes(old).get("id"))}
        last = -1
        for j, new in enumerate(news):
            i = known.get(attributes(new).get("id"))
            if i is not None and i > last and _kin(olds[i], new):
                yield j, i
                last = i
        return
    # The heaviest way through the table of likeness, both sides rising.
    table = [[_weight(old, new) for new in news] for old in olds]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i in range(len(olds) - 1, -1, -1):
        for j in range(len(news) - 1, -1, -1):
            paired = table[i][j] + best[i + 1][j + 1] if table[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    i = j = 0
    while i < len(olds) and j < len(news):
        if table[i][j] and best[i][j] == table[i][j] + best[i + 1][j + 1]:
            yield j, i
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _weight(old, new):
    if not _kin(old, new):
        return 0.0
    if (ident := attributes(old).get("id")) and ident == attributes(new).get("id"):
        return 1.0
    likeness = _likeness(old, new)
    return likeness if likeness >= LIKE else 0.0


def _kin(old, new):
    """Whether one block can have become the other: a paragraph a heading, one kind of list the other."""
    families = (("paragraph", "heading"), ("bulletList", "orderedList"), ("tableHeader", "tableCell"))
    return old["type"] == new["type"] or any(old["type"] in f and new["type"] in f for f in families)


def _long(block):
    return len(plain_text(block)) > 40


def _likeness(old, new):
    """Return the share of words that two blocks have in common."""
    one, other = (
        Counter(word for word in WORD.findall(plain_text(block)) if not word.isspace()) for block in (old, new)
    )
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _pair(old, new):
    if old["type"] in TEXTBLOCKS and new["type"] in TEXTBLOCKS:
        return Step("pair", old, new, runs=runs_of(tokens_of(old), tokens_of(new)))
    if old["type"] == "horizontalRule" or not (old.get("content") or new.get("content")):
        return Step("pair", old, new)
    return Step("pair", old, new, inside=_level(old.get("content") or [], new.get("content") or []))


def runs_of(old, new):
    """Return the Runs between two lists of Tokens; changes with nothing but a space between them are one."""
    one, other = [token.same for token in old], [token.same for token in new]
    spaces = {token.same for token in (*old, *new) if token.is_space}
    runs = [
        Run("same" if op == "equal" else "change", old[i1:i2], new[j1:j2])
        for op, i1, i2, j1, j2 in steps_between(one, other, spaces.__contains__)
    ]
    return _gathered(runs)


def _gathered(runs):
    found = []
    for place, run in enumerate(runs):
        between = (
            run.op == "same"
            and 0 < place < len(runs) - 1
            and found
            and found[-1].op == "change"
            and all(token.is_space for token in run.old)
        )
        if found and found[-1].op == "change" and (run.op == "change" or between):
            found[-1] = Run("change", found[-1].old + run.old, found[-1].new + run.new)
        elif found and found[-1].op == run.op == "same":
            found[-1] = Run("same", found[-1].old + run.old, found[-1].new + run.new)
        elif run.old or run.new:
            found.append(run)
    return found
