"""Congresses in calendars that members subscribe to: all-day, and nobody is busy for them."""

from datetime import timedelta

from django.conf import settings

from meetings.calendar.feeds.plugs import adds
from meetings.calendar.ics import Row
from meetings.congresses.models import Congress
from network.kit.mail import host

MINE = (
    "SELECT concat(count(*), ' ', max(c.changed_at), ' ', sum(c.id)) FROM congresses_congress c "
    "JOIN congresses_presence p ON p.congress_id = c.id WHERE p.member_id = %(member)s"
)
LISTED = "SELECT concat(count(*), ' ', max(changed_at)) FROM congresses_congress"


def row(congress):
    """Return the Row of a congress; its end is exclusive, and its UID stays while its days change."""
    return Row(
        uid=f"congress-{congress.pk}@{host()}",
        start=congress.first_day,
        end=congress.last_day + timedelta(days=1),
        summary=congress.title,
        stamp=congress.changed_at,
        description=congress.name if congress.name != congress.title else "",
        location=congress.place,
        url=settings.SITE_URL + congress.get_absolute_url(),
    )


def _within(scope):
    return Congress.objects.filter(last_day__gte=scope.first.date(), first_day__lte=scope.last.date())


@adds("mine", version=MINE)
def mine(scope):
    """Those that the member goes to."""
    rows = _within(scope).standing().filter(presences__member=scope.member_id)
    return [row(one) for one in rows.order_by("first_day", "pk")]


@adds("network", version=LISTED)
def listed(scope):
    """Those on the list, for everybody."""
    rows = _within(scope).filter(state=Congress.State.CONFIRMED, audience__contains=["public"])
    return [row(one) for one in rows.order_by("first_day", "pk")]
