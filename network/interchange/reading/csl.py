"""CSL-JSON as programs write it: a list, one object, or {"items": […]}; years as text, names as plain words.

Each record is read on its own, so that a file that breaks off gives what stands before. Source of the variables:
https://docs.citationstyles.org/en/stable/specification.html
"""

import json
import re

from network.interchange.reading import dates, kinds, messages, names
from network.interchange.reading.fields import Fields, line_of
from network.interchange.reading.model import Record, short, words

NAMES = words(
    "author chair collection-editor compiler composer container-author contributor curator director editor "
    "editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer "
    "original-author performer producer recipient reviewed-author script-writer series-creator translator"
)
DATES = words("accessed available-date event-date issued original-date submitted")
OBJECTS = frozenset(("custom",))
NAME_PARTS = ("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle")
WORDS = words(
    "id type title abstract annote archive archive_collection archive_location archive-place authority call-number "
    "chapter-number citation-key citation-label citation-number collection-number collection-title container-title "
    "container-title-short dimensions division DOI edition event event-title event-place first-reference-note-number "
    "genre ISBN ISSN issue journalAbbreviation jurisdiction keyword language license locator medium note number "
    "number-of-pages number-of-volumes original-publisher original-publisher-place original-title page page-first "
    "part-number part-title PMCID PMID printing-number publisher publisher-place references reviewed-genre "
    "reviewed-title scale section shortTitle source status supplement-number title-short URL version volume "
    "volume-title volume-title-short year-suffix"
)
_SPACE = re.compile(r"[\s,]*")
_EMPTY = (None, "", [], {})


class _Numbers(json.JSONDecoder):
    """A decoder that keeps numbers as they stand, so that none is too long for it."""

    def __init__(self):
        super().__init__(parse_int=_int, parse_float=lambda text: text, parse_constant=lambda text: text)


def _int(text):
    return int(text) if len(text) < 19 else text


def records(text, warnings):
    """Yield the Records of a text."""
    if not text.strip():
        return
    decoder, number, line, counted = _Numbers(), 0, 1, 0
    at = len(text) - len(text.lstrip())
    is_list = text[at] == "["
    at += is_list
    while True:
        at = _SPACE.match(text, at).end()
        line, counted = line + text.count("\n", counted, at), at
        if at >= len(text):
            if is_list:
                warnings.add(line, messages.JSON_BROKEN, why="]", text="–")
            return
        if is_list and text[at] == "]":
            rest = text[at + 1 :].strip()
            if rest:
                warnings.add(line, messages.OUTSIDE, until=line + text.count("\n", at), text=rest)
            return
        number += 1
        try:
            thing, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as fault:
            end = _end_of_object(text, at)
            why = fault.msg if isinstance(fault, json.JSONDecodeError) else "nested too deeply"
            until = line + text.count("\n", at, end or len(text))
            template = messages.JSON_SKIPPED if end else messages.JSON_BROKEN
            warnings.add(line, template, until=until, why=why, text=text[at : at + 400])
            if not end:
                return
            at = end
            continue
        until = line + text.count("\n", at, end)
        some = thing if isinstance(thing, list) else [thing]
        if not is_list and isinstance(thing, dict) and isinstance(thing.get("items"), list):
            some = thing["items"]
        for one in some:
            made = _record(one, number, line, until, warnings)
            if made is not None:
                yield Record(made, text[at:end], line, until)
        at = end


def _end_of_object(text, at):
    """Return the position behind the object that begins at `at`: braces outside of strings are counted; else None."""
    if text[at] != "{":
        return None
    depth = 0
    for found in re.compile(r'"(?:[^"\\]|\\.)*(?:"|\Z)|[{}]', re.DOTALL).finditer(text, at):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if depth == 0:
                return found.end()
    return None


