"""What the functions that draw a text look up, and the last gate through which all of it goes."""

from dataclasses import dataclass, field

import nh3
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from resources.papers.converting.survey import Survey

SCHEMES = {"http", "https", "mailto"}
TAGS = {
    *("h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "ul", "ol", "li", "blockquote", "aside", "div", "figure", "img"),
    *(
        "figcaption",
        "table",
        "caption",
        "colgroup",
        "col",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "section",
        "a",
        "b",
        "i",
        "u",
        "s",
    ),
    *("sub", "sup", "span", "mark", "em", "strong"),
}
ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir"},
    "a": {"href", "role", "aria-label"},
    "ol": {"start"},
    "section": {"role"},
    "aside": {"role", "aria-label"},
    "div": {"role", "tabindex", "aria-label"},
    "col": {"width"},
    "img": {"src", "alt", "width", "height", "loading"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "mark": {"data-thread"},
}


@dataclass
class Drawing:
    """All that is looked up while one text is drawn."""

    survey: Survey
    figures: dict
    labels: dict
    cites: dict
    """{id() of a citation's attributes: safe HTML}: the same citation may stand in many places."""
    entries: list
    """[(key, safe HTML)] of the list of references."""
    prefix: str
    comments: bool
    seen_figures: int = 0
    seen_tables: int = 0
    marked: set = field(default_factory=set)


def clean(markup, *, holds_pictures=False):
    """Return markup through the last gate: harmless elements, addresses of known kinds."""
    return mark_safe(  # noqa: S308 - this is the cleaning
        nh3.clean(
            markup,
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes=SCHEMES | ({"picture"} if holds_pictures else set()),
            link_rel="noopener",
        )
    )


def labels_in(language=""):
    """Return {"figure": "Figure", …}: the portal's own words in a text, in `language` if it speaks that, else the
    reader's."""
    with translation.override(language or translation.get_language()):
        return {
            "figure": _("Figure"),
            "table": _("Table"),
            "notes": _("Notes"),
            "references": _("References"),
            "note": _("Note"),
            "tip": _("Tip"),
            "warning": _("Attention"),
            "back": _("Back to the text"),
        }


def joined(parts):
    """Return pieces of escaped HTML as one."""
    return mark_safe("".join(parts))  # noqa: S308 - each piece was escaped where it was made


def anchor(name, drawing):
    """Return the id attribute of what has an id."""
    return format_html(' id="{}-{}"', drawing.prefix, name) if name else SafeString("")


def whole(node, name, usual, least, most):
    """Return a whole number among a node's attributes, within bounds."""
    try:
        return min(most, max(least, int((node.get("attrs") or {}).get(name) or usual)))
    except (TypeError, ValueError):
        return usual
