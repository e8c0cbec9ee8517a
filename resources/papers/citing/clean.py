"""CSL-JSON as it may be kept: known variables alone, of sensible length, titles with no more than i, b, sub, sup.

Source of the variables: https://docs.citationstyles.org/en/stable/specification.html
"""

import html
import re
from urllib.parse import urlsplit

from network.interchange.reading.csl import DATES, NAME_PARTS, NAMES, WORDS
from network.interchange.reading.kinds import CSL as TYPES
from network.interchange.works import clean_text
from resources.library.terms import doi_of

RICH = frozenset(("title", "container-title", "collection-title", "title-short", "original-title", "event-title",
                  "part-title", "volume-title", "reviewed-title"))  # fmt: skip
LONG = {"abstract": 6000, "note": 2000, "annote": 2000}
MOST, MOST_NAMES, LONGEST_NAME = 1000, 300, 300
LEFT_OUT = frozenset(("id", "type", "custom", "DOI", "URL", "citation-key", "citation-label", "citation-number"))

_TAG = re.compile(r"</?[a-zA-Z!?][^<>]{0,2000}>")
_GONE = re.compile(r"<(script|style|iframe|object|svg|math|template)\b.*?(</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_KEPT = re.compile(r"<(/?)(i|b|sub|sup)\s*>", re.IGNORECASE)


def cleaned(csl):
    """Return a new CSL item without `id`, of which every value is of the right shape; {} for what is no object."""
    if not isinstance(csl, dict):
        return {}
    kind = csl.get("type")
    made = {"type": kind if isinstance(kind, str) and kind in TYPES else "document"}
    for name, value in csl.items():
        if name in LEFT_OUT or not isinstance(name, str):
            continue
        if name in NAMES:
            value = _names(value)
        elif name in DATES:
            value = _date(value)
        elif name in WORDS:
            value = _text(value, name)
        else:
            continue
        if value not in ("", None, [], {}):
            made[name] = value
    doi = doi_of(str(csl.get("DOI") or "")) or doi_of(str(csl.get("URL") or ""))
    if doi:
        made["DOI"] = _line(doi)[:290]
    address = _address(csl.get("URL"))
    if address and not doi:
        made["URL"] = address
    return made


def plain_title(csl):
    """Return the title without tags, on one line, at most 500 characters."""
    return _TAG.sub("", str(csl.get("title") or ""))[:500]


def year_of(csl):
    """Return the year of a CSL item, None if it says none that can be kept."""
    try:
        year = int(csl["issued"]["date-parts"][0][0])
    except (KeyError, IndexError, TypeError, ValueError):
        return None
    return year if 0 < year < 3000 else None


def rich(text):
    """Return a title in which no tags but balanced i, b, sub and sup are left."""
    text = _GONE.sub(" ", text)
    text = _TAG.sub(lambda tag: tag[0].lower() if _KEPT.fullmatch(tag[0]) else "", text)
    open_tags = []
    for closing, name in _KEPT.findall(text):
        if not closing:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return _TAG.sub("", text)
    return _TAG.sub("", text) if open_tags else text


def _text(value, name):
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = clean_text(str(value)[: 4 * LONG.get(name, MOST)])
    if "&" in text:
        text = html.unescape(text)
    text = _line(rich(text) if name in RICH else _TAG.sub("", _GONE.sub(" ", text)))
    return _cut(text, LONG.get(name, MOST))


def _cut(text, most):
    """Cut a text that is far too long, never inside of a tag."""
    return text if len(text) <= most else _TAG.sub("", text)[: most - 1].partition("<")[0] + "…"


def _line(text):
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _names(value):
    made = []
    for one in (value if isinstance(value, list) else [value])[:MOST_NAMES]:
        if not isinstance(one, dict):
            one = {"literal": one} if isinstance(one, str) else {}
        name = {part: _line(clean_text(_TAG.sub("", one[part])))[:LONGEST_NAME]
                for part in NAME_PARTS if isinstance(one.get(part), str)}  # fmt: skip
        name = {part: word for part, word in name.items() if word}
        if name.get("family") or name.get("literal"):
            made.append(name)
    return made


def _date(value):
    if not isinstance(value, dict):
        return None
    made = {}
    parts = value.get("date-parts")
    if isinstance(parts, list):
        rows = [[n for n in row[:3] if isinstance(n, int) and -9999 <= n <= 9999]
                for row in parts[:2] if isinstance(row, list)]  # fmt: skip
        rows = [row for row in rows if row]
        if rows:
            made["date-parts"] = rows
    for name in ("season", "circa", "literal"):
        if isinstance(value.get(name), str | int) and value[name]:
            made[name] = value[name] if isinstance(value[name], int) else _line(_TAG.sub("", value[name]))[:100]
    return made


def _address(value):
    if not isinstance(value, str):
        return ""
    value = "".join(c for c in value.strip() if c.isprintable() and not c.isspace())[:1000]
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    return value if parts.scheme in ("http", "https") and parts.hostname else ""
