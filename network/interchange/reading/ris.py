"""RIS, as it is written by everybody: `TY  - JOUR`, `ty - jour`, tabs, no ER, wrapped abstracts.

Source: the tags of Reference Manager and EndNote, https://en.wikipedia.org/wiki/RIS_(file_format), and what databases
send in practice. Every line that is not blank ends in a record or in a warning.
"""

import re

from network.interchange.reading import messages
from network.interchange.reading.fields import Fields
from network.interchange.reading.model import Record
from network.interchange.reading.ristags import KEPT, LONG, TAGS, WORDS, finish, put

_TAG = re.compile(r"^\s*([A-Za-z][A-Za-z0-9])[ \t\u00a0\u3000]*[-–][ \t\u00a0\u3000]*(.*)$", re.DOTALL)
_STRICT = re.compile(r"^\s*[A-Za-z][A-Za-z0-9](?:[ \t\u00a0\u3000]+[-–](?:\s|$)|-[ \t]|-$)")
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", ":", "：", ")", "）", "”", '"', ";", "；")


def records(text, warnings):
    """Yield the Records of a text."""
    lines = text.split("\n")
    open_at, fields, outside = None, [], []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        tag, value = _tagged(line)
        if tag and _is_text(tag, value, fields):
            warnings.add(number, messages.LOOKS_LIKE_TAG, tag=tag)
            tag = None
        if tag == "TY":
            if open_at is not None:
                warnings.add(number, messages.NO_END, begun=open_at)
                yield from _record(lines, open_at, number - 1, fields, warnings)
            _left_out(outside, lines, warnings)
            open_at, fields, outside = number, [[tag, [value], number, number]], []
        elif open_at is None:
            # ER alone, without anything before it, ends a record that was not there.
            outside.append(number)
        elif tag == "ER":
            yield from _record(lines, open_at, number, fields, warnings)
            if value:
                warnings.add(number, messages.OUTSIDE, text=value)
            open_at, fields = None, []
        elif tag:
            fields.append([tag, [value], number, number])
        else:
            fields[-1][1].append(line.strip())
            fields[-1][3] = number
    if open_at is not None:
        last = len(lines)
        warnings.add(last, messages.NO_END, begun=open_at)
        yield from _record(lines, open_at, last, fields, warnings)
    _left_out(outside, lines, warnings)


def _tagged(line):
    """Return (tag in capitals, its text), (None, line) for a line that goes on."""
    found = _TAG.match(line) if _STRICT.match(line) else None
    if found is None:
        return None, line
    tag = found[1].upper()
    # 'Co-design' and 'If - then' begin no field: what we don't know must be written in capitals.
    if tag not in TAGS and tag not in KEPT and (found[1] != tag or not re.match(r"\s*..[ \t]", line)):
        return None, line
    return tag, found[2].strip()


def _is_text(tag, value, fields):
    """Whether something that looks like a tag stands in the middle of a sentence of an abstract."""
    if not fields or fields[-1][0] not in LONG or not value[:1].islower() or not (tag[1].isdigit() or tag in WORDS):
        return False
    before = fields[-1][1][-1].rstrip()
    return bool(before) and not before.endswith(_SENTENCE_ENDS) and not value.startswith(("http", "10.", "doi"))


def _record(lines, begun, until, rows, warnings):
    """Yield the record of the tagged rows [[tag, [line, …], first, last]], or warn that there is nothing in it."""
    while until > begun and not lines[until - 1].strip():
        until -= 1
    fields = Fields(warnings)
    for row in rows:
        put(fields, *row)
    made = finish(fields, begun)
    raw = "\n".join(lines[begun - 1 : until])
    if len(rows) == 1 and not made.get("title"):
        warnings.add(begun, messages.EMPTY_RECORD, until=until)
        return
    if not made.get("title"):
        warnings.add(begun, messages.UNTITLED)
    yield Record(made, raw, begun, until)


def _left_out(numbers, lines, warnings):
    """Warn of lines outside of any record, those that follow each other by one warning."""
    begun = 0
    while begun < len(numbers):
        end = begun
        while end + 1 < len(numbers) and not any(
            lines[n - 1].strip() for n in range(numbers[end] + 1, numbers[end + 1])
        ):
            end += 1
        first, last = numbers[begun], numbers[end]
        said = lines[first - 1].strip()
        if last > first and sum(1 for n in range(first, min(last, first + 50) + 1) if _tagged(lines[n - 1])[0]) > 1:
            warnings.add(first, messages.NO_TYPE, until=last, line=first)
        elif last > first:
            warnings.add(first, messages.OUTSIDE_LINES, until=last, line=first, text=said)
        else:
            warnings.add(first, messages.OUTSIDE, text=said)
        begun = end + 1
