"""Introductions that still go on, and how they go into other hands."""

from django.utils.translation import gettext_lazy as _

from meetings.introductions.models import Introduction, Side
from network.kit.belongings import belongs


@belongs("introductions.made", _("Introductions that go on"))
def made(member, city):
    """What the member introduced and is not settled yet: for a city that is among them, or for none in particular."""
    rows = Introduction.objects.filter(by=member, state__in=(Introduction.State.ASKED, Introduction.State.AGREED))
    # Rows that are handed over are locked, which no DISTINCT allows.
    return rows.filter(pk__in=Side.objects.filter(city=city).values("introduction")) if city is not None else rows


@made.moves
def take_over(things, *, to, by):
    """Let `to` bring them together."""
    for thing in things:
        leaver, thing.by = thing.by_id, to
        concerned = {f"member:{pk}" for pk in thing.sides.values_list("member", flat=True) if pk}
        kept = [key for key in thing.audience if key != f"member:{leaver}" or key in concerned]
        thing.audience = sorted({*kept, f"member:{to.pk}"})
        thing.save(update_fields=["by", "audience"])
