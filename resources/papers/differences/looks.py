"""How blocks and marks look in a difference: plain tags, no links that lead away, nothing unescaped."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from resources.papers.differences.tokens import attributes, inline_words, marks_of

MARKS = {
    "bold": "strong",
    "italic": "em",
    "underline": "u",
    "strike": "s",
    "subscript": "sub",
    "superscript": "sup",
}

_names = ContextVar("names", default=None)


@contextmanager
def named(names):
    """Within it, citations and references to parts are drawn by `names(node)`: words, or "" for what it does not know.

    What is compared, and the keys of changes, stay as they are: only what people see has other words.
    """
    token = _names.set(names)
    try:
        yield
    finally:
        _names.reset(token)


def shown_words(node):
    """Return what stands for an inline thing on a page."""
    names = _names.get()
    return (names(node) if names else "") or inline_words(node)


def inline(nodes, *, breaks=False):
    """Return inline nodes as safe HTML. `breaks`: a line end is shown as a sign, since it is what changed."""
    return format_html_join("", "{}", ((_one(node, breaks),) for node in nodes)) if nodes else mark_safe("")


def _one(node, breaks):
    kind = node.get("type")
    if kind == "text":
        html = escape(node.get("text", ""))
    elif kind == "hardBreak":
        html = mark_safe("↵<br>") if breaks else mark_safe("<br>")
    else:
        html = format_html('<span class="atom">{}</span>', shown_words(node) or kind)
    for mark in marks_of(node):
        if tag := MARKS.get(mark["type"]):
            html = format_html("<{}>{}</{}>", tag, html, tag)
        elif mark["type"] == "language":
            html = format_html('<span lang="{}">{}</span>', (mark.get("attrs") or {}).get("lang", ""), html)
        elif mark["type"] == "link":
            html = format_html("<u>{}</u> <small>‹{}›</small>", html, (mark.get("attrs") or {}).get("href", ""))
    return html


def tag_of(block):
    """Return (opening, closing) safe HTML of a block."""
    kind, attrs = block["type"], attributes(block)
    if kind == "heading":
        level = min(max(_number(attrs.get("level"), 1), 1) + 2, 6)
        return _tags(f"h{level}")
    if kind == "orderedList":
        return format_html('<ol start="{}">', _number(attrs.get("start"), 1)), mark_safe("</ol>")
    if kind == "table":
        return mark_safe('<div class="scroll"><table class="tbl"><tbody>'), mark_safe("</tbody></table></div>")
    if kind in ("tableCell", "tableHeader"):
        tag = "td" if kind == "tableCell" else "th"
        spans = format_html_join(
            "", ' {}="{}"', ((name, _number(attrs[name], 1)) for name in ("colspan", "rowspan") if attrs.get(name))
        )
        return format_html("<{}{}>", tag, spans), format_html("</{}>", tag)
    if kind == "figure":
        words = _("Picture: %(what)s") % {"what": attrs.get("alt") or "…"}
        return format_html('<figure><p class="atom">{}</p><figcaption>', words), mark_safe("</figcaption></figure>")
    if kind == "footnote":
        return format_html('<p class="small"><span class="atom">{}</span> ', _("Footnote")), mark_safe("</p>")
    if kind == "callout":
        return mark_safe('<div class="note">'), mark_safe("</div>")
    if kind == "horizontalRule":
        return mark_safe("<hr>"), mark_safe("")
    simple = {"bulletList": "ul", "listItem": "li", "blockquote": "blockquote", "tableRow": "tr", "paragraph": "p"}
    return _tags(simple.get(kind, "div"))


def _tags(tag):
    return format_html("<{}>", tag), format_html("</{}>", tag)


def _number(value, otherwise):
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else otherwise


def block_name(block):
    """Return what a block is called, for people."""
    names = {
        "paragraph": _("Paragraph"),
        "heading": _("Heading"),
        "bulletList": _("List"),
        "orderedList": _("Numbered list"),
        "listItem": _("Item of a list"),
        "blockquote": _("Quotation"),
        "callout": _("Highlighted box"),
        "table": _("Table"),
        "tableRow": _("Row of a table"),
        "tableCell": _("Cell of a table"),
        "tableHeader": _("Head of a table"),
        "figure": _("Picture"),
        "footnote": _("Footnote"),
        "horizontalRule": _("Line across the page"),
    }
    kind = block if isinstance(block, str) else block["type"]
    return names.get(kind, kind)


def look_of(block):
    """Return a block's name and attributes in words: "Heading (level 2)"."""
    words = {
        "level": _("level %(value)s"),
        "alt": _("described as “%(value)s”"),
        "caption": _("caption “%(value)s”"),
        "start": _("begins at %(value)s"),
        "kind": "%(value)s",
        "figure": _("picture number %(value)s"),
        "colspan": _("%(value)s columns wide"),
        "rowspan": _("%(value)s rows high"),
        "colwidth": _("width %(value)s"),
    }
    told = {**attributes(block)}
    if isinstance(told.get("colwidth"), list):
        told["colwidth"] = " + ".join(str(one or "…") for one in told["colwidth"])
    found = [words[key] % {"value": value} for key, value in told.items() if key in words]
    name = block_name(block)
    return f"{name} ({', '.join(found)})" if found else name
