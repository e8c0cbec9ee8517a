"""What of invitations waits: the answer of whoever is invited; for hosts, what came in by mail to be decided."""

from datetime import timedelta

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.calendar import saying
from meetings.calendar.models import Attendance, Meeting, Proposal, Standing
from meetings.calendar.terms import Answer, Role
from network.desk.waiting import Row, waits
from network.kit.clock import now

SOON = timedelta(days=3)


def _asked(member):
    """Invitations without an answer to the time that holds; of a series that I am asked to, dates that moved alone."""
    silent = Q(answer=Answer.NONE)
    moved = ~Q(answer=Answer.NONE) & Q(answer_sequence__lt=F("meeting__sequence"))
    whole = Standing.objects.filter(member=member, removed_at=None).values("series")
    rows = Attendance.objects.filter(
        member=member, removed_at=None, asked_at__isnull=False, meeting__state=Meeting.State.PLANNED,
        meeting__ends_at__gt=now(),
    )  # fmt: skip
    return rows.filter(moved | (silent & ~Q(meeting__series__in=whole))).exclude(role=Role.HOST)


@waits(_asked)
def invitations(member, things):
    """One row for each meeting."""
    for row in things.select_related("meeting", "asked_by").order_by("meeting__starts_at", "pk"):
        meeting = row.meeting
        by = row.asked_by.called_by(member) if row.asked_by else _("Somebody")
        words = {"by": by, "title": meeting.title}
        moved = row.answer != Answer.NONE
        yield Row(
            sentence=(_("“%(title)s” was moved: can you come?") if moved else _("%(by)s invites you to “%(title)s”"))
            % words,
            line=saying.meeting_text(meeting, near=True),
            address=reverse("calendar:answer", args=[meeting.pk]),
            act=_("Answer"),
            since=row.asked_at,
            due=meeting.starts_at,
            urgency="soon" if meeting.starts_at - now() < SOON else "calm",
        )


def _asked_to_series(member):
    rows = Standing.objects.filter(member=member, removed_at=None, answer=Answer.NONE, series__ended_at=None)
    return rows.filter(series__meetings__ends_at__gt=now(), series__meetings__state="planned").distinct()


@waits(_asked_to_series)
def series(member, things):
    """One row for each series, which leads to its next date."""
    for row in things.select_related("series", "asked_by"):
        first = row.series.meetings.filter(ends_at__gt=now(), state="planned").order_by("starts_at").first()
        by = row.asked_by.called_by(member) if row.asked_by else _("Somebody")
        yield Row(
            sentence=_("%(by)s invites you to “%(title)s”") % {"by": by, "title": row.series.title},
            line=saying.meeting_text(first, near=True),
            address=reverse("calendar:answer", args=[first.pk]),
            act=_("Answer"),
            since=row.since,
            urgency="soon" if first.starts_at - now() < SOON else "calm",
        )


def _proposed(member):
    rows = Proposal.objects.filter(state=Proposal.State.OPEN, meeting__ends_at__gt=now(), meeting__state="planned")
    return rows.filter(Q(meeting__organiser=member) | Q(meeting__hosts=member)).distinct()


@waits(_proposed)
def proposals(member, things):
    """One row for each."""
    for one in things.select_related("meeting"):
        said = (
            _("Somebody proposes another time for “%(title)s”")
            if one.kind == Proposal.Kind.TIME
            else _("Somebody else would like to come to “%(title)s”")
        )
        yield Row(
            sentence=said % {"title": one.meeting.title},
            address=reverse("calendar:people", args=[one.meeting_id]),
            act=_("Read and decide"),
            since=one.made_at,
        )
