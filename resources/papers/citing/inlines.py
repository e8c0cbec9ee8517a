"""The few inlines of Pandoc's AST of which citations are made, as safe HTML and as plain words."""

from urllib.parse import urlsplit

from django.utils.html import escape
from django.utils.safestring import mark_safe

_WRAPS = {"Emph": "em", "Strong": "strong", "Superscript": "sup", "Subscript": "sub"}
_SPACES = ("Space", "SoftBreak", "LineBreak")


def html_of(nodes):
    """Return inlines as HTML: text escaped, links to http and https alone, nothing that runs."""
    return mark_safe("".join(_html(node) for node in nodes))  # noqa: S308 - each piece is escaped or a fixed tag


def _html(node):
    kind, inner = node["t"], node.get("c")
    if kind == "Str":
        return escape(inner)
    if kind in _SPACES:
        return " "
    if kind in _WRAPS:
        return f"<{_WRAPS[kind]}>{html_of(inner)}</{_WRAPS[kind]}>"
    if kind == "Link":
        address = inner[2][0]
        words = html_of(inner[1])
        if urlsplit(address).scheme in ("http", "https"):
            return f'<a href="{escape(address)}" rel="noopener">{words}</a>'
        return words
    if kind == "Quoted":
        left, right = ("‘", "’") if inner[0]["t"] == "SingleQuote" else ("“", "”")
        return f"{left}{html_of(inner[1])}{right}"
    if kind in ("Span", "Cite"):
        return html_of(inner[1])
    if kind in ("SmallCaps", "Underline", "Strikeout"):
        return html_of(inner)
    if kind == "Code":
        return escape(inner[1])
    return ""


def text_of(nodes):
    """Return inlines as plain words."""
    out = []
    for node in nodes:
        kind, inner = node["t"], node.get("c")
        if kind == "Str":
            out.append(inner)
        elif kind in _SPACES:
            out.append(" ")
        elif kind in ("Link", "Span", "Cite", "Quoted"):
            out.append(text_of(inner[1]))
        elif kind == "Code":
            out.append(inner[1])
        elif isinstance(inner, list):
            out.append(text_of([one for one in inner if isinstance(one, dict)]))
    return "".join(out)


def inlines_of(blocks):
    """Return the inlines of the blocks of one entry of a list, blocks apart by a space."""
    out = []
    for block in blocks:
        some = block["c"] if block["t"] in ("Para", "Plain") else None
        if block["t"] == "Div":
            some = inlines_of(block["c"][1])
        if some:
            out += ([{"t": "Space"}] if out and out[-1]["t"] != "Space" else []) + some
    return out
