"""The addresses of feeds, and how any list of entries is answered as one."""

import hashlib

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.utils.http import http_date, parse_etags
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from network.catalogue import facets, search
from network.catalogue.models import Entry
from network.catalogue.queries import Asked
from network.interchange.feeds import ENDINGS, address, atom, jsonfeed, rss, shelf_named
from network.interchange.feeds.channel import Channel, item_of
from network.interchange.headers import open_to_machines
from network.interchange.lists import narrowed
from network.interchange.works import absolute, tag_of

SIZE = 50
LAST_PAGE = 40
WRITERS = {"atom": atom.written, "rss": rss.written, "json": jsonfeed.written}


@require_safe
@open_to_machines
def feed(request, shelf, ending):
    """The newest public things of a list that meet its filter; a reader that has them already hears only that."""
    known = shelf_named(shelf)
    if known is None or ending not in ENDINGS:
        raise Http404
    language = request.GET.get("in", "")
    with override(language if language in dict(settings.LANGUAGES) else get_language()):
        asked = Asked.read(request.GET, known.facets)
        page = min(asked.page, LAST_PAGE)
        entries, more = found(asked, known.kind, page)
        kept = {"sort": "", "in": language}
        query = asked.query(page="", **kept)
        turned = {}
        if more and page < LAST_PAGE:
            turned["next"] = asked.query(page=page + 1, **kept)
        if page > 1:
            turned["previous"] = asked.query(page=page - 1 if page > 2 else "", **kept)
        return answered(
            request,
            ending,
            Channel(
                title=f"{settings.NETWORK_NAME}: {name_of(known, asked, entries)}",
                page=absolute(known.page) + (f"?{asked.query(page='', sort='')}" if query else ""),
                own=absolute(address(shelf, ending, asked.query(**kept))),
                language=tag_of(get_language()),
                items=tuple(map(item_of, entries)),
                **{rel: absolute(address(shelf, ending, query)) for rel, query in turned.items() if query is not None},
            ),
        )


def found(asked, kind, page):
    """Return (the entries of one page of a feed, the newest first; whether there are more)."""
    if asked.q:
        hits = search.find(
            asked.q, member=None, filters=asked.filters, within=kind, sort="newest", page=page, size=SIZE, facets=()
        )
        rows = Entry.objects.visible_to(None).light().in_bulk([hit.entry.pk for hit in hits.hits])
        return [rows[hit.entry.pk] for hit in hits.hits if hit.entry.pk in rows], hits.page < hits.pages
    rows = narrowed(Entry.objects.visible_to(None).light(), asked.filters, kind)
    start = (page - 1) * SIZE
    entries = list(rows.order_by("-published_at", "-pk")[start : start + SIZE + 1])
    return entries[:SIZE], len(entries) > SIZE


def answered(request, ending, channel):
    """Answer a Channel in the format of `ending`; 304 where the reader has it already."""
    told = f"{ending} {channel}"
    tag = f'"{hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]}"'
    headers = {
        "ETag": tag,
        # Asked for anew each time: what was closed is gone from it at once.
        "Cache-Control": "private, no-cache",
        "X-Robots-Tag": "noindex",
        "Last-Modified": http_date(channel.updated_at.timestamp()),
    }
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers=headers)
    body = WRITERS[ending](channel)
    return HttpResponse(body, content_type=f"{ENDINGS[ending]}; charset=utf-8", headers=headers)


def name_of(shelf, asked, entries):
    """Return what the feed holds, in words; words that none of its entries has are not explained."""
    held = {word for entry in entries for word in entry.facets}
    words = [
        facets.labels_of(name, chosen, rows=all(f"{name}:{word}" in held for word in chosen))
        for name, chosen in asked.filters.items()
    ]
    said = [label for labels in words for label in labels.values()]
    return ", ".join([str(shelf.title), *([f"“{asked.q}”"] if asked.q else []), *said])
