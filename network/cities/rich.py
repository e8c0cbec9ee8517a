"""The words of a city's page as safe HTML, whatever way they came into the database."""

import re

import nh3
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

TAGS = {"p", "br", "h2", "h3", "h4", "b", "strong", "i", "em", "ul", "ol", "li", "a", "hr", "img", "blockquote"}
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt", "width", "height", "class"}}
STORED = TAGS | {"embed"}
STORED_ATTRIBUTES = {"a": {"href", "linktype", "id"}, "embed": {"embedtype", "id", "format", "alt"}}
SCHEMES = {"http", "https", "mailto"}


def stored(html):
    """Return `html` as it may be kept: the elements that the editor knows, no others."""
    cleaned = nh3.clean(
        html,
        tags=STORED,
        attributes=STORED_ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        # An embedded picture is ours; any other embed would let the server fetch foreign addresses.
        attribute_filter=lambda tag, name, value: None if name == "embedtype" and value != "image" else value,
    )
    # The CMS finds its pictures by the closing slash.
    return re.sub(r"<embed([^>]*?)/?>", r"<embed\1/>", cleaned)


def shown(rich_text):
    """Return a rich text as safe HTML: links of the CMS resolved, then only harmless elements kept."""
    html = expand_db_html(getattr(rich_text, "source", None) or str(rich_text or ""))
    return mark_safe(nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES))  # noqa: S308 - cleaned
