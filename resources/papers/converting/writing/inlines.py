"""What stands in a line of a text as Pandoc's AST: one function for each node and mark."""

from urllib.parse import urlsplit

from resources.papers.converting.html.drawing import SCHEMES
from resources.papers.converting.survey import Unknown, ident, language_of
from resources.papers.converting.writing.small import anchor, attr, raw_inline, words

WRAPS = {
    "bold": "Strong",
    "italic": "Emph",
    "underline": "Underline",
    "strike": "Strikeout",
    "subscript": "Subscript",
    "superscript": "Superscript",
}
ORDER = ("comment", "link", "language", *WRAPS)


def inlines(node, page):
    """Return what stands in a block as Pandoc's inlines."""
    made = []
    for child in node.get("content") or ():
        write = INLINES.get(child.get("type"))
        if write is None:
            raise Unknown(f"nothing in a line is called {child.get('type')!r}")
        made += write(child, page)
    return made


def text(node, page):
    made = words(node.get("text") or "")
    marks = {one.get("type"): one.get("attrs") or {} for one in node.get("marks") or ()}
    for name in marks:
        if name not in ORDER and name not in page.target.marks:
            raise Unknown(f"no mark is called {name!r}")
    for name in reversed((*page.target.marks, *ORDER)):
        if name not in marks:
            continue
        if name in page.target.marks:
            made = page.target.marks[name](made, marks[name])
        elif name in WRAPS:
            made = [{"t": WRAPS[name], "c": made}]
        elif name == "link":
            made = link(made, marks[name].get("href"))
        elif name == "language":
            made = language_span(made, language_of(marks[name]), page)
    return made


def link(inside, address):
    """Return a link; words alone where its address is of a kind that nobody should follow."""
    address = str(address or "").strip()
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return inside
    return [{"t": "Link", "c": [attr(), inside, [address, ""]]}] if scheme in SCHEMES else inside


def language_span(inside, tag, page):
    """Return a passage in another language, named for programs that read aloud and break lines."""
    if not tag:
        return inside
    if page.target.typst:
        first, *rest = tag.split("-")
        region = {"Hans": "cn", "Hant": "tw"}.get(rest[0] if rest else "", "")
        more = f', region: "{region}"' if region else ""
        return [raw_inline(f'#text(lang: "{first}"{more})['), *inside, raw_inline("]")]
    return [{"t": "Span", "c": [attr("", [], [("lang", tag)]), inside]}]


def line_break(node, page):
    return [{"t": "LineBreak"}]


def note_mark(node, page):
    name = ident(node)
    if name not in page.survey.texts:
        return []
    return [{"t": "Note", "c": [{"t": "Para", "c": inlines(page.survey.texts[name], page)}]}]


def citation(node, page):
    attrs = node.get("attrs") or {}
    inside = page.cites.get(id(attrs)) or words("[?]")
    there = {key for key, _entry in page.entries}
    first = next((item["key"] for item in attrs.get("items") or () if item.get("key") in there), "")
    if not first or any(one["t"] == "Link" for one in inside):
        return inside
    return [{"t": "Link", "c": [attr(), inside, [f"#{anchor('work-' + first)}", ""]]}]


def cross_reference(node, page):
    target, found = str((node.get("attrs") or {}).get("target") or ""), page.survey
    if target in found.figures:
        said = f"{page.target.labels['figure']} {found.figures[target]}"
    elif target in found.tables:
        said = f"{page.target.labels['table']} {found.tables[target]}"
    elif target in found.headings:
        said = f"“{found.headings[target][1]}”"
    else:
        return words("[?]")
    return [{"t": "Link", "c": [attr(), words(said), [f"#{anchor(target)}", ""]]}]


INLINES = {
    "text": text,
    "hardBreak": line_break,
    "footnoteRef": note_mark,
    "citation": citation,
    "crossRef": cross_reference,
}
