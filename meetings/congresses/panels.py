"""Congresses on the pages of others: the list of meetings, my own page, a side meeting's page."""

from django.utils.translation import gettext as _

from meetings.congresses.models import Congress, Proposal
from meetings.congresses.queries import pages
from network.kit.clock import now
from network.kit.panels import panel

MOST = 3


@panel("calendar.list", place="acts", order=60)
def link(request, thing):
    """The way to the list of congresses."""
    return "congresses/parts/link.html", {}


@panel("calendar.list", place="main", order=60)
def coming(request, thing):
    """The next congresses below the meetings."""
    rows = list(pages.listed(request.user).filter(state=Congress.State.CONFIRMED)[:MOST])
    return ("congresses/parts/coming.html", {"rows": rows, "title": _("Congresses")}) if rows else None


@panel("calendar.month", place="main", order=60)
def in_month(request, span):
    """The congresses of a month, below its table."""
    first, last = span
    rows = Congress.objects.visible_to(request.user).filter(
        state=Congress.State.CONFIRMED, first_day__lte=last, last_day__gte=first
    )
    rows = list(rows.order_by("first_day", "pk"))
    return ("congresses/parts/coming.html", {"rows": rows, "title": _("Congresses")}) if rows else None


@panel("accounts.home", place="main", order=25)
def mine(request, member):
    """Where I go."""
    rows = Congress.objects.coming(now().date()).filter(presences__member=member)[:MOST]
    rows = list(rows)
    return ("congresses/parts/coming.html", {"rows": rows, "title": _("Congresses that you go to")}) if rows else None


@panel("calendar.meeting", place="side", order=60)
def at_congress(request, meeting):
    """The congress at which a meeting takes place."""
    if meeting.kind not in ("side", "bilateral"):
        return None
    proposal = Proposal.objects.filter(meeting=meeting).select_related("congress").first()
    found = proposal.congress if proposal else Congress.objects.filter(arranged__meeting=meeting).first()
    if found is None or not Congress.objects.visible_to(request.user).filter(pk=found.pk).exists():
        return None
    return "congresses/parts/at.html", {"congress": found}
