"""Pages on which resources are read."""

from django.shortcuts import get_object_or_404, render

from resources.library.models import Resource


def resource(request, pk, slug):
    """One resource."""
    found = get_object_or_404(Resource.objects.visible_to(request.user), pk=pk)
    return render(request, "library/resource.html", {"resource": found})
