"""Which resource an address means, for whom; what is not for the reader does not exist."""

from django.shortcuts import get_object_or_404

from resources.library.models import Resource


def resource_of(request, pk):
    """Return resource `pk` as the reader may see it, or a 404."""
    return get_object_or_404(Resource.objects.visible_to(request.user).prefetch_related("texts"), pk=pk)


def private(response):
    """Let no shared cache keep what may be closed at any moment."""
    response["Cache-Control"] = "private, no-cache"
    return response
