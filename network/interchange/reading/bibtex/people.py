"""Names in BibTeX: 'Ludwig van Beethoven', 'van Beethoven, Ludwig', 'King, Jr, Martin', '{WHO}'."""

import re

from network.interchange.reading import names
from network.interchange.reading.bibtex.latex import plain

# Only the first blank of a run begins a match: else a long run of blanks would take the square of its length.
_AND = re.compile(r"(?<!\s)\s+and\s+|[{}]|\\.", re.IGNORECASE | re.DOTALL)
_PIECES = re.compile(r"[\s~]+|,|[{}]|\\.", re.DOTALL)


def people(value):
    """Return the CSL names of a value of author or editor."""
    return [made for part in _split(value) if (made := person(part))]


def _split(value):
    """Return the names parted by 'and' outside of braces."""
    found, depth, begun = [], 0, 0
    for sign in _AND.finditer(value):
        if sign[0] == "{":
            depth += 1
        elif sign[0] == "}":
            depth = max(0, depth - 1)
        elif sign[0][0] != "\\" and depth == 0:
            found.append(value[begun : sign.start()])
            begun = sign.end()
    return [*found, value[begun:]]


def person(text):
    """Return one CSL name, None for nothing."""
    text = text.strip().strip(",").strip()
    if not text:
        return None
    if text.startswith("{") and text.endswith("}") and _is_one_group(text):
        return {"literal": plain(text)}
    if text.casefold() == "others":
        return {"literal": "others"}
    sections = [[]]
    for word in _words(text):
        if word == ",":
            sections.append([])
        else:
            sections[-1].append(word)
    if len(sections) == 1:
        return _first_last(sections[0])
    if len(sections) > 3:
        return {"literal": plain(text)}
    particles, last = _particles(sections[0])
    made = {"family": _joined(last)}
    if particles:
        made["non-dropping-particle"] = _joined(particles)
    if len(sections) == 3:
        made["suffix"] = _joined(sections[1])
    given = _joined(sections[-1])
    return ({"given": given} if given else {}) | made if made["family"] else {"literal": plain(text)}


def _is_one_group(text):
    depth = 0
    for place, sign in enumerate(text):
        if sign in "{}" and (place == 0 or text[place - 1] != "\\"):
            depth += 1 if sign == "{" else -1
            if depth == 0 and place < len(text) - 1:
                return False
    return True


def _words(text):
    """Return the words of a name and its commas; what stands in braces is one word."""
    found, depth, begun = [], 0, 0
    for sign in _PIECES.finditer(text):
        if sign[0] == "{":
            depth += 1
        elif sign[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0 and sign[0][0] != "\\":
            if text[begun : sign.start()]:
                found.append(text[begun : sign.start()])
            if sign[0] == ",":
                found.append(",")
            begun = sign.end()
    return [*found, text[begun:]] if text[begun:] else found


def _first_last(words):
    if len(words) == 1:
        word = plain(words[0])
        return {"literal": word} if names.is_han(word) or words[0].startswith("{") else {"family": word}
    bare = [plain(word) for word in words]
    if len(bare) == 2 and all(names.is_han(word) for word in bare):
        return names.han(*bare)
    first = next((n for n, word in enumerate(words[:-1]) if n and _is_small(word)), None)
    if first is None:
        if _is_small(words[0]):
            particles, last = _particles(words)
            return {"family": _joined(last), "non-dropping-particle": _joined(particles)}
        return {"given": _joined(words[:-1]), "family": _joined(words[-1:])}
    particles, last = _particles(words[first:])
    return {"given": _joined(words[:first]), "non-dropping-particle": _joined(particles), "family": _joined(last)}


def _particles(words):
    """Part the words of small letters at the beginning from the family name, which keeps one word at least."""
    n = 0
    while n < len(words) - 1 and _is_small(words[n]):
        n += 1
    return words[:n], words[n:]


def _is_small(word):
    letter = next((c for c in plain(word) if c.isalpha()), "") if not word.startswith("{") else ""
    return letter.islower()


def _joined(words):
    return plain(" ".join(words))
