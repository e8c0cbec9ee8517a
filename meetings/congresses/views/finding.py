"""Which congress an address means, for whom; what is not for the reader does not exist."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from meetings.congresses.models import Congress


def congress_of(request, pk):
    """Return congress `pk` as the reader may see it, or a 404."""
    return get_object_or_404(Congress.objects.visible_to(request.user), pk=pk)


def merged_into(request, pk):
    """Return the congress with which `pk` was taken together, as the reader may see it; 404 where it was not."""
    double = Congress.objects.filter(pk=pk, state=Congress.State.MERGED).first()
    if double is None:
        raise Http404
    return congress_of(request, double.merged_into_id)
