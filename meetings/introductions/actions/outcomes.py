"""Asking what came of a meeting, once, three months later."""

from datetime import timedelta

from django.db import transaction

from meetings.calendar.models import Meeting
from meetings.introductions import activity
from meetings.introductions.actions.rows import keys
from meetings.introductions.models import Outcome
from meetings.introductions.queries.outcomes import held, people_of
from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now

AFTER = timedelta(days=91)
LATEST = timedelta(days=365)
"""Nobody is asked about what lies further back: a portal that was away does not begin with old questions."""


def due(at=None):
    """Return the meetings of requests and introductions that ended three months ago and of which nobody was asked."""
    moment = at or now()
    rows = held().filter(ends_at__lte=moment - AFTER, ends_at__gt=moment - LATEST, state=Meeting.State.PLANNED)
    return rows.filter(outcomes__isnull=True).order_by("ends_at", "pk")


@transaction.atomic
def ask(meeting, *, at=None):
    """Ask those who met what came of it; returns the Outcomes, none where they were asked before."""
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if Outcome.objects.filter(meeting=meeting).exists():
        return []
    rows = [Outcome.objects.create(meeting=meeting, member=one, asked_at=at or now()) for one in people_of(meeting)]
    for row in rows:
        record(activity.OUTCOME_ASKED, by=None, subject=row, audience=keys(row.member_id), names=[row.member_id],
               detail={"title": meeting.title}, at=at)  # fmt: skip
    return rows


@transaction.atomic
def tell(outcome, *, by, result, words="", at=None):
    """Say what came of it; may be said anew when more comes of it. Returns the outcome."""
    row = Outcome.objects.select_for_update(of=("self",)).get(pk=outcome.pk)
    demand(by, "introductions.tell_outcome", row)
    if result not in Outcome.Result.values or not result:
        raise ValueError(f"no such outcome: {result!r}")
    row.result, row.words, row.answered_at = result, words.strip()[:1000], at or now()
    row.save(update_fields=["result", "words", "answered_at"])
    record(activity.OUTCOME_TOLD, by=by, subject=row, audience=keys(row.member_id), at=at)
    return row
