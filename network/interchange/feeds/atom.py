"""Atom 1.0 (RFC 4287), with the links of RFC 5005 between its pages."""

from django.conf import settings

from network.interchange.formats.xml import DECLARATION, element

ATOM = "http://www.w3.org/2005/Atom"


def written(channel):
    """Return a Channel as an Atom document."""
    links = {"self": channel.own, "next": channel.next, "previous": channel.previous}
    return DECLARATION + element(
        "feed",
        element("id", channel.own),
        element("title", channel.title),
        element("subtitle", channel.description) if channel.description else None,
        element("updated", moment(channel.updated_at)),
        element("link", rel="alternate", type="text/html", href=channel.page),
        *(
            element("link", rel=rel, type="application/atom+xml", href=address)
            for rel, address in links.items()
            if address
        ),
        element("author", element("name", settings.NETWORK_NAME)),
        *map(_entry, channel.items),
        xmlns=ATOM,
        xml_lang=channel.language,
    )


def _entry(item):
    return element(
        "entry",
        element("id", item.id),
        element("title", item.title),
        element("updated", moment(item.changed_at)),
        element("published", moment(item.published_at)),
        element("link", rel="alternate", type="text/html", href=item.address),
        *(element("author", element("name", name)) for name in item.authors or (settings.NETWORK_NAME,)),
        *(element("category", term=word) for word in item.words),
        element("summary", item.summary, xml_lang=item.summary_language) if item.summary else None,
        element("content", item.note, type="text") if item.note else None,
        xml_lang=item.language,
    )


def moment(value):
    """Return a moment of UTC as RFC 3339 writes it."""
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")
