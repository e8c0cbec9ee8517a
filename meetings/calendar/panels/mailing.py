"""On the page of a meeting: my answer on top, who comes at the side, the ways of hosts to those who are invited."""

from django.utils.translation import gettext as _

from meetings.calendar.access.mailing import is_ahead
from meetings.calendar.access.people import attendance_of
from meetings.calendar.queries.mailing.people import counts, rows_of
from meetings.calendar.queries.mailing.whole import standing_of
from meetings.calendar.terms import Answer, Role
from network.access.rules import may
from network.kit.panels import panel


@panel("calendar.meeting", place="acts", order=10)
def acts(request, meeting):
    """To the list of those who are invited, for hosts; to who comes, for those who take part."""
    if not getattr(request.user, "is_member", False):
        return None
    runs = bool(may(request.user, "calendar.run", meeting))
    if not runs and not may(request.user, "calendar.take_part", meeting):
        return None
    label = _("Invitations and answers") if runs else _("Who comes")
    return "calendar/mailing/parts/acts.html", {"meeting": meeting, "label": label}


@panel("calendar.meeting", place="top", order=10)
def mine(request, meeting):
    """What I said, and three buttons; for whoever was asked, as long as it lies ahead."""
    row = attendance_of(request.user, meeting)
    if row is None or row.role == Role.HOST or row.asked_at is None or not is_ahead(meeting):
        return None
    by = row.asked_by.called_by(request.user) if row.asked_by_id else ""
    told = {"meeting": meeting, "row": row, "by": by, "is_open": row.answer == Answer.NONE or row.is_stale,
            "values": [("yes", _("Yes, I come")), ("maybe", _("Perhaps")), ("no", _("No, I cannot"))],
            "in_series": standing_of(row) is not None}  # fmt: skip
    return "calendar/mailing/parts/mine.html", told


@panel("calendar.meeting", place="side", order=10)
def who(request, meeting):
    """How many come, perhaps come, do not: counts, for all who see the meeting."""
    rows = rows_of(meeting)
    said = counts(rows)
    if len(rows) < 2 or meeting.is_cancelled:
        return None
    told = [(answer.label, said[answer]) for answer in (Answer.YES, Answer.MAYBE, Answer.NO, Answer.NONE)]
    told = [(label, n) for label, n in told if n]
    takes_part = bool(request.user.is_authenticated and may(request.user, "calendar.take_part", meeting))
    return "calendar/mailing/parts/who.html", {"meeting": meeting, "counts": told, "takes_part": takes_part}
