"""`/records/resources/12.datacite.xml`: one thing in one format, for programs that follow its links."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from network.catalogue.models import Entry
from network.interchange import signposting
from network.interchange.feeds import shelf_named
from network.interchange.formats import FORMATS
from network.interchange.headers import open_to_machines
from network.interchange.works import works_of
from network.kit.audience import PUBLIC
from network.kit.errors import plain


@require_safe
@open_to_machines
def record(request, shelf, number, ending):
    """One record as its reader may see it; 410 for what everybody could see and that was withdrawn."""
    known = shelf_named(shelf)
    if known is None or known.kind is None:
        raise Http404
    entries = Entry.objects.filter(kind=known.kind, source_id=number)
    entry = entries.visible_to(request.user).light().first()
    work = entry and works_of([entry], request.user).get((entry.source, entry.source_id))
    if not work:
        if is_gone(entries):
            return plain(410, "This was withdrawn.\n")
        raise Http404
    headers = {"Link": signposting.back(work, shelf), "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
    if ending == "linkset":
        body, content_type = signposting.linkset(work, shelf), signposting.LINKSET
    else:
        form = FORMATS[ending]
        body, content_type = form.one(work), form.content_type
        name = f"{shelf}-{number}.{ending}"
        headers["Content-Disposition"] = f'inline; filename="{name}"'
    return HttpResponse(body.encode("utf-8", "replace"), content_type=content_type, headers=headers)


def is_gone(entries):
    """Say whether a thing was withdrawn that everybody could see: they may know that it is gone."""
    return entries.filter(withdrawn_at__isnull=False, audience__contains=[PUBLIC]).exists()
