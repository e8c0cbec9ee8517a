"""Atom feeds: one for every filter of the library, of what everybody may read."""

import hashlib
from xml.etree import ElementTree

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils.http import http_date, parse_etags
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from network.catalogue import facets, search
from network.catalogue.models import Entry
from network.catalogue.queries import Asked
from resources.library.views.listing import FACETS

ATOM = "http://www.w3.org/2005/Atom"
SIZE = 50
ElementTree.register_namespace("", ATOM)


@require_safe
def resources(request):
    """The newest public resources that meet the filter; a reader that has them already hears only that."""
    asked = Asked.read(request.GET, FACETS)
    found = search.find(
        asked.q, member=None, filters=asked.filters, within="resource", sort="newest", size=SIZE, facets=()
    )
    rows = Entry.objects.visible_to(None).light().in_bulk([hit.entry.pk for hit in found.hits])
    entries = [rows[hit.entry.pk] for hit in found.hits if hit.entry.pk in rows]
    told = f"{get_language()} {asked.query()} " + " ".join(f"{entry.pk}:{entry.changed_at:%s%f}" for entry in entries)
    tag = f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    if entries:
        headers["Last-Modified"] = http_date(max(entry.changed_at for entry in entries).timestamp())
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(written(entries, asked), content_type="application/atom+xml; charset=utf-8", headers=headers)


def written(entries, asked):
    """Return the feed as bytes."""
    query = asked.query(page="", sort="")
    page = settings.SITE_URL + reverse("library:list") + (f"?{query}" if query else "")
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": get_language()})
    add(feed, "id", page)
    add(feed, "title", f"{settings.NETWORK_NAME}: {name_of(asked, entries)}")
    add(feed, "updated", moment(max((entry.changed_at for entry in entries), default=None)))
    add(feed, "link", rel="alternate", type="text/html", href=page)
    own = settings.SITE_URL + reverse("library:feed") + (f"?{query}" if query else "")
    add(feed, "link", rel="self", type="application/atom+xml", href=own)
    add(add(feed, "author"), "name", settings.NETWORK_NAME)
    for entry in entries:
        add_entry(feed, entry)
    return ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)


def add_entry(feed, entry):
    """Add one resource."""
    title, language = entry.title_in(get_language())
    summary, summary_language = entry.summary_in(get_language())
    row = add(feed, "entry", **{"{http://www.w3.org/XML/1998/namespace}lang": language})
    add(row, "id", f"{settings.SITE_URL}/resources/{entry.source_id}/")
    add(row, "title", title)
    add(row, "updated", moment(entry.changed_at))
    add(row, "published", moment(entry.published_at))
    add(row, "link", rel="alternate", type="text/html", href=settings.SITE_URL + entry.address)
    for person in entry.people or [{"name": settings.NETWORK_NAME}]:
        add(add(row, "author"), "name", person["name"])
    for word in entry.facets:
        add(row, "category", term=word)
    if summary:
        add(row, "summary", summary, **{"{http://www.w3.org/XML/1998/namespace}lang": summary_language})


def name_of(asked, entries):
    """Return what the feed holds, in words; words that none of its entries has are not explained."""
    held = {word for entry in entries for word in entry.facets}
    words = [
        facets.labels_of(name, chosen, rows=all(f"{name}:{word}" in held for word in chosen))
        for name, chosen in asked.filters.items()
    ]
    said = [label for labels in words for label in labels.values()]
    return ", ".join([_("Library"), *([f"“{asked.q}”"] if asked.q else []), *said])


def add(parent, name, words=None, **attributes):
    """Add an element; what XML cannot hold is left out of its words."""
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", {k: clean(v) for k, v in attributes.items()})
    if words is not None:
        element.text = clean(words)
    return element


def clean(words):
    """Return words without the control characters that XML 1.0 forbids."""
    return "".join(
        c for c in str(words) if c in "\t\n\r" or "\x20" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )


def moment(value):
    """Return a moment as Atom writes it."""
    return value.strftime("%Y-%m-%dT%H:%M:%SZ") if value else "1970-01-01T00:00:00Z"
