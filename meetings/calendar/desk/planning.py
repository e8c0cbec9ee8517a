"""What of planning waits for hosts: hours that need an answer, links that are missing when a meeting is near."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.calendar import saying
from meetings.calendar.models import Meeting
from meetings.calendar.terms import Mode
from network.desk.waiting import Row, waits
from network.kit.clock import now

NEAR = timedelta(days=3)


def _mine(member):
    held = Meeting.objects.filter(hosts=member).values("pk")
    rows = Meeting.objects.filter(Q(organiser=member) | Q(pk__in=held), state=Meeting.State.PLANNED)
    return rows.filter(starts_at__gt=now()).order_by("starts_at", "pk")


def _asking(member):
    return _mine(member).exclude(asks={})


@waits(_asking)
def doubts(member, things):
    """One row for each law and series, and for each hour that does not exist or comes twice."""
    told = set()
    for meeting in things:
        why = meeting.asks.get("why")
        if why == "law":
            about = (meeting.series_id or -meeting.pk, meeting.asks.get("tzdata"))
            if about in told:
                continue
            told.add(about)
            sentence = _("The law of the hours changed in %(place)s: what shall become of “%(title)s”?")
        elif why == "gap":
            sentence = _("“%(title)s” fell into an hour that does not exist that day")
        else:
            sentence = _("“%(title)s” fell into an hour that comes twice that day")
        yield Row(
            sentence=sentence % {"title": meeting.title, "place": saying.place(meeting.zone)},
            line=saying.meeting_text(meeting),
            address=reverse("calendar:settle", args=[meeting.pk]),
            act=_("Read and answer"),
            since=meeting.changed_at,
            urgency="soon" if why == "law" or meeting.starts_at < now() + timedelta(days=30) else "calm",
            section="due",
        )


def _without_link(member):
    rows = _mine(member).filter(starts_at__lt=now() + NEAR, join_url="", join_note="")
    return rows.exclude(mode=Mode.ON_SITE)


@waits(_without_link)
def links(member, things):
    """One row for each meeting of the next three days that people join online, and nobody knows how."""
    for meeting in things:
        yield Row(
            sentence=_("Nobody knows yet how to join “%(title)s”") % {"title": meeting.title},
            line=saying.meeting_text(meeting),
            address=reverse("calendar:edit", args=[meeting.pk]),
            act=_("Say how people join"),
            since=meeting.changed_at,
            due=meeting.starts_at,
            urgency="soon",
            section="due",
        )
