"""Which round an address means, for whom; what is not for the reader does not exist."""

from django.shortcuts import get_object_or_404

from resources.consensus.models import Panel, Round


def round_of(request, pk):
    """Return round `pk`, with its panel and protocol, of a panel that the reader may see; else a 404."""
    seen = Panel.objects.visible_to(request.user)
    found = get_object_or_404(Round.objects.select_related("panel__protocol", "panel__topic"), pk=pk, panel__in=seen)
    return found
