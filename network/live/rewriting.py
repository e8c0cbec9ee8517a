"""A forward edit: the smallest change to a shared fragment after which it reads as some ProseMirror JSON.

Blocks are aligned first (what is equal, then what is alike), then words within them, so that what others are typing,
the comments, and the memory of who wrote what live on wherever the text does. Nothing is ever replaced as a whole.
"""

import json
from bisect import bisect_right
from itertools import pairwise

from pycrdt import XmlElement, XmlText

from network.live import prose
from network.live.alignment import align, edits

TEXT = "#text"


class Piece:
    """A node of either side: `kind`, `attributes`, and what is within: `runs` of a text, else `pieces`.

    `sign` says everything but the kept marks; `words` is the plain text, by which pieces are found to be alike;
    `held` are the shared types, on the side that is there already: one, or the texts that lie side by side.
    """

    __slots__ = ("attributes", "has_kept", "held", "kind", "pieces", "runs", "sign", "words")

    def __init__(self, kind, attributes, pieces, runs, keep, held=None):
        self.kind, self.attributes, self.pieces, self.runs, self.held = kind, attributes, pieces, runs, held
        if kind == TEXT:
            bare = []
            for words, formats in runs:
                left = {key: value for key, value in formats.items() if prose.mark_name(key) not in keep}
                if bare and bare[-1][1] == left:
                    bare[-1][0] += words
                else:
                    bare.append([words, left])
            self.has_kept = any(prose.mark_name(key) in keep for _, formats in runs for key in formats)
            self.words = "".join(words for words, _ in runs)
            self.sign = json.dumps(bare, sort_keys=True)
        else:
            self.has_kept = any(piece.has_kept for piece in pieces)
            self.words = "\n".join(piece.words for piece in pieces)
            self.sign = json.dumps([kind, attributes, [piece.sign for piece in pieces]], sort_keys=True)


def rewrite(fragment, content, *, keep=prose.OVERLAPPING):
    """Change a shared fragment, in one transaction, so that it reads as `content` (a `doc` in ProseMirror JSON).

    Marks whose names are in `keep` stay on every letter that stays, also where `content` does not have them, and reach
    over what is put between two letters that have them; those that `content` has are added.
    """
    with fragment.doc.transaction():
        _level(fragment, _held(fragment, keep), _wanted(content.get("content"), keep), keep)


def _held(element, keep, depth=0):
    found = []
    for child in element.children:
        if isinstance(child, XmlText):
            runs, held = prose.runs_of(child), [child]
            if found and found[-1].kind == TEXT:
                runs, held = found[-1].runs + runs, found.pop().held + held
            found.append(Piece(TEXT, {}, (), runs, keep, held))
        elif isinstance(child, XmlElement):
            within = _held(child, keep, depth + 1) if depth < prose.DEEPEST else []
            found.append(Piece(child.tag, prose.attributes_of(child), within, (), keep, [child]))
        else:  # nothing that an editor of ours writes; it is taken out when the text around it is written anew
            found.append(Piece("#other", {}, (), (), keep, [child]))
    return found


