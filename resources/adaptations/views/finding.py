"""Finding what an address names, as the reader may see it."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from resources.adaptations.models import Adaptation
from resources.library.models import Resource


def resource_of(request, pk):
    """Return the work, or a 404."""
    return get_object_or_404(Resource.objects.visible_to(request.user).prefetch_related("texts"), pk=pk)


def report_of(request, pk, number):
    """Return the report with what its page shows, or a 404."""
    seen = Adaptation.objects.visible_to(request.user).filter(resource=pk, number=number)
    report = (
        seen.select_related("resource", "city", "edition", "version", "by")
        .prefetch_related("resource__texts", "version__texts", "reporters__member", "parts__file")
        .first()
    )
    if report is None:
        raise Http404
    return report


def may_see_original(request, report):
    """Say whether the reader may open the page of the work that a report is about."""
    return Resource.objects.visible_to(request.user).filter(pk=report.resource_id).exists()
