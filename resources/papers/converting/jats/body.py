"""The text of a paper in JATS: headings become nested sections; one function for each node and mark."""

from urllib.parse import urlsplit

from network.interchange.works import clean_text
from resources.papers.converting.html.drawing import SCHEMES, whole
from resources.papers.converting.jats.small import HREF, XML, add, ident_of, say, set_inlines
from resources.papers.converting.survey import Unknown, ident, language_of, level_of
from resources.papers.converting.widths import per_cent

MARKS = {"bold": "bold", "italic": "italic", "underline": "underline", "strike": "strike",
         "subscript": "sub", "superscript": "sup"}  # fmt: skip
ORDER = ("comment", "link", "language", *MARKS)
BOX = {"note": "note", "tip": "tip", "warning": "warning"}


def sections(body, content, sheet):
    """Add the blocks of a text below `body`; a heading opens a section inside the one of the level above."""
    path = [(0, body)]
    for node in content.get("content") or ():
        if node.get("type") == "heading":
            level = level_of(node)
            while path[-1][0] >= level:
                path.pop()
            section = add(path[-1][1], "sec")
            sheet.own(section, ident(node))
            inlines(add(section, "title"), node, sheet)
            path.append((level, section))
        elif node.get("type") != "footnote":
            block(path[-1][1], node, sheet)


def block(parent, node, sheet):
    """Add one block."""
    write = BLOCKS.get(node.get("type"))
    if write is None:
        raise Unknown(f"no block is called {node.get('type')!r}")
    write(parent, node, sheet)


def blocks(parent, node, sheet):
    """Add the blocks inside of a node."""
    for child in node.get("content") or ():
        block(parent, child, sheet)


def paragraph(parent, node, sheet):
    if node.get("content"):
        inlines(add(parent, "p"), node, sheet)


def heading(parent, node, sheet):
    """Inside of a quotation or a box there are no sections: its heading is a bold line."""
    inlines(add(add(parent, "p"), "bold"), node, sheet)


def listed(parent, node, sheet):
    is_ordered = node["type"] == "orderedList"
    made = add(parent, "list", list_type="order" if is_ordered else "bullet")
    start = whole(node, "start", 1, 0, 100_000) if is_ordered else 1
    for place, child in enumerate(node.get("content") or ()):
        if child.get("type") != "listItem":
            raise Unknown(f"no item of a list is called {child.get('type')!r}")
        item = add(made, "list-item")
        if start != 1:
            add(item, "label", f"{start + place}.")
        blocks(item, child, sheet)


def blockquote(parent, node, sheet):
    blocks(add(parent, "disp-quote"), node, sheet)


def callout(parent, node, sheet):
    kind = (node.get("attrs") or {}).get("kind")
    blocks(add(parent, "boxed-text", content_type=BOX.get(kind, "note")), node, sheet)


def rule(parent, node, sheet):
    add(parent, "p", "* * *")


def figure(parent, node, sheet):
    sheet.seen_figures += 1
    attrs = node.get("attrs") or {}
    name = ident(node) or f"figure-{sheet.seen_figures}"
    made = add(parent, "fig")
    sheet.own(made, name)
    add(made, "label", f"{sheet.labels['figure']} {sheet.survey.figures.get(name, sheet.seen_figures)}")
    if node.get("content"):
        inlines(add(add(made, "caption"), "p"), node, sheet)
    known = sheet.figures.get(str(attrs.get("figure")))
    if known:
        kind, _slash, form = known.content_type.partition("/")
        picture = add(made, "graphic", mimetype=kind, mime_subtype=form)
        picture.set(HREF, known.address)
        alt = str(attrs.get("alt") or known.alt or "").strip()
        if alt:
            picture.insert(0, _alt(alt))


def _alt(words):
    from lxml import etree

    made = etree.Element("alt-text")
    made.text = clean_text(words)
    return made


def table(parent, node, sheet):
    sheet.seen_tables += 1
    name = ident(node) or f"table-{sheet.seen_tables}"
    rows = node.get("content") or ()
    if not rows:
        return
    wrap = add(parent, "table-wrap")
    sheet.own(wrap, name)
    add(wrap, "label", f"{sheet.labels['table']} {sheet.survey.tables.get(name, sheet.seen_tables)}")
    caption = str((node.get("attrs") or {}).get("caption") or "").strip()
    if caption:
        add(add(wrap, "caption"), "p", caption)
    made = add(wrap, "table")
    if widths := per_cent(node):
        group = add(made, "colgroup")
        for one in widths:
            add(group, "col").set("width", one)
    is_head = all(cell.get("type") == "tableHeader" for cell in rows[0].get("content") or ())
    if is_head:
        row(add(made, "thead"), rows[0], sheet)
    rest = rows[1:] if is_head else rows
    body = add(made, "tbody")
    for one in rest or rows[:1]:
        row(body, one, sheet)


