"""Pages on which resources are read."""

import json
from urllib.parse import unquote

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from resources.library import citations, queries
from resources.library.models import Resource
from resources.library.terms import VISITORS
from resources.library.views.freshness import fresh, kept


def found(request, pk):
    """Return the Reading of resource `pk` for the reader of the page, or a 404."""
    try:
        return queries.reading(request.user, pk)
    except Resource.DoesNotExist:
        raise Http404 from None


@require_safe
def short(request, pk):
    """`/resources/12/` leads to the address with words."""
    return redirect(found(request, pk).address)


@require_safe
@kept
def resource(request, pk, slug):
    """One resource: what it is, its files, where it is useful, how to cite it."""
    reading = found(request, pk)
    if unquote(reading.address) != request.path:
        return redirect(reading.address, permanent=reading.resource.state == Resource.State.PUBLISHED)
    member = request.user if request.user.is_authenticated else None
    context = {
        "reading": reading,
        "resource": reading.resource,
        "citation": citations.text(reading.work),
        "exports": [
            {"label": label, "address": f"/resources/{pk}/cite.{ending}"}
            for label, ending in (("BibTeX", "bib"), ("RIS", "ris"), ("CSL-JSON", "json"))
        ],
        "related": queries.related(reading, request.user),
        "is_useful": bool(member) and reading.is_useful_to(member),
        "visitors": VISITORS,
        "canonical": settings.SITE_URL + reading.address,
        "linked_data": linked_data(reading) if reading.resource.state == Resource.State.PUBLISHED else "",
    }
    return render(request, "library/resource.html", context)


@require_safe
def cite(request, pk, ending):
    """The citation as a file for a reference manager."""
    content_type, make = citations.FORMATS[ending]
    reading = found(request, pk)
    response = HttpResponse(make(reading.work), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="resource-{pk}.{ending}"'
    return fresh(response, request)


TYPES = {"dataset": "Dataset", "training": "LearningResource", "findings": "Report", "media": "MediaObject"}


def linked_data(reading):
    """Return schema.org data of a resource as JSON that cannot end the script it stands in."""
    work, resource = reading.work, reading.resource
    data = {
        "@context": "https://schema.org",
        "@type": TYPES.get(resource.kind, "CreativeWork"),
        "@id": work.address,
        "url": settings.SITE_URL + reading.address,
        "name": work.title,
        "description": reading.summary[0][:1000],
        "inLanguage": resource.languages,
        "author": [{"@type": "Person", "name": one.name} for one in work.authors],
        "license": reading.licence.url if reading.licence else "",
        "datePublished": resource.published_at.date().isoformat() if resource.published_at else "",
        "dateModified": resource.changed_at.date().isoformat(),
        "about": [str(label) for _slug, label in reading.topics],
        "publisher": {"@type": "Organization", "name": work.publisher},
        "encoding": [
            {
                "@type": "MediaObject",
                "name": part.file.name,
                "encodingFormat": part.file.content_type,
                "contentSize": str(part.file.size),
                "contentUrl": settings.SITE_URL + part.file.get_absolute_url(),
            }
            for part in reading.parts
            if part.file.is_ready
        ],
        "sameAs": resource.link,
    }
    words = json.dumps({name: value for name, value in data.items() if value}, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        words = words.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(words)  # noqa: S308 - every character that could end the element was escaped above
