"""Where in a text a passage stands: found again by its words and by what stood around it, marked, looked after."""

import copy

from resources.papers.differences.tokens import TEXTBLOCKS, attributes, inline_words, plain_text


def textblocks(content, path=()):
    """Yield (path, block) of every block of words, in the order of the text."""
    for place, node in enumerate(content.get("content") or []):
        if node.get("type") in TEXTBLOCKS:
            yield (*path, place), node
        elif node.get("content"):
            yield from textblocks(node, (*path, place))


def find(content, quote, before="", after=""):
    """Return (path, first letter, last letter + 1) of the place in a text that reads like `quote`, None if none does.

    Of several the one whose surroundings are most like `before` and `after` is meant; of equals the first.
    """
    quote = " ".join((quote or "").split("\n")[0].split())
    if not quote:
        return None
    best, found = -1, None
    for path, block in textblocks(content):
        words, places = _even(plain_text(block))
        at = words.find(quote)
        while at >= 0:
            end = at + len(quote)
            score = _shared_end(words[:at], before) + _shared_start(words[end:], after)
            if score > best:
                best, found = score, (path, places[at], places[end - 1] + 1)
            at = words.find(quote, at + 1)
    return found


def _even(text):
    """Return a text with every run of spaces as one, and for each of its letters the place in `text`."""
    letters, places = [], []
    for place, letter in enumerate(text):
        if letter.isspace():
            if letters and letters[-1] == " ":
                continue
            letter = " "
        letters.append(letter)
        places.append(place)
    return "".join(letters), places


def _shared_end(text, other):
    other = " ".join(other.split())
    text = text.strip()
    return next((n for n in range(min(len(text), len(other), 60), 0, -1) if text.endswith(other[-n:])), 0)


def _shared_start(text, other):
    other = " ".join(other.split())
    text = text.strip()
    return next((n for n in range(min(len(text), len(other), 60), 0, -1) if text.startswith(other[:n])), 0)


def marked(content, place, key):
    """Return a copy of a text in which the letters at `place` carry the comment mark of thread `key`."""
    path, start, end = place
    content = copy.deepcopy(content)
    block = content
    for step in path:
        block = block["content"][step]
    mark = {"type": "comment", "attrs": {"thread": key}}
    inside, at = [], 0
    for node in block.get("content") or []:
        words = node.get("text", "") if node["type"] == "text" else inline_words(node)
        first, last = max(start - at, 0), min(end - at, len(words))
        at += len(words)
        if node["type"] != "text" or first >= last:
            inside.append(node)
            continue
        for part, is_in in ((words[:first], False), (words[first:last], True), (words[last:], False)):
            if part:
                marks = [*(node.get("marks") or []), *([mark] if is_in else [])]
                inside.append({**node, "text": part, **({"marks": marks} if marks else {})})
    block["content"] = inside
    return content


def around(content, place, reach=100):
    """Return (before, after): the words of the block around a place."""
    path, start, end = place
    block = content
    for step in path:
        block = block["content"][step]
    words = plain_text(block)
    return words[max(0, start - reach) : start], words[end : end + reach]


def sections_at(content, path):
    """Return the ids of the headings above a place, outermost first."""
    above = []
    for place, node in enumerate(content.get("content") or []):
        if place > path[0]:
            break
        if node.get("type") == "heading":
            level = attributes(node).get("level", 1)
            above = [one for one in above if one[0] < level]
            above.append((level, attributes(node).get("id", "")))
    return tuple(ident for _level, ident in above if ident)