def _wanted(nodes, keep, depth=0):
    found, runs = [], []
    if depth > prose.DEEPEST:
        return found

    def close():
        if runs:
            found.append(Piece(TEXT, {}, (), list(runs), keep))
            runs.clear()

    for node in nodes or ():
        if node["type"] == "text":
            words = node.get("text", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            formats = prose.formats(node.get("marks"))
            if runs and runs[-1][1] == formats:
                runs[-1] = (runs[-1][0] + words, formats)
            elif words:
                runs.append((words, formats))
        else:
            close()
            attributes = {
                name: value
                for name, raw in (node.get("attrs") or {}).items()
                if (value := prose.whole(raw)) is not None
            }
            found.append(Piece(node["type"], attributes, _wanted(node.get("content"), keep, depth + 1), (), keep))
    close()
    return found


def _level(parent, old, new, keep):
    at = 0
    for have, want in align(old, new):
        if have is None:
            _insert(parent, at, want)
            at += 1
            continue
        if want is None and have.kind == TEXT and (not have.words or not new):
            _text(have, [], keep)  # an empty text stays: somebody may be typing into it at this moment
        elif want is None:
            del parent.children[at : at + len(have.held)]
            continue
        elif have.sign != want.sign or want.has_kept:
            _update(have, want, keep)
        at += len(have.held)


def _insert(parent, at, piece):
    if piece.kind == TEXT:
        text = parent.children.insert(at, XmlText(""))
        offset = 0
        for words, formats in piece.runs:
            text.insert(offset, words, formats)
            offset += len(words.encode())
        _formats(text, piece.runs)
        return
    element = parent.children.insert(at, XmlElement(piece.kind))
    for name, value in sorted(piece.attributes.items()):
        element.attributes[name] = value
    for index, within in enumerate(piece.pieces):
        _insert(element, index, within)


def _update(have, want, keep):
    if have.kind == TEXT:
        _text(have, want.runs, keep)
        return
    (element,) = have.held
    for name in have.attributes.keys() - want.attributes.keys():
        del element.attributes[name]
    for name, value in sorted(want.attributes.items()):
        if have.attributes.get(name) != value or type(have.attributes.get(name)) is not type(value):
            element.attributes[name] = value
    _level(element, have.pieces, want.pieces, keep)


def _text(have, new, keep):
    """Change a text by the smallest edits, words first, then formats."""
    old, before, after = have.runs, have.words, "".join(words for words, _ in new)
    kept_at, wanted_at = _at(old), _at(new)
    final, steps = [], []
    for i1, i2, j1, j2 in edits(before, after):
        spans = {j1, j2, *(j for j in wanted_at[0] if j1 < j < j2)}
        if before[i1:i2] == after[j1:j2]:
            spans |= {i - i1 + j1 for i in kept_at[0] if i1 < i < i2}
            for start, stop in pairwise(sorted(spans)):
                stays = _kept(_format(kept_at, start - j1 + i1), keep)
                final.append((after[start:stop], stays | _format(wanted_at, start)))
            continue
        steps.append((i1, i2, after[j1:j2]))
        around = {}
        if i1 > 0 and i2 < len(before):
            right = _format(kept_at, i2)
            around = {k: v for k, v in _kept(_format(kept_at, i1 - 1), keep).items() if right.get(k) == v}
        for start, stop in pairwise(sorted(spans)):
            final.append((after[start:stop], around | _format(wanted_at, start)))
    lengths = _edit(have.held, before, steps)
    for text, length in zip(have.held, lengths, strict=True):
        part, final = _cut(final, length)
        _formats(text, part)


def _kept(formats, keep):
    return {key: value for key, value in formats.items() if prose.mark_name(key) in keep}


def _edit(texts, before, steps):
    """Take out and put in words, last place first (pycrdt counts bytes of UTF-8); return the letters of each text."""
    lengths, starts, at = [], [], 0
    for text in texts:
        starts.append(at)
        lengths.append(sum(len(words) for words, _ in prose.runs_of(text)))
        at += lengths[-1]
    until = [start + length for start, length in zip(starts, lengths, strict=True)]
    for i1, i2, words in reversed(steps):
        for k in reversed(range(len(texts))):
            first, last = max(i1, starts[k]), min(i2, until[k])
            offset = len(before[starts[k] : max(first, starts[k])].encode())
            if first < last:
                del texts[k][offset : offset + len(before[first:last].encode())]
                lengths[k] -= last - first
            if words and starts[k] <= i1 <= until[k]:
                texts[k].insert(len(before[starts[k] : i1].encode()), words)
                lengths[k] += len(words)
                words = ""
    return lengths


def _cut(runs, length):
    """Return (the first `length` letters of runs, the rest)."""
    part, rest = [], []
    for words, formats in runs:
        if words[:length]:
            part.append((words[:length], formats))
        if words[length:]:
            rest.append((words[length:], formats))
        length = max(0, length - len(words))
    return part, rest


def _at(runs):
    """Return (first places, formats) of runs, counted in letters."""
    places, held, at = [], [], 0
    for words, formats in runs:
        places.append(at)
        held.append(formats)
        at += len(words)
    return places, held


def _format(at, place):
    places, held = at
    return held[bisect_right(places, place) - 1] if places else {}


def _formats(text, wanted):
    """Let each letter have the formats that are wanted, by as few changes as there are stretches that differ."""
    have, want = _bounds(prose.runs_of(text)), _bounds(wanted)
    stops = sorted({stop for stop, _ in have} | {stop for stop, _ in want})
    changes, start, h, w = [], 0, 0, 0
    for stop in stops:
        while have[h][0] < stop:
            h += 1
        while want[w][0] < stop:
            w += 1
        is_now, shall = have[h][1], want[w][1]
        change = {key: None for key in is_now if key not in shall}
        change |= {key: value for key, value in shall.items() if key not in is_now or is_now[key] != value}
        if change and changes and changes[-1][1] == start and changes[-1][2] == change:
            changes[-1] = (changes[-1][0], stop, change)
        elif change:
            changes.append((start, stop, change))
        start = stop
    for start, stop, change in changes:
        text.format(start, stop, change)


def _bounds(runs):
    found, at = [], 0
    for words, formats in runs:
        at += len(words.encode())
        found.append((at, formats))
    return found
