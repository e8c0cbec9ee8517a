"""Mails of polls: every time in the receiver's own zone, and a link by which they answer without signing in."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from meetings.calendar import saying, times
from meetings.polls.links import to_vote
from network.kit import clock, mail

TEMPLATES = {
    **dict.fromkeys(("asked", "more", "reminded"), "polls/mail/ask"),
    "off": "polls/mail/off",
}


def slot_text(slot, poll):
    """Return a slot in plain words: in the active zone and the poll's, with the whole date; dates as dates."""
    if slot.on:
        return saying.days_text(slot.on, slot.on)
    end = slot.starts_at + timedelta(minutes=poll.minutes)
    return saying.hours_text(slot.starts_at, end, poll.zone)


def slot_lines(poll):
    """Return [(first line, other places, whether it is night here)] of the slots, in the active zone and language."""
    mine = timezone.get_current_timezone_name()
    rows = []
    for slot in poll.slots.all():
        first, *rest = slot_text(slot, poll).split(" · ")
        rows.append((first, " · ".join(rest), bool(slot.starts_at) and times.is_night(slot.starts_at, mine)))
    return rows


def ask_context(invitee, what, *, reader=None):
    """Return what the templates of an asking mail are given; texts and times are in the active language and zone."""
    poll = invitee.poll
    return {
        "poll": poll, "what": what, "by": _called(poll.organiser, reader), "slots": slot_lines(poll),
        "closes": saying.hour_text(poll.closes_at, poll.zone), "address": to_vote(invitee),
        "is_guest": invitee.member_id is None,
    }  # fmt: skip


def off_context(poll, *, reader=None):
    """Return what the mail about a poll that was called off is given."""
    return {"poll": poll, "by": _called(poll.ended_by or poll.organiser, reader)}


def choose_context(poll, what):
    """Return what those who ask are told when everybody has answered ("complete") or the time is over ("due")."""
    from meetings.polls.queries.ranking import ranked

    best = ranked(poll)
    answered = poll.invitees.filter(answered_at__isnull=False).count()
    return {
        "poll": poll, "what": what, "answered": answered, "asked": poll.invitees.count(),
        "best": [(slot_text(one.slot, poll), one) for one in best[:3]],
        "address": settings.SITE_URL + reverse("polls:close", args=[poll.pk]),
    }  # fmt: skip


def to_guest(invitee, what, *, key):
    """Write a mail to a guest, in the poll's language and the guest's zone; a second one with the same key is none."""
    poll = invitee.poll
    language = invitee.language or poll.language
    language = language if language in dict(settings.LANGUAGES) else "en"
    with translation.override(language), timezone.override(clock.zone(invitee.zone or poll.zone)):
        context = off_context(poll) if what == "off" else ask_context(invitee, what)
        return mail.post(invitee.address, TEMPLATES[what], context, language=language,
                         kind="polls.asked", key=f"polls:{invitee.pk}:{key}")  # fmt: skip


def _called(member, reader):
    """Return the name of who asks as the receiver may read it; a guest reads the name of the one who wrote to them."""
    if member is None:
        return ""
    return member.called_by(reader) if reader else member.get_full_name()


def first_moment(poll):
    """Return when the first of the proposed times begins, None where there is none; a date begins at its midnight."""
    slot = poll.slots.order_by("starts_at", "on").first()
    if slot is None:
        return None
    return slot.starts_at or clock.at(datetime.combine(slot.on, datetime.min.time()), poll.zone)
