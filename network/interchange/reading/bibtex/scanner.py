"""Taking a BibTeX file apart: entries, their keys and fields with values, by one pass over the text.

A value that is never closed ends where the next entry begins at the start of a line, so that one missing brace costs
one entry and no more than one look at each letter.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

START = re.compile(r"@[ \t]*([A-Za-z]+)\s*([({])")
_LINE_START = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+\s*[({]", re.MULTILINE)
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTES = re.compile(r'\\.|[{}"]', re.DOTALL)
_KEY = re.compile(r"\s*([^\s,={}\"#()]*)\s*")
_FIELD = re.compile(r"[\s,]*([A-Za-z][\w.:+/-]*)\s*=\s*", re.ASCII)
_BARE = re.compile(r"[^\s,{}\"#=()]+")
_NEXT_FIELD = re.compile(r"\n[ \t,]*[A-Za-z][\w:-]*[ \t]*=[ \t]*[{\"0-9A-Za-z]", re.ASCII)
_FIELDS_GO_ON = re.compile(r"\s*,?\s*[A-Za-z][\w:-]*\s*=\s*[{\"0-9]", re.ASCII)


@dataclass
class Entry:
    """One @entry: its type, key, fields [(name, [part], position)], where it stands, and what is odd in it."""

    type: str
    begin: int
    end: int = 0
    key: str = ""
    fields: list = field(default_factory=list)
    odd: list = field(default_factory=list)
    body: str = ""
    next_field: int = -1
    is_broken: bool = False
    """Something in it is never closed: from then on a value ends before the next line that looks like a field."""


def entries(text):
    """Yield each Entry; between them, as (begin, end), the stretches that belong to none."""
    starts = [found.end() - len(found[0].lstrip()) for found in _LINE_START.finditer(text)]
    at = 0
    while True:
        found = START.search(text, at)
        if found is None:
            break
        if text[at : found.start()].strip():
            yield at, found.start()
        number = bisect_right(starts, found.start())
        limit = starts[number] if number < len(starts) else len(text)
        entry = _entry(text, found, limit)
        yield entry
        at = max(entry.end, found.end())
    if text[at:].strip():
        yield at, len(text)


def _entry(text, found, limit):
    entry = Entry(found[1].lower(), found.start())
    closes = "}" if found[2] == "{" else ")"
    at = found.end()
    if entry.type in ("comment", "preamble"):
        entry.end = _closing(text, at, limit, closes)
        if entry.end is None:
            entry.end = min(limit, text.find("\n", at) if "\n" in text[at:limit] else limit)
        entry.body = text[at : entry.end].rstrip().removesuffix(closes)
        return entry
    if entry.type != "string":
        key = _KEY.match(text, at, limit)
        after = text[key.end() : key.end() + 1]
        if after == "=":
            entry.odd.append(("BIB_NO_KEY", at, ""))
        else:
            entry.key, at = key[1], key.end()
            if not entry.key:
                entry.odd.append(("BIB_NO_KEY", at, ""))
            elif after not in (",", closes, "") and _FIELD.match(text, at, limit):
                entry.odd.append(("BIB_MISSING_COMMA", at, _FIELD.match(text, at, limit)[1]))
    _fields(entry, text, at, limit, closes)
    return entry


def _closing(text, at, limit, closes):
    """Return the position behind the brace that closes what was opened before `at`, None if there is none."""
    depth = 1
    for found in re.compile(r"\\.|[{}()]", re.DOTALL).finditer(text, at, limit):
        sign = found[0]
        if sign == "{":
            depth += 1
        elif (sign == "}" and (closes == "}" or depth > 1)) or (sign == closes == ")" and depth == 1):
            depth -= 1
            if depth == 0:
                return found.end()
    return None


def _fields(entry, text, at, limit, closes):
    """Read the fields of an entry up to its end, and past an end that comes too early."""
    need_comma = False
    while True:
        while at < limit and (text[at].isspace() or text[at] == ","):
            need_comma = need_comma and text[at] != ","
            at += 1
        if at >= limit:
            entry.odd.append(("BIB_UNCLOSED", entry.begin, ""))
            break
        if text[at] == closes or text[at] in "})":
            if text[at] == closes and not _FIELDS_GO_ON.match(text, at + 1, min(limit, at + 400)):
                at += 1
                break
            entry.odd.append(("BIB_UNOPENED", at, ""))
            at += 1
            need_comma = False
            continue
        named = _FIELD.match(text, at, limit)
        if named is None:
            at = _junk(entry, text, at, limit, closes)
            continue
        if need_comma:
            entry.odd.append(("BIB_MISSING_COMMA", at, named[1]))
        parts, end = _value(entry, text, named.end(), limit, closes)
        if parts:
            entry.fields.append((named[1].lower(), parts, at, end))
        else:
            entry.odd.append(("BIB_NO_VALUE", at, named[1]))
            end = max(end, named.end())
        at, need_comma = end, True
    entry.end = at


def _junk(entry, text, at, limit, closes):
    """Pass over what is no field, to the next comma or line; a stray brace counts as an end. Returns the position."""
    begun = at
    found = re.compile(rf"[,\n{{}}{re.escape(closes)}]").search(text, at, limit)
    at = found.start() if found else limit
    if found and found[0] == "{":
        closed = None if entry.is_broken else _closing(text, found.end(), limit, "}")
        entry.is_broken = entry.is_broken or closed is None
        at = closed or _line_end(text, at, limit)
    entry.odd.append(("BIB_JUNK", begun, text[begun : min(at, begun + 400)]))
    return max(at, begun + 1)


def _line_end(text, at, limit):
    end = text.find("\n", at, limit)
    return limit if end < 0 else end


def _value(entry, text, at, limit, closes):
    """Read a value: parts joined by #, each (is it text?, words). Returns (parts, position behind it)."""
    parts = []
    while at < limit:
        sign = text[at]
        if sign in '{"':
            read = _braced if sign == "{" else _quoted
            most = _next_field(entry, text, at, limit) if entry.is_broken else limit
            words, at, is_whole = read(text, at, most)
            parts.append((True, words))
            if not is_whole:
                entry.is_broken = True
                entry.odd.append(("BIB_UNCLOSED", entry.begin, ""))
                return parts, at
        else:
            bare = _BARE.match(text, at, limit)
            if bare is None:
                return parts, at
            parts.append((bare[0].isdigit(), bare[0]))
            at = bare.end()
        rest = re.compile(r"\s*#\s*").match(text, at, limit)
        if rest is None:
            return parts, at
        at = rest.end()
    return parts, at


def _next_field(entry, text, at, limit):
    """Return where the next line begins that looks like a field, `limit` without one; searched for once."""
    if entry.next_field <= at:
        following = _NEXT_FIELD.search(text, at + 1, limit)
        entry.next_field = following.start() if following else limit
    return entry.next_field


def _braced(text, at, limit):
    depth = 0
    for found in _BRACES.finditer(text, at, limit):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if depth == 0:
                return text[at + 1 : found.start()], found.end(), True
    return _broken_off(text, at, limit)


def _quoted(text, at, limit):
    depth = 0
    for found in _QUOTES.finditer(text, at + 1, limit):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if depth < 0:
                break
        elif found[0] == '"' and depth <= 0:
            return text[at + 1 : found.start()], found.end(), True
    return _broken_off(text, at, limit)


def _broken_off(text, at, limit):
    """Return a value that is never closed up to the next line that looks like a field, or to the end of the entry."""
    following = _NEXT_FIELD.search(text, at + 1, limit)
    end = following.start() if following else limit
    words = text[at + 1 : end].rstrip().rstrip(",")
    if not following and words.endswith("}"):
        words = words[:-1].rstrip()
    return words, end, False
