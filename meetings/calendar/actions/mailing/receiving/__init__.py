"""Mails that come in: answers of calendars, counter-proposals, questions for the newest state (RFC 5546, RFC 6047).

`take_in(raw)` takes one mail in, once; `look(reply)` says what it would change and changes nothing; `confirm` applies
an answer that waited for a word of whoever it is for.
"""

from meetings.calendar.actions.mailing.receiving.applying import ANSWERS
from meetings.calendar.actions.mailing.receiving.door import MOST_BYTES, look, refuse_unread, take_in
from meetings.calendar.actions.mailing.receiving.kept import confirm, row_of_pending
from meetings.calendar.actions.mailing.receiving.verdicts import REASONS, Verdict

__all__ = [
    "ANSWERS",
    "MOST_BYTES",
    "REASONS",
    "Verdict",
    "confirm",
    "look",
    "refuse_unread",
    "row_of_pending",
    "take_in",
]
