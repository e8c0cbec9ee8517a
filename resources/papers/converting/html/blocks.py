"""Blocks of a text as HTML: one function for each node."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from resources.papers.converting.html.drawing import anchor, joined, whole
from resources.papers.converting.html.inlines import inlines
from resources.papers.converting.survey import Unknown, ident, level_of
from resources.papers.converting.widths import per_cent


def block(node, drawing):
    """Return one block as HTML."""
    draw = BLOCKS.get(node.get("type"))
    if draw is None:
        raise Unknown(f"no block is called {node.get('type')!r}")
    return draw(node, drawing)


def blocks(node, drawing):
    """Return the blocks inside a node."""
    return joined(block(child, drawing) for child in node.get("content") or ())


def paragraph(node, drawing):
    inside = inlines(node, drawing)
    return format_html("<p>{}</p>", inside) if inside else ""


def heading(node, drawing):
    name = f"h{level_of(node) + 1}"
    return format_html("<{}{}>{}</{}>", name, anchor(ident(node), drawing), inlines(node, drawing), name)


def bullet_list(node, drawing):
    return format_html("<ul>{}</ul>", blocks(node, drawing))


def ordered_list(node, drawing):
    start = whole(node, "start", 1, 0, 100_000)
    first = format_html(' start="{}"', start) if start != 1 else ""
    return format_html("<ol{}>{}</ol>", first, blocks(node, drawing))


def list_item(node, drawing):
    children = node.get("content") or ()
    if len(children) == 1 and children[0].get("type") == "paragraph":
        return format_html("<li>{}</li>", inlines(children[0], drawing))
    return format_html("<li>{}</li>", blocks(node, drawing))


def blockquote(node, drawing):
    return format_html("<blockquote>{}</blockquote>", blocks(node, drawing))


def callout(node, drawing):
    kind = (node.get("attrs") or {}).get("kind") or "note"
    kind = kind if kind in ("note", "tip", "warning") else "note"
    label = drawing.labels.get(kind, kind)
    return format_html(
        '<aside class="note{}" role="note" aria-label="{}">{}</aside>',
        " warn" if kind == "warning" else "",
        label,
        blocks(node, drawing),
    )


def rule(node, drawing):
    return "<hr>"


def table(node, drawing):
    drawing.seen_tables += 1
    name = ident(node) or f"table-{drawing.seen_tables}"
    number = drawing.survey.tables.get(name, drawing.seen_tables)
    rows = node.get("content") or ()
    is_head = bool(rows) and all(cell.get("type") == "tableHeader" for cell in rows[0].get("content") or ())
    head = format_html("<thead>{}</thead>", row(rows[0], drawing, "col")) if is_head else ""
    body = joined(row(one, drawing, "row") for one in (rows[1:] if is_head else rows))
    columns = joined(format_html('<col width="{}">', one) for one in per_cent(node))
    columns = format_html("<colgroup>{}</colgroup>", columns) if columns else ""
    caption = str((node.get("attrs") or {}).get("caption") or "").strip()
    label = f"{drawing.labels['table']} {number}"
    return format_html(
        '<div class="across" role="region" tabindex="0" aria-label="{}"{}><table class="tbl">'
        "<caption><b>{}</b>{}</caption>{}{}<tbody>{}</tbody></table></div>",
        label,
        anchor(name, drawing),
        label + ("." if caption else ""),
        f" {caption}" if caption else "",
        columns,
        head,
        body,
    )


def row(node, drawing, scope):
    if node.get("type") != "tableRow":
        raise Unknown(f"no row is called {node.get('type')!r}")
    return format_html("<tr>{}</tr>", joined(cell(one, drawing, scope) for one in node.get("content") or ()))


def cell(node, drawing, scope):
    if node.get("type") not in ("tableHeader", "tableCell"):
        raise Unknown(f"no cell is called {node.get('type')!r}")
    name = "th" if node["type"] == "tableHeader" else "td"
    attributes = format_html(' scope="{}"', scope) if name == "th" else SafeString("")
    for span in ("colspan", "rowspan"):
        if (n := whole(node, span, 1, 1, 100)) > 1:
            attributes += format_html(' {}="{}"', span, n)
    children = node.get("content") or ()
    alone = len(children) == 1 and children[0].get("type") == "paragraph"
    inside = inlines(children[0], drawing) if alone else blocks(node, drawing)
    return format_html("<{}{}>{}</{}>", name, attributes, inside, name)


def figure(node, drawing):
    drawing.seen_figures += 1
    attrs = node.get("attrs") or {}
    name = ident(node) or f"figure-{drawing.seen_figures}"
    number = drawing.survey.figures.get(name, drawing.seen_figures)
    known = drawing.figures.get(str(attrs.get("figure")))
    picture = SafeString("")
    if known:
        size = SafeString("")
        if known.get("width") and known.get("height"):
            size = format_html(' width="{}" height="{}"', int(known["width"]), int(known["height"]))
        alt = attrs.get("alt") or known.get("alt") or ""
        picture = format_html('<img src="{}" alt="{}"{} loading="lazy">', known["address"], alt, size)
    caption = inlines(node, drawing)
    label = f"{drawing.labels['figure']} {number}" + ("." if caption else "")
    return format_html(
        "<figure{}>{}<figcaption><b>{}</b> {}</figcaption></figure>", anchor(name, drawing), picture, label, caption
    )


def misplaced(node, drawing):
    raise Unknown(f"{node.get('type')!r} stands where it does not belong")


BLOCKS = {
    "paragraph": paragraph,
    "heading": heading,
    "bulletList": bullet_list,
    "orderedList": ordered_list,
    "listItem": list_item,
    "blockquote": blockquote,
    "callout": callout,
    "table": table,
    "figure": figure,
    "footnote": misplaced,
    "horizontalRule": rule,
}
