"""What the attributes of nodes and marks may hold. ProseMirror checks which nodes stand where, and no values."""

import re
from urllib.parse import urlsplit

NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
KEY = re.compile(r"[^\s\x00-\x1f\x7f<>\"'{}\\,;]{1,40}")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,6}")
TERM = re.compile(r"[a-z][a-z -]{0,40}")
SCHEMES = ("http", "https", "mailto")
LONGEST = {"href": 2000, "caption": 1000, "alt": 2000, "locator": 300, "prefix": 300, "suffix": 300}
MOST_CITED = 50
WIDEST = 100


def is_name(value):
    """Short, of letters, digits, - and _: ids of nodes and keys of threads."""
    return isinstance(value, str) and bool(NAME.fullmatch(value))


def is_url(value):
    """An address on the web or of a letter, without anything that hides its scheme."""
    if not isinstance(value, str) or len(value) > LONGEST["href"] or re.search(r"[\x00-\x20\x7f<>\"\\^`{|}]", value):
        return False
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        return False
    if parts.scheme.lower() not in SCHEMES:
        return False
    return bool(parts.path and "@" in parts.path) if parts.scheme.lower() == "mailto" else bool(host)


def is_language(value):
    """A language tag of BCP 47 in its common forms: `zh-Hans`, `da`, `es-AR`."""
    return isinstance(value, str) and bool(LANGUAGE.fullmatch(value))


def between(low, high):
    """Return a test for whole numbers in a range."""
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def is_text(name):
    """Return a test for a text of at most `LONGEST[name]` letters without control characters."""

    def test(value):
        return (
            isinstance(value, str) and len(value) <= LONGEST[name] and not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", value)
        )

    return test


def is_widths(value):
    """Widths of columns in pixels, as the editor of tables keeps them; 0 or nothing is automatic."""
    return isinstance(value, list) and len(value) <= WIDEST and all(each is None or _width(each) for each in value)


_width = between(0, 5000)
_ITEM = {
    "key": lambda value: isinstance(value, str) and bool(KEY.fullmatch(value)),
    "label": lambda value: isinstance(value, str) and bool(TERM.fullmatch(value)),
    "locator": is_text("locator"),
    "prefix": is_text("prefix"),
    "suffix": is_text("suffix"),
}


def is_item(value):
    """One cited work: {key, locator, label, prefix, suffix}, all but the key may be missing or empty."""
    if not isinstance(value, dict) or not value.get("key") or value.keys() - _ITEM.keys():
        return False
    return all(each in (None, "") or _ITEM[name](each) for name, each in value.items())


def is_items(value):
    """What one citation cites: one work or some."""
    return isinstance(value, list) and 1 <= len(value) <= MOST_CITED and all(map(is_item, value))


# By node or mark: attribute -> test; with ! it may not be missing.
NODES = {
    "heading": {"level": between(1, 4), "id": is_name},
    "orderedList": {"start": between(0, 1_000_000)},
    "callout": {"kind": lambda value: value in ("note", "tip", "warning")},
    "table": {"id": is_name, "caption": is_text("caption")},
    "tableHeader": {"colspan": between(1, WIDEST), "rowspan": between(1, 1000), "colwidth": is_widths},
    "tableCell": {"colspan": between(1, WIDEST), "rowspan": between(1, 1000), "colwidth": is_widths},
    "figure": {"figure": between(1, 2**53), "alt": is_text("alt"), "id": is_name},
    "footnote": {"id": is_name},
    "footnoteRef": {"id": is_name},
    "citation": {"items": is_items, "mode": lambda value: value in ("paren", "text")},
    "crossRef": {"target": is_name},
}
MARKS = {"link": {"href": is_url}, "language": {"lang": is_language}, "comment": {"thread": is_name}}
NEEDED = {
    ("citation", "items"),
    ("comment", "thread"),
    ("crossRef", "target"),
    ("figure", "figure"),
    ("footnote", "id"),
    ("footnoteRef", "id"),
    ("language", "lang"),
    ("link", "href"),
}


def faults(kind, attributes, tests):
    """Return the names of attributes that are unknown, missing or not allowed for this kind of node or mark."""
    known = tests.get(kind, {})
    wrong = [name for name, value in attributes.items() if value is not None and name not in known]
    for name, test in known.items():
        value = attributes.get(name)
        if value is None:
            if (kind, name) in NEEDED:
                wrong.append(name)
        elif not test(value):
            wrong.append(name)
    return wrong


def of(node):
    """Return the attributes of a node or mark; none for what has something else in their place."""
    attributes = node.get("attrs")
    return attributes if isinstance(attributes, dict) else {}
