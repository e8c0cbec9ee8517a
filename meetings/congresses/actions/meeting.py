"""Two who both go arrange to meet there."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.calendar.actions.mailing import invite
from meetings.calendar.actions.planning import plan
from meetings.calendar.models import Meeting
from meetings.calendar.terms import Kind, Mode, Visibility
from meetings.congresses.access.congresses import presence_of
from meetings.congresses.actions.rows import locked, told
from meetings.congresses.activity import MET
from meetings.congresses.models import Arranged
from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit.clock import at as moment_of
from network.kit.clock import local, now

MOST_A_DAY = 5
MINUTES = 30
AT = time(12, 30)


def common_days(mine, theirs):
    """Return (first, last) of the days on which both are there, None where there is none."""
    first, last = max(mine.first_day, theirs.first_day), min(mine.last_day, theirs.last_day)
    return (first, last) if first <= last else None


def proposed(congress, mine, theirs):
    """Return {day, time, place} that a form proposes: the first day to come on which both are there, at lunch."""
    days = common_days(mine, theirs)
    if days is None:
        return {"time": AT, "place": congress.place}
    today = local(now(), congress.zone).date()
    return {"day": min(max(days[0], today), days[1]), "time": AT, "place": congress.place}


@transaction.atomic
def arrange(congress, *, by, other, day, time, minutes=MINUTES, place="", words=""):
    """Make a meeting of two at the congress and invite `other`; returns the Meeting.

    Raises Denied where one of them does not go, does not want to be met, or was asked already; ValidationError for a
    day on which not both are there, or an hour that is past.
    """
    congress = locked(congress)
    demand(by, "congresses.meet", congress)
    mine, theirs = presence_of(by, congress), congress.presences.filter(member=other).first()
    if theirs is None or not theirs.is_open or other.pk == by.pk or not other.is_member:
        raise Denied(_("This person is not there, or does not wish to be met."), "congresses.meet")
    days = common_days(mine, theirs)
    if days is None or not days[0] <= day <= days[1]:
        raise ValidationError({"day": _("You are not both there on this day.")})
    if moment_of(datetime.combine(day, time), congress.zone) <= now():
        raise ValidationError({"time": _("This hour is past. Choose one to come.")})
    _within_limits(congress, by, other)
    meeting = plan(
        by=by, kind=Kind.BILATERAL, mode=Mode.ON_SITE, visibility=Visibility.INVITED, language=by.language,
        title=(_("Meeting at %(congress)s") % {"congress": congress.title})[:200], about=words[:5000],
        zone=congress.zone, day=day, time=time, minutes=minutes, venue=(place or congress.place)[:200],
    )  # fmt: skip
    Arranged.objects.create(congress=congress, meeting=meeting, at=now())
    invite(meeting, by=by, members=[other])
    record(MET, by=by, subject=congress, audience=[f"member:{by.pk}", f"member:{other.pk}"],
           detail=told(congress, meeting=meeting.pk, other=other.pk))  # fmt: skip
    return meeting


def between(congress, one, other):
    """Return the meeting that two have arranged at a congress, None where there is none that stands."""
    rows = Meeting.objects.filter(arranged_at__congress=congress, state=Meeting.State.PLANNED)
    rows = rows.filter(attendances__member=one, attendances__removed_at=None)
    return rows.filter(attendances__member=other).first()


def _within_limits(congress, by, other):
    if between(congress, by, other) is not None:
        raise Denied(_("You two have arranged to meet there already."), "congresses.meet")
    today = Arranged.objects.filter(meeting__organiser=by, at__gt=now() - timedelta(days=1))
    if today.count() >= MOST_A_DAY:
        raise Denied(_("You have asked enough people today. Go on tomorrow."), "congresses.meet")
