"""Which paper an address means, for whom; what is not for the reader does not exist."""

from django.shortcuts import get_object_or_404

from network.access.rules import demand
from resources.papers.models import Paper


def paper_of(request, pk):
    """Return paper `pk` as the reader may see it, or a 404."""
    seen = Paper.objects.visible_to(request.user).select_related("lead__home_city", "document")
    return get_object_or_404(seen, pk=pk)


def readable(request, pk):
    """Return paper `pk` where the reader may read its text; 404 where it is not theirs to see, Denied where closed."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.read", paper)
    return paper