def _record(thing, number, line, until, warnings):
    if not isinstance(thing, dict):
        warnings.add(line, messages.JSON_NOT_OBJECT, until=until, n=number, text=_shown(thing))
        return None
    fields = Fields(warnings)
    for key, value in thing.items():
        if value not in _EMPTY:
            _put(fields, str(key), value, line, until)
    if not fields.csl and not fields.custom:
        warnings.add(line, messages.EMPTY_RECORD, until=until)
        return None
    made = fields.made(number)
    if "title" not in made:
        warnings.add(line, messages.UNTITLED)
    return made


def _put(fields, key, value, line, until):
    if key == "type":
        known = value if isinstance(value, str) and value in kinds.CSL else kinds.of_words(str(value))
        fields.csl["type"] = known or "document"
        if not known:
            fields.warnings.add(line, messages.UNKNOWN_TYPE, type=_shown(value))
    elif key in NAMES:
        _names(fields, key, value, line, until)
    elif key in DATES:
        made = _date(value)
        if made is None:
            fields.warnings.add(line, messages.JSON_FIELD, until=until, field=key, text=_shown(value))
        else:
            fields.csl[key] = made
    elif key == "custom" and isinstance(value, dict):
        fields.custom |= {str(name): one if isinstance(one, list) else [one] for name, one in value.items()}
    elif key in ("categories", "keyword") and isinstance(value, list):
        for word in value:
            fields.keyword(_shown(word))
    elif key == "DOI":
        fields.doi(_words(value), line, until)
    elif key in WORDS:
        words = _words(value)
        if words is None or words == "":
            fields.warnings.add(line, messages.JSON_FIELD, until=until, field=key, text=_shown(value))
        else:
            fields.csl[key] = words
    else:
        fields.unknown(line, until, key, _shown(value))


def _words(value):
    """Return text for text, numbers, and lists of one; None for anything else."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, bool) or not isinstance(value, str | int):
        return "" if isinstance(value, bool) else None
    return line_of(value) if isinstance(value, str) and "\n" not in value else str(value).strip()


def _names(fields, key, value, line, until):
    for one in value if isinstance(value, list) else [value]:
        made = None
        if isinstance(one, str):
            made = names.name(one)
        elif isinstance(one, dict):
            made = {
                part: line_of(one[part]) for part in NAME_PARTS if isinstance(one.get(part), str) and one[part].strip()
            }
            if "literal" in made and "family" in made:
                del made["literal"]
            if not made and isinstance(one.get("name"), str):
                made = {"literal": line_of(one["name"])}
            if made and isinstance(one.get("ORCID"), str):
                made["ORCID"] = line_of(one["ORCID"])
            if made and "family" not in made and "literal" not in made:
                made = {"literal": made.get("given", "")} if made.get("given") else None
        if made:
            fields.person(key, made)
        else:
            fields.warnings.add(line, messages.JSON_FIELD, until=until, field=key, text=_shown(one))


def _date(value):
    """Return a clean CSL date: numbers in date-parts, or what is said in words; None if nothing can be read."""
    if isinstance(value, str | int):
        return dates.date(value)
    if isinstance(value, list):
        value = {"date-parts": value if value and isinstance(value[0], list) else [value]}
    if not isinstance(value, dict):
        return None
    made = {}
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and not isinstance(parts[0], list):
        parts = [parts]
    if isinstance(parts, list):
        clean = [figures for one in parts[:2] if isinstance(one, list) and (figures := _figures(one))]
        if clean:
            made["date-parts"] = clean
    for name in ("season", "circa", "literal", "raw"):
        if isinstance(value.get(name), str | int) and value[name] not in _EMPTY:
            made[name] = value[name]
    if "date-parts" not in made:
        words = dates.date(made.get("raw") or made.get("literal") or "")
        made = (words or {}) | {name: one for name, one in made.items() if name != "raw"} if made else words
    return made or None


def _figures(parts):
    found = []
    for part, (low, high) in zip(parts, ((-9999, 9999), (1, 12), (1, 31)), strict=False):
        try:
            figure = int(str(part).strip())
        except ValueError:
            break
        if not low <= figure <= high or (not found and figure == 0):
            break
        found.append(figure)
    return found


def _shown(value):
    return value if isinstance(value, str) else short(str(value))
