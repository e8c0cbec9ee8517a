"""The Atom feed of one collection: what its reader may see of it, with the keeper's notes (RFC 4287)."""

from xml.etree import ElementTree

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from resources.collections import queries
from resources.collections.views.finding import collection_of
from resources.collections.views.reading import private

ATOM = "http://www.w3.org/2005/Atom"
XML = "{http://www.w3.org/XML/1998/namespace}"
ElementTree.register_namespace("", ATOM)


@require_safe
def atom(request, pk):
    """The shelf for a feed reader, what was kept last first; a private one answers its owner alone."""
    shelf = collection_of(request, pk)
    placements = sorted(queries.placements_of(shelf, request.user), key=lambda one: (one.at, one.pk), reverse=True)
    answer = HttpResponse(written(shelf, placements), content_type="application/atom+xml; charset=utf-8")
    answer["X-Robots-Tag"] = "noindex"
    return private(answer)


def written(shelf, placements):
    """Return the feed as bytes."""
    page = settings.SITE_URL + shelf.get_absolute_url()
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {f"{XML}lang": shelf.language})
    _add(feed, "id", f"{settings.SITE_URL}/collections/{shelf.pk}/")
    _add(feed, "title", f"{settings.NETWORK_NAME}: {shelf.title}")
    if shelf.summary:
        _add(feed, "subtitle", shelf.summary)
    _add(feed, "updated", _moment(shelf.changed_at))
    _add(feed, "link", rel="alternate", type="text/html", href=page)
    own = settings.SITE_URL + reverse("collections:feed", args=[shelf.pk])
    _add(feed, "link", rel="self", type="application/atom+xml", href=own)
    _add(_add(feed, "author"), "name", settings.NETWORK_NAME)
    for placement in placements:
        _add_entry(feed, placement)
    return ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)


def _add_entry(feed, placement):
    entry = placement.entry
    title, language = entry.title_in(get_language())
    summary, _language = entry.summary_in(get_language())
    row = _add(feed, "entry", **{f"{XML}lang": language})
    _add(row, "id", f"{settings.SITE_URL}/collections/{placement.collection_id}/#p{placement.pk}")
    _add(row, "title", title)
    _add(row, "updated", _moment(max(placement.at, entry.changed_at)))
    _add(row, "published", _moment(placement.at))
    _add(row, "link", rel="alternate", type="text/html", href=settings.SITE_URL + entry.address)
    for person in entry.people or [{"name": settings.NETWORK_NAME}]:
        _add(_add(row, "author"), "name", person["name"])
    words = "\n\n".join(part for part in (placement.note, summary) if part)
    if words:
        _add(row, "summary", words)


def _add(parent, name, words=None, **attributes):
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", {k: _clean(v) for k, v in attributes.items()})
    if words is not None:
        element.text = _clean(words)
    return element


def _clean(words):
    """Return words without what XML 1.0 cannot hold."""
    return "".join(
        c for c in str(words) if c in "\t\n\r" or "\x20" <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )


def _moment(value):
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")
