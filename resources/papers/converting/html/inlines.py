"""What stands in a line of a text as HTML: one function for each node and mark."""

from urllib.parse import urlsplit

from django.utils.html import format_html
from django.utils.safestring import SafeString

from resources.papers.converting.html.drawing import SCHEMES, joined
from resources.papers.converting.survey import Unknown, ident, language_of

MARKS = {"bold": "b", "italic": "i", "underline": "u", "strike": "s", "subscript": "sub", "superscript": "sup"}
ORDER = ("comment", "link", "language", *MARKS)


def inlines(node, drawing):
    """Return what stands in a block as HTML."""
    parts = []
    for child in node.get("content") or ():
        draw = INLINES.get(child.get("type"))
        if draw is None:
            raise Unknown(f"nothing in a line is called {child.get('type')!r}")
        parts.append(draw(child, drawing))
    return joined(parts)


def text(node, drawing):
    made = format_html("{}", node.get("text") or "")
    marks = {mark.get("type"): mark.get("attrs") or {} for mark in node.get("marks") or ()}
    for name in marks:
        if name not in ORDER:
            raise Unknown(f"no mark is called {name!r}")
    for name in reversed(ORDER):
        if name not in marks:
            continue
        if name in MARKS:
            made = format_html("<{}>{}</{}>", MARKS[name], made, MARKS[name])
        elif name == "link":
            made = link(made, marks[name].get("href") or "")
        elif name == "language":
            tag = language_of(marks[name])
            made = format_html('<span lang="{}">{}</span>', tag, made) if tag else made
        elif drawing.comments:
            made = format_html('<mark data-thread="{}">{}</mark>', str(marks[name].get("thread") or ""), made)
    return made


def link(words, address):
    """Return a link; words alone where its address is of a kind that nobody should follow."""
    try:
        scheme = urlsplit(str(address).strip()).scheme.lower()
    except ValueError:
        return words
    return format_html('<a href="{}">{}</a>', str(address).strip(), words) if scheme in SCHEMES else words


def line_break(node, drawing):
    return "<br>"


def note_mark(node, drawing):
    name = ident(node)
    number = drawing.survey.notes.get(name)
    if number is None:
        return ""
    own = SafeString("")
    if name not in drawing.marked:
        own = format_html(' id="{}-mark-{}"', drawing.prefix, name)
        drawing.marked.add(name)
    return format_html(
        '<sup><a{} href="#{}-note-{}" role="doc-noteref" aria-label="{} {}">{}</a></sup>',
        *(own, drawing.prefix, name, drawing.labels["note"], number, number),
    )


def citation(node, drawing):
    attrs = node.get("attrs") or {}
    words = drawing.cites.get(id(attrs)) or "[?]"
    keys = [str(item.get("key") or "") for item in attrs.get("items") or ()]
    there = {key for key, _words in drawing.entries}
    first = next((key for key in keys if key in there), "")
    if not first or "<a" in words:
        return words
    return format_html('<a href="#{}-work-{}" role="doc-biblioref">{}</a>', drawing.prefix, first, words)


def cross_reference(node, drawing):
    target = str((node.get("attrs") or {}).get("target") or "")
    found = drawing.survey
    if target in found.figures:
        words = f"{drawing.labels['figure']} {found.figures[target]}"
    elif target in found.tables:
        words = f"{drawing.labels['table']} {found.tables[target]}"
    elif target in found.headings:
        words = f"“{found.headings[target][1]}”"
    else:
        return "[?]"
    return format_html('<a href="#{}-{}">{}</a>', drawing.prefix, target, words)


INLINES = {
    "text": text,
    "hardBreak": line_break,
    "footnoteRef": note_mark,
    "citation": citation,
    "crossRef": cross_reference,
}
