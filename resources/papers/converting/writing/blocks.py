"""Blocks of a text as Pandoc's AST: one function for each node."""

from resources.papers.converting.html.drawing import whole
from resources.papers.converting.survey import Unknown, ident, level_of
from resources.papers.converting.widths import shares
from resources.papers.converting.writing.inlines import inlines
from resources.papers.converting.writing.small import attr, mark, quoted, raw, raw_inline, words


def block(node, page):
    """Return the Pandoc blocks of one node."""
    write = BLOCKS.get(node.get("type"))
    if write is None:
        raise Unknown(f"no block is called {node.get('type')!r}")
    return write(node, page)


def blocks(node, page):
    """Return the Pandoc blocks inside a node."""
    return [one for child in node.get("content") or () for one in block(child, page)]


def paragraph(node, page):
    inside = inlines(node, page)
    return [{"t": "Para", "c": inside}] if inside else []


def heading(node, page):
    inside = inlines(node, page)
    if not inside:
        return []
    # A step that leaves out a level is an error in tagged PDF and confuses whoever walks by headings.
    page.level = min(level_of(node), page.level + 1)
    return [{"t": "Header", "c": [page.level, attr(page.anchor(ident(node))), inside]}]


def bullet_list(node, page):
    return [{"t": "BulletList", "c": [items(child, page) for child in node.get("content") or ()]}]


def ordered_list(node, page):
    shape = [whole(node, "start", 1, 0, 100_000), {"t": "Decimal"}, {"t": "Period"}]
    return [{"t": "OrderedList", "c": [shape, [items(child, page) for child in node.get("content") or ()]]}]


def items(node, page):
    """Return the blocks of an item, close together where it is one paragraph."""
    if node.get("type") != "listItem":
        raise Unknown(f"no item of a list is called {node.get('type')!r}")
    made = blocks(node, page)
    if made and made[0]["t"] == "Para" and all(one["t"] != "Para" for one in made[1:]):
        made = [{"t": "Plain", "c": made[0]["c"]}, *made[1:]]
    return made


def blockquote(node, page):
    return [{"t": "BlockQuote", "c": blocks(node, page)}]


def callout(node, page):
    kind = (node.get("attrs") or {}).get("kind")
    kind = kind if kind in ("note", "tip", "warning") else "note"
    inside = blocks(node, page)
    if page.target.typst:
        return [raw("#callout["), *inside, raw("]")]
    return [{"t": "Div", "c": [attr("", ["callout", kind], [("custom-style", "Block Text")]), inside]}]


def rule(node, page):
    return [{"t": "HorizontalRule"}]


def figure(node, page):
    page.seen_figures += 1
    name = ident(node) or f"figure-{page.seen_figures}"
    number = page.survey.figures.get(name, page.seen_figures)
    address, alt = page.target.picture(node.get("attrs") or {})
    caption = inlines(node, page)
    label = f"{page.target.labels['figure']} {number}"
    if page.target.typst:
        image = f"image({quoted(address)}, alt: {quoted(alt)})" if address else "[]"
        inside = [
            raw_inline(f"#paper-figure({image}, {quoted(label)}, ["),
            *caption,
            raw_inline("])"),
            mark(page.anchor(name)),
        ]
        return [{"t": "Para", "c": inside}]
    told = [{"t": "Strong", "c": words(label + ("." if caption else ""))}]
    told += [{"t": "Space"}, *caption] if caption else []
    image = {"t": "Image", "c": [attr(), words(alt), [address, ""]]}
    inside = [{"t": "Plain", "c": [image]}] if address else []
    return [{"t": "Figure", "c": [attr(page.anchor(name)), [None, [{"t": "Plain", "c": told}]], inside]}]


def table(node, page):
    page.seen_tables += 1
    name = ident(node) or f"table-{page.seen_tables}"
    number = page.survey.tables.get(name, page.seen_tables)
    rows = [cells(one, page) for one in node.get("content") or ()]
    wide = max((sum(one["c"][3] if isinstance(one, dict) else one[3] for one in row[1]) for row in rows), default=0)
    if not wide:
        return []
    first = node["content"][0].get("content") or ()
    is_head = all(cell.get("type") == "tableHeader" for cell in first)
    caption = str((node.get("attrs") or {}).get("caption") or "").strip()
    label = f"{page.target.labels['table']} {number}" + ("." if caption else "")
    told = [{"t": "Strong", "c": words(label)}, *([{"t": "Space"}, *words(caption)] if caption else [])]
    chosen = shares(node)
    chosen = chosen if chosen and len(chosen) == wide else [1 / wide] * wide
    columns = [[{"t": "AlignLeft"}, {"t": "ColWidth", "c": round(one, 4)}] for one in chosen]
    head = [attr(), rows[:1] if is_head else []]
    body = [[attr(), 0, [], rows[1:] if is_head else rows]]
    if page.target.typst:
        # What typst itself counts would be counted twice; the caption stands above, as a paragraph that stays with it.
        opening = [raw_inline("#paper-caption["), *told, raw_inline("]"), mark(page.anchor(name))]
        made = {"t": "Table", "c": [attr(), [None, []], columns, head, body, [attr(), []]]}
        return [{"t": "Para", "c": opening}, raw("#paper-table["), made, raw("]")]
    return [{"t": "Table", "c": [attr(page.anchor(name)), [None, [{"t": "Plain", "c": told}]], columns, head, body,
                                 [attr(), []]]}]  # fmt: skip


def cells(node, page):
    """Return one row."""
    if node.get("type") != "tableRow":
        raise Unknown(f"no row is called {node.get('type')!r}")
    made = []
    for cell in node.get("content") or ():
        if cell.get("type") not in ("tableHeader", "tableCell"):
            raise Unknown(f"no cell is called {cell.get('type')!r}")
        inside = [{"t": "Plain", "c": one["c"]} if one["t"] == "Para" else one for one in blocks(cell, page)]
        if len(inside) > 1:
            inside = blocks(cell, page)
        spans = [whole(cell, "rowspan", 1, 1, 100), whole(cell, "colspan", 1, 1, 100)]
        made.append([attr(), {"t": "AlignDefault"}, *spans, inside])
    return [attr(), made]


def footnote(node, page):
    return []


BLOCKS = {
    "paragraph": paragraph,
    "heading": heading,
    "bulletList": bullet_list,
    "orderedList": ordered_list,
    "blockquote": blockquote,
    "callout": callout,
    "table": table,
    "figure": figure,
    "footnote": footnote,
    "horizontalRule": rule,
}
