"""Pages on which resources are read."""

from urllib.parse import unquote

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from network.interchange import signposting
from network.interchange.formats import FORMATS, schema_org
from network.interchange.formats.words import apa
from resources.library import actions, interchange, queries, zipping
from resources.library.models import Resource
from resources.library.queries import access
from resources.library.terms import VISITORS
from resources.library.views import landing
from resources.library.views.freshness import fresh, kept


def found(request, pk, number=None):
    """Return the Reading of resource `pk` (or of its version `number`) for the reader of the page, or a 404."""
    try:
        return queries.reading(request.user, pk, number)
    except Resource.DoesNotExist:
        raise Http404 from None


@require_safe
def short(request, pk):
    """`/resources/12/` leads to the address with words."""
    try:
        return redirect(found(request, pk).address)
    except Http404:
        return landing.landing(request, pk)


@require_safe
@kept
def resource(request, pk, slug):
    """One resource: what it is, its files, where it is useful, how to cite it."""
    try:
        reading = found(request, pk)
    except Http404:
        return landing.landing(request, pk)
    if unquote(reading.address) != request.path:
        return redirect(reading.address, permanent=reading.resource.state == Resource.State.PUBLISHED)
    return page_of(request, reading)


@require_safe
@kept
def version(request, pk, number):
    """One version, for good: its files stay under this address, and the page says whether there is a newer one."""
    return page_of(request, found(request, pk, int(number)))


def page_of(request, reading):
    """Return the page of a resource or of one of its versions."""
    pk = reading.resource.pk
    member = request.user if request.user.is_authenticated else None
    below = f"/resources/{pk}/v{reading.asked}/" if reading.asked else f"/resources/{pk}/"
    related = queries.kin(reading.resource, request.user) if reading.resource.told["has_kin"] else []
    work = interchange.read(reading, related)
    is_published = reading.resource.state == Resource.State.PUBLISHED
    context = {
        "reading": reading,
        "resource": reading.resource,
        "citation": reading.resource.citation or apa(work),
        "exports": [
            {"label": label, "address": f"{below}cite.{ending}"}
            for label, ending in (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json"))
        ],
        "archive": f"{below}files.zip",
        "kin": related,
        "near": queries.related(reading, request.user),
        "is_useful": bool(member) and reading.is_useful_to(member),
        "is_followed": getattr(reading.resource, "is_followed", False),
        "mine": access.request_of(reading.resource, member) if member and reading.held_back else None,
        "visitors": VISITORS,
        "canonical": settings.SITE_URL + reading.address,
        "linked_data": schema_org.script(schema_org.data(work)) if is_published else "",
    }
    response = render(request, "library/resource.html", context)
    if is_published:
        response["Link"] = signposting.header(work, "resources")
    return response


@require_safe
def cite(request, pk, ending, number=None):
    """The citation as a file for a reference manager."""
    form = FORMATS[ending]
    reading = found(request, pk, number and int(number))
    response = HttpResponse(form.one(reading.work), content_type=form.content_type)
    response["Content-Disposition"] = f'attachment; filename="resource-{pk}.{ending}"'
    return fresh(response, request)


@never_cache
@require_safe
def archive(request, pk, number=None):
    """All files of a version that the reader may take, as one ZIP that is written while it is sent."""
    reading = found(request, pk, number and int(number))
    files = [part.file for part in reading.there]
    if not files:
        raise Http404
    name = f"resource-{pk}-v{reading.edition}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"}
    headers["Content-Encoding"] = "identity"
    if request.method == "HEAD":
        return HttpResponse(content_type="application/zip", headers=headers)
    if reading.resource.state == Resource.State.PUBLISHED:
        actions.count_download(reading.resource, by=request.user, edition=reading.edition)
    return StreamingHttpResponse(zipping.zipped(files), content_type="application/zip", headers=headers)
