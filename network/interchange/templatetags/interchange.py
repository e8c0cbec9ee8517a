"""Tags for pages that machines read too."""

from django import template
from django.utils.html import format_html, format_html_join

from network.interchange import linked
from network.interchange.feeds import ENDINGS, address, addresses
from network.interchange.formats import FORMATS, LISTS

register = template.Library()
NAMES = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}


def query_of(asked):
    """Return the query of a list's feeds and files: what was asked for, whole; `asked` may be the query itself."""
    return asked if isinstance(asked, str) else asked.query(page="", sort="")


@register.simple_tag
def feed_links(shelf, asked="", title=""):
    """Put the feeds of a list into the head of its page."""
    return format_html_join(
        "\n",
        '<link rel="alternate" type="{}" title="{}" href="{}">',
        ((content_type, title, where) for content_type, where in addresses(shelf, query_of(asked))),
    )


@register.inclusion_tag("interchange/parts/ways_out.html")
def ways_out(shelf, asked="", can_export=True):
    """Show how a list is taken along as a file, and how it is followed."""
    query = query_of(asked)
    return {
        "exports": [
            (FORMATS[ending].label, f"/export/{shelf}.{ending}" + (f"?{query}" if query else "")) for ending in LISTS
        ]
        if can_export
        else [],
        "feeds": [(NAMES[ending], address(shelf, ending, query)) for ending in ENDINGS],
    }


@register.simple_tag
def linked_data(thing, *more):
    """Put the schema.org data of a thing into the head of its page."""
    words = linked.script(thing, *more)
    return format_html('<script type="application/ld+json">{}</script>', words) if words else ""
