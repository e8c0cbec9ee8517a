"""'I shall be there', and taking it back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.congresses.actions.rows import locked, told
from meetings.congresses.actions.siding import look
from meetings.congresses.activity import GOING, STAYS
from meetings.congresses.models import Presence
from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now


@transaction.atomic
def go(congress, *, by, first_day=None, last_day=None, topics=(), is_open=True, note="", at=None):
    """Say that `by` is there, from day to day within the congress (all of it unless said); returns the Presence.

    Said again, it changes what was said. Where enough go, a side meeting is proposed at once. Raises ValidationError
    for days that are not the congress's.
    """
    congress = locked(congress)
    demand(by, "congresses.go", congress)
    first, last = first_day or congress.first_day, last_day or congress.last_day
    if last < first:
        raise ValidationError({"last_day": _("It ends before it begins.")})
    if first < congress.first_day or last > congress.last_day:
        raise ValidationError({"first_day": _("The congress does not last so long: choose days within it.")})
    row, is_new = Presence.objects.update_or_create(
        congress=congress,
        member=by,
        defaults={"first_day": first, "last_day": last, "topics": list(topics), "is_open": is_open, "note": note[:300]},
        create_defaults={
            "first_day": first, "last_day": last, "topics": list(topics), "is_open": is_open, "note": note[:300],
            "said_at": at or now(),
        },
    )  # fmt: skip
    if is_new:
        record(GOING, by=by, subject=congress, audience=["members"], detail=told(congress), at=at)
    look(congress, at=at)
    return row


@transaction.atomic
def stay(congress, *, by):
    """Take it back: nobody sees it any more, and an open question about a side meeting goes too."""
    congress = locked(congress)
    gone, _rows = Presence.objects.filter(congress=congress, member=by).delete()
    if not gone:
        return
    for proposal in congress.proposals.filter(state="open"):
        proposal.acceptings.filter(member=by).delete()
    record(STAYS, by=by, subject=congress, audience=[f"member:{by.pk}"], detail=told(congress))