def row(parent, node, sheet):
    if node.get("type") != "tableRow":
        raise Unknown(f"no row is called {node.get('type')!r}")
    made = add(parent, "tr")
    for cell in node.get("content") or ():
        if cell.get("type") not in ("tableHeader", "tableCell"):
            raise Unknown(f"no cell is called {cell.get('type')!r}")
        place = add(made, "th" if cell["type"] == "tableHeader" else "td")
        for span in ("colspan", "rowspan"):
            if (n := whole(cell, span, 1, 1, 100)) > 1:
                place.set(span, str(n))
        children = cell.get("content") or ()
        if len(children) == 1 and children[0].get("type") == "paragraph":
            inlines(place, children[0], sheet)
        else:
            blocks(place, cell, sheet)


def nothing(parent, node, sheet):
    """Notes stand in the back."""


BLOCKS = {
    "paragraph": paragraph, "heading": heading, "bulletList": listed, "orderedList": listed, "blockquote": blockquote,
    "callout": callout, "table": table, "figure": figure, "footnote": nothing, "horizontalRule": rule,
}  # fmt: skip


# -- what stands in a line --------------------------------------------------------------------------------------------
def inlines(parent, node, sheet):
    """Add what stands in a block."""
    for child in node.get("content") or ():
        kind, attrs = child.get("type"), child.get("attrs") or {}
        if kind == "text":
            text(parent, child)
        elif kind == "hardBreak":
            add(parent, "break") if parent.tag in ("title", "td", "th", "article-title") else say(parent, " ")
        elif kind == "footnoteRef":
            number = sheet.survey.notes.get(ident(child))
            if number:
                add(parent, "xref", str(number), ref_type="fn", rid=ident_of(f"note-{ident(child)}"))
        elif kind == "citation":
            citation(parent, attrs, sheet)
        elif kind == "crossRef":
            cross_reference(parent, str(attrs.get("target") or ""), sheet)
        else:
            raise Unknown(f"nothing in a line is called {kind!r}")


def text(parent, node):
    marks = {one.get("type"): one.get("attrs") or {} for one in node.get("marks") or ()}
    for name in marks:
        if name not in ORDER:
            raise Unknown(f"no mark is called {name!r}")
    place = parent
    for name in ORDER:
        if name not in marks:
            continue
        if name in MARKS:
            place = add(place, MARKS[name])
        elif name == "link":
            address = str(marks[name].get("href") or "").strip()
            if is_followed(address):
                place = add(place, "ext-link", ext_link_type="uri")
                place.set(HREF, clean_text(address))
        elif name == "language" and (tag := language_of(marks[name])):
            place = add(place, "styled-content", style_type="language")
            place.set(XML + "lang", tag)
    say(place, node.get("text") or "")


def is_followed(address):
    """Say whether an address is of a kind that may be followed."""
    try:
        return urlsplit(address).scheme.lower() in SCHEMES
    except ValueError:
        return False


def citation(parent, attrs, sheet):
    there = {key for key, _entry in sheet.entries}
    keys = [item["key"] for item in attrs.get("items") or () if item.get("key") in there]
    inside = sheet.cites.get(id(attrs)) or [{"t": "Str", "c": "[?]"}]
    if not keys:
        set_inlines(parent, inside)
        return
    link = add(parent, "xref", ref_type="bibr", rid=" ".join(ident_of(f"work-{key}") for key in dict.fromkeys(keys)))
    set_inlines(link, [one for one in inside if one["t"] != "Link"] or [{"t": "Str", "c": "[…]"}])


def cross_reference(parent, target, sheet):
    found = sheet.survey
    for names, kind, label in ((found.figures, "fig", "figure"), (found.tables, "table", "table")):
        if target in names:
            add(parent, "xref", f"{sheet.labels[label]} {names[target]}", ref_type=kind, rid=ident_of(target))
            return
    if target in found.headings:
        add(parent, "xref", f"“{found.headings[target][1]}”", ref_type="sec", rid=ident_of(target))
    else:
        say(parent, "[?]")
