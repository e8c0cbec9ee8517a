"""What of one text is what of another: blocks by likeness, then words; a Chinese character is a word."""

import re
from collections import Counter
from difflib import SequenceMatcher

_CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
WORD = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+\s*|\s+|[^\w\s]", re.DOTALL)
ALIKE = 0.3  # share of common words from which two blocks are held to be one that was edited
MANY = 10_000  # pairs to compare within one gap; beyond, each looks at its nearest only


def align(old, new):
    """Pair the pieces of two lists that keep their order: a list of (old piece or None, new piece or None).

    Pieces have `kind`, `sign` (equal signs: equal pieces), `attributes` (an `id` makes a pair) and `words`.
    """
    a, b = [piece.sign for piece in old], [piece.sign for piece in new]
    steps, i, j = [], 0, 0
    for block in _blocks(a, b):
        steps += _gap(old[i : block[0]], new[j : block[1]])
        steps += zip(old[block[0] : block[0] + block[2]], new[block[1] : block[1] + block[2]], strict=True)
        i, j = block[0] + block[2], block[1] + block[2]
    return steps


def _blocks(a, b):
    """Return the equal stretches of two lists as (start, start, length), the last one at the end."""
    start, end = _ends(a, b)
    middle = SequenceMatcher(None, a[start : len(a) - end], b[start : len(b) - end], autojunk=False)
    found = [(0, 0, start)] + [(i + start, j + start, n) for i, j, n in middle.get_matching_blocks() if n]
    return [*found, (len(a) - end, len(b) - end, end)]


def _ends(a, b):
    least = min(len(a), len(b))
    start = 0
    while start < least and a[start] == b[start]:
        start += 1
    end = 0
    while end < least - start and a[-1 - end] == b[-1 - end]:
        end += 1
    return start, end


def _gap(old, new):
    """Pair what is alike between two stretches that have nothing equal."""
    if not old or not new:
        return [(piece, None) for piece in old] + [(None, piece) for piece in new]
    if len(old) == len(new) == 1:
        return [(old[0], new[0])] if old[0].kind == new[0].kind else [(old[0], None), (None, new[0])]
    a, b = [Counter(WORD.findall(piece.words)) for piece in old], [Counter(WORD.findall(piece.words)) for piece in new]

    def score(i, j):
        if old[i].kind != new[j].kind:
            return 0
        one, other = old[i].attributes.get("id"), new[j].attributes.get("id")
        if one and one == other:
            return 2
        total = a[i].total() + b[j].total()
        alike = 2 * (a[i] & b[j]).total() / total if total else 1
        return alike if alike >= ALIKE else 0

    pairs = _best(len(old), len(new), score) if len(old) * len(new) <= MANY else _nearest(len(old), len(new), score)
    steps, i, j = [], 0, 0
    for k, m in [*pairs, (len(old), len(new))]:
        if pairs or len(old) != len(new) or any(x.kind != y.kind for x, y in zip(old, new, strict=True)):
            steps += [(piece, None) for piece in old[i:k]] + [(None, piece) for piece in new[j:m]]
        else:
            steps += zip(old, new, strict=True)
        if k < len(old) and m < len(new):
            steps.append((old[k], new[m]))
        i, j = k + 1, m + 1
    return steps


def _best(n, m, score):
    """Return the pairs in order with the greatest sum of scores."""
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    scores = [[score(i, j) for j in range(m)] for i in range(n)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            both = scores[i][j] + best[i + 1][j + 1] if scores[i][j] else 0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < n and j < m:
        if scores[i][j] and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _nearest(n, m, score, reach=12):
    pairs, i = [], 0
    for j in range(m):
        around = [(score(k, j), -k) for k in range(i, min(n, i + reach))]
        most, k = max(around, default=(0, 0))
        if most:
            pairs.append((-k, j))
            i = -k + 1
    return pairs


def edits(before, after):
    """Return the steps from one string to another as (i1, i2, j1, j2), equal stretches among them, covering both.

    Words are compared, then the letters at both ends of what was replaced; indices count code points.
    """
    start, end = _ends(before, after)
    a, b = WORD.findall(before[start : len(before) - end]), WORD.findall(after[start : len(after) - end])
    found = [(0, start, 0, start)]
    i = j = start
    matcher = SequenceMatcher(None, a, b, autojunk=len(a) * len(b) > 4_000_000)
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        one, other = "".join(a[i1:i2]), "".join(b[j1:j2])
        if what == "replace":
            head, tail = _ends(one, other)
            found.append((i, i + head, j, j + head))
            found.append((i + head, i + len(one) - tail, j + head, j + len(other) - tail))
            found.append((i + len(one) - tail, i + len(one), j + len(other) - tail, j + len(other)))
        else:
            found.append((i, i + len(one), j, j + len(other)))
        i, j = i + len(one), j + len(other)
    found.append((i, i + end, j, j + end))
    return [step for step in found if step[0] < step[1] or step[2] < step[3]]
