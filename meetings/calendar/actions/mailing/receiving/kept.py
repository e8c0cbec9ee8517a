"""What is kept of an answer, and what becomes of one that waited for a word of whoever it is for."""

from datetime import date

from django.db import transaction
from django.utils.dateparse import parse_datetime

from meetings.calendar.actions.mailing.receiving.applying import apply
from meetings.calendar.actions.mailing.receiving.verdicts import REASONS
from meetings.calendar.actions.mailing.refusals import NotNow, Older, Stale
from meetings.calendar.ics import Reply
from meetings.calendar.models import Attendance, InboundMail, Standing


def told(reply):
    """Return what is kept of a Reply: enough to apply it later, nothing of the mail's text."""
    return {
        "method": reply.method, "uid": reply.uid[:200], "attendee": reply.attendee, "partstat": reply.partstat,
        "sequence": reply.sequence, "delegated_to": reply.delegated_to,
        "stamp": reply.stamp.isoformat() if reply.stamp else "",
        "start": _iso(reply.start), "end": _iso(reply.end), "recurrence": _iso(reply.recurrence),
        "answers": [
            {"partstat": one.partstat, "sequence": one.sequence, "recurrence": _iso(one.recurrence),
             "stamp": one.stamp.isoformat() if one.stamp else "", "comment": one.comment}
            for one in reply.answers
        ],
    }  # fmt: skip


def _iso(value):
    return value.isoformat() if value else ""


def _moment(text):
    if not text:
        return None
    return parse_datetime(text) if "T" in text else date.fromisoformat(text)


def reply_of(kept):
    """Return the Reply that `told` kept."""
    common = {"method": kept["method"], "uid": kept["uid"], "attendee": kept["attendee"]}
    answers = tuple(
        Reply(**common, partstat=one["partstat"], sequence=one["sequence"], stamp=_moment(one["stamp"]),
              recurrence=_moment(one["recurrence"]), comment=one["comment"])
        for one in kept["answers"]
    )  # fmt: skip
    return Reply(
        **common, partstat=kept["partstat"], sequence=kept["sequence"], stamp=_moment(kept["stamp"]),
        recurrence=_moment(kept["recurrence"]), start=_moment(kept["start"]), end=_moment(kept["end"]),
        delegated_to=kept["delegated_to"], answers=answers,
    )  # fmt: skip


def row_of_pending(inbound):
    """Return the Attendance or Standing that a mail which waits for a word is about, or None."""
    if inbound.told.get("standing"):
        rows = Standing.objects.filter(pk=inbound.told["standing"])
        return rows.select_related("member", "series__organiser").first()
    if inbound.attendance_id is None:
        return None
    rows = Attendance.objects.filter(pk=inbound.attendance_id)
    return rows.select_related("member", "meeting__organiser").first()


def confirm(inbound):
    """Apply an answer that came from another address, after a word of whoever it is for; returns the row.

    Raises Denied (Stale, Older, NotNow) where it no longer counts.
    """
    with transaction.atomic():
        kept = InboundMail.objects.select_for_update(of=("self",)).get(pk=inbound.pk)
        if kept.outcome != InboundMail.Outcome.PENDING:
            raise NotNow(REASONS["older"])
        verdict = apply(reply_of(kept.told), is_confirmed=True)
        if verdict.outcome == "applied":
            kept.outcome, kept.reason = InboundMail.Outcome.APPLIED, REASONS["confirmed"]
        else:
            kept.outcome, kept.reason = verdict.outcome, verdict.words
        kept.save(update_fields=["outcome", "reason"])
    if verdict.outcome != "applied":
        raise {"stale": Stale, "older": Older}.get(verdict.code, lambda: NotNow(verdict.words))()
    return row_of_pending(kept)
