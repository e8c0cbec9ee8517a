"""Which panels somebody belongs to: asked where panels and what happens in them are read, and on no other page."""

from django.db.models import Q

from network.kit.audience import narrow_audience
from resources.consensus.models import Panel, Panellist


@narrow_audience
def panels_of(member):
    """Yield `panel:<id>` for panels that `member` runs, sits on, or is invited to."""
    seen = (Panellist.State.INVITED, Panellist.State.ACCEPTED, Panellist.State.LEFT)
    # Whoever is on the list and was not told yet knows nothing of it.
    sits = Q(panellists__member=member, panellists__state__in=seen, panellists__invited_at__isnull=False)
    rows = Panel.objects.filter(sits | Q(facilitators=member)).exclude(audience__contains=["public"])
    yield from (f"panel:{pk}" for pk in rows.values_list("pk", flat=True).distinct())
