"""Writing decisions down, mending their words, striking one that was wrong."""

from django.db import transaction
from django.db.models import Max

from meetings.calendar.models import Meeting, Series
from meetings.minutes.actions.beginning import begin_minutes, city_of
from meetings.minutes.actions.rows import locked
from meetings.minutes.activity import DECIDED, STRUCK
from meetings.minutes.models import Decision
from network.access.rules import demand
from network.activity.actions import record
from network.catalogue import actions as catalogue
from network.kit.clock import local, now


@transaction.atomic
def decide(meeting, *, by, text, entry=None, at=None):
    """Write a decision of `meeting` down and return it, with the next number of its series. Raises Denied.

    `entry`: what of the catalogue it changes.
    """
    minutes = locked(begin_minutes(meeting, by))
    demand(by, "minutes.decide", minutes)
    meeting = minutes.meeting
    # The holder of the numbers is locked, so that two who write at once get two numbers.
    if meeting.series_id:
        Series.objects.select_for_update().get(pk=meeting.series_id)
        known = Decision.objects.filter(series=meeting.series_id)
    else:
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        known = Decision.objects.filter(meeting=meeting)
    number = (known.aggregate(last=Max("number"))["last"] or 0) + 1
    decision = Decision.objects.create(
        meeting=meeting, series_id=meeting.series_id, number=number, text=text.strip(), entry=entry, by=by,
        decided_on=local(meeting.starts_at, meeting.zone).date(), at=at or now(),
    )  # fmt: skip
    _told(DECIDED, decision, minutes, by)
    return decision


@transaction.atomic
def change_decision(decision, *, by, text, entry=None):
    """Mend the words of a decision until the minutes are approved. Raises Denied."""
    minutes = locked(decision.meeting.written)
    demand(by, "minutes.decide", minutes)
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    decision.text, decision.entry, decision.changed_at = text.strip(), entry, now()
    decision.save(update_fields=["text", "entry", "changed_at"])
    _told(DECIDED, decision, minutes, by)
    return decision


@transaction.atomic
def strike(decision, *, by, reason):
    """Let a decision count no more; it keeps its number and its words. Raises Denied."""
    minutes = locked(decision.meeting.written)
    demand(by, "minutes.narrow", minutes)
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if decision.struck_at is None:
        decision.struck_at, decision.reason = now(), reason.strip()
        decision.save(update_fields=["struck_at", "reason"])
        _told(STRUCK, decision, minutes, by)
    return decision


def _told(kind, decision, minutes, by):
    meeting = minutes.meeting
    told = {"title": meeting.title, "meeting": meeting.pk, "decision": decision.pk, "number": decision.number}
    record(kind, by=by, subject=minutes, city=city_of(meeting), audience=minutes.audience, detail=told)
    if minutes.is_sent:
        catalogue.write(minutes)
