"""What the ledger holds about a person: the nights that they sat through, for their own eyes."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from meetings.polls.models import Burden, CityHours
from network.kit.personal import erases, exports, spares

COLUMNS = ["polls.Burden.member"]
spares("polls.CityHours.changed_by", _("What the hours weigh belongs to the city"), only="export")


@exports("polls.ledger", _("Hours of meetings, as they weighed on you"), holds=COLUMNS)
def mine(member):
    """Each meeting of a series with its points and its minutes at night."""
    rows = Burden.objects.filter(member=member).select_related("meeting").order_by("meeting__starts_at", "pk")
    return {
        "meetings": [
            {
                "title": row.meeting.title,
                "started_at": row.meeting.starts_at.isoformat(),
                "zone": row.zone,
                "points": row.points,
                "minutes_at_night": row.night_minutes,
            }
            for row in rows
        ]
    }


@erases("polls.ledger", order=40, holds=[*COLUMNS, "polls.CityHours.changed_by"])
@transaction.atomic
def erase(member, *, keep_authorship):
    """Their own lines go; the lines of the cities name nobody and stay."""
    Burden.objects.filter(member=member).delete()
    CityHours.objects.filter(changed_by=member).update(changed_by=None)
