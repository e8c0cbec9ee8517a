"""The words of mails about invitations: for one person, in the active language and zone, with links of their own."""

from datetime import datetime

from django.utils.translation import gettext as _

from meetings.calendar import saying
from meetings.calendar.activity import mailing as kinds
from meetings.calendar.activity.planning import HANDED_OVER
from meetings.calendar.models import Meeting, Series, Standing
from meetings.calendar.queries.mailing import whole
from meetings.calendar.queries.mailing.links import (
    join_of,
    page_of,
    reply_address,
    sender_name,
    to_answer,
    to_confirm,
    uid_of,
)
from meetings.calendar.terms import Answer
from network.kit.clock import now
from network.kit.mail import Extras

ASKING = (kinds.INVITED, kinds.HOSTED, kinds.UPDATED, kinds.ASKED_AGAIN)
FIRST = 6
"""Dates of a series that stand in its mail; the page has all."""


def letter(kind, row, *, by=None, detail=None):
    """Return (template, context, Extras) of the mail of `kind` for the person of `row`, or None where it is over.

    `row`: an Attendance or a Standing. `by`: the member who did it. `detail`: of the activity.
    """
    if not still_right(kind, row, detail or {}):
        return None
    thing = thing_of(row)
    is_off = kind in (kinds.CALLED_OFF, kinds.TAKEN_OFF)
    context = _words(kind, row, thing, by, detail or {})
    calendar, method = _calendar(row, "CANCEL" if is_off else "REQUEST")
    if kind == HANDED_OVER:
        context["headline"] = _("“{title}” is yours to hold from now on").format(title=thing.title)
        if _is_over(thing):
            calendar, method = b"", ""
        context["has_file"] = bool(calendar)
    extras = Extras(
        calendar=calendar,
        method=method,
        reply_to=reply_address(thing),
        sender_name=sender_name(thing, row.member),
        thread=uid_of(thing),
    )
    return "calendar/mail/off" if is_off else "calendar/mail/invitation", context, extras


def confirmation(row, inbound):
    """Return (template, context, Extras) of the question whether an answer from another address is theirs."""
    thing = thing_of(row)
    context = {"title": thing.title, "title_language": thing.language, "sender": inbound.sender,
               "address": to_confirm(inbound)}  # fmt: skip
    return "calendar/mail/confirm", context, Extras(thread=uid_of(thing))


def thing_of(row):
    """Return the meeting or series of a row."""
    return row.series if isinstance(row, Standing) else row.meeting


def still_right(kind, row, detail):
    """Whether a mail of `kind` may still go out: asked when it is written, and once more before it leaves."""
    thing = thing_of(row)
    if kind == kinds.TAKEN_OFF:
        return row.removed_at is not None
    if row.removed_at is not None:
        return False
    if kind == kinds.CALLED_OFF:
        return bool(thing.is_cancelled) if isinstance(thing, Meeting) else thing.ended_at is not None
    if kind not in ASKING:
        return True
    if isinstance(thing, Series):
        return thing.ended_at is None and detail.get("sequence", thing.sequence) == thing.sequence
    if thing.is_cancelled or thing.ends_at <= now():
        return False
    if kind == kinds.ASKED_AGAIN:
        return row.answer == Answer.NONE
    # Moved again meanwhile: a mail with the newest time is on its way.
    return kind != kinds.UPDATED or detail.get("sequence", thing.sequence) == thing.sequence


def _is_over(thing):
    return thing.ended_at is not None if isinstance(thing, Series) else thing.is_cancelled or thing.ends_at <= now()


def _calendar(row, method):
    if isinstance(row, Standing):
        return whole.calendar_of(row, method=method)
    return whole.single(row, method=method), method


def _words(kind, row, thing, by, detail):
    context = {
        "what": kind.removeprefix("calendar."),
        "title": thing.title,
        "title_language": thing.language,
        "by": by.called_by(row.member) if by is not None else "",
        "page": page_of(thing, row),
        "about": thing.about[:600],
        "reason": detail.get("reason", ""),
        "goes_on": bool(detail.get("next")),
        "is_guest": row.member_id is None,
        "is_series": isinstance(thing, Series),
        "said": "" if row.answer == Answer.NONE else Answer(row.answer).label,
        "is_stale": row.is_stale,
        "answers": [(value, to_answer(row, value)) for value in ("yes", "maybe", "no")],
    }
    if isinstance(thing, Series):
        dates = list(thing.meetings.filter(ends_at__gt=now(), state="planned").order_by("starts_at")[: FIRST + 1])
        context |= {
            "dates": [saying.meeting_text(one) for one in dates[:FIRST]],
            "more": len(dates) > FIRST,
            "when": "",
        }
        return context
    context |= {
        "when": saying.meeting_text(thing),
        "old_when": _old(thing, detail),
        "join": join_of(thing, row),
        "venue": ", ".join(part for part in (thing.venue, thing.venue_address) if part),
        "is_hybrid": thing.mode == "both",
    }
    return context


def _old(meeting, detail):
    if not detail.get("old_start") or meeting.all_day:
        return ""
    start, end = (datetime.fromisoformat(detail[name]) for name in ("old_start", "old_end"))
    return saying.hours_text(start, end, meeting.zone, saying.city_of(meeting))
