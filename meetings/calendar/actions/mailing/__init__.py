"""Inviting, answering, and what calendars send back.

`invite`, `invite_to_series`, `take_off`, `ask_again`, `answer`; refusals say why not.
"""

from meetings.calendar.actions.mailing.answering import answer, date_of
from meetings.calendar.actions.mailing.inviting import ask_again, invite, invite_to_series, seat, silent, take_off
from meetings.calendar.actions.mailing.people import addresses_of, member_at, read_addresses
from meetings.calendar.actions.mailing.refusals import NotNow, Older, Stale, TooMany
from meetings.calendar.actions.mailing.settling import settle

__all__ = [
    "NotNow",
    "Older",
    "Stale",
    "TooMany",
    "addresses_of",
    "answer",
    "ask_again",
    "date_of",
    "invite",
    "invite_to_series",
    "member_at",
    "read_addresses",
    "seat",
    "settle",
    "silent",
    "take_off",
]
