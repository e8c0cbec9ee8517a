"""RSS 2.0, after the RSS Advisory Board's specification and its profile of best practices."""

from email.utils import format_datetime

from django.conf import settings

from network.interchange.formats.xml import DECLARATION, element


def written(channel):
    """Return a Channel as an RSS document."""
    links = {"self": channel.own, "next": channel.next, "previous": channel.previous}
    return DECLARATION + element(
        "rss",
        element(
            "channel",
            element("title", channel.title),
            element("link", channel.page),
            element("description", channel.description or channel.title),
            element("language", channel.language),
            element("lastBuildDate", format_datetime(channel.updated_at, usegmt=True)),
            element("generator", settings.NETWORK_NAME),
            *(
                element("atom:link", rel=rel, type="application/rss+xml", href=address)
                for rel, address in links.items()
                if address
            ),
            *map(_item, channel.items),
        ),
        **{
            "version": "2.0",
            "xmlns:atom": "http://www.w3.org/2005/Atom",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        },
    )


def _item(item):
    return element(
        "item",
        element("title", item.title),
        element("link", item.address),
        element("guid", item.id, isPermaLink="false"),
        element("pubDate", format_datetime(item.published_at, usegmt=True)),
        *(element("dc:creator", name) for name in item.authors),
        *(element("category", word) for word in item.words),
        element("description", "\n\n".join(text for text in (item.summary, item.note) if text)),
        element("dc:language", item.language),
    )
