"""Polls in mails at once and in the digest: what still waits for the reader."""

from django.urls import reverse

from meetings.polls.activity import ASKED, CALLED_OFF, CLOSED, COMPLETE, DUE, HANDED_OVER, MORE_TIMES, REMINDED
from meetings.polls.letters import ask_context, choose_context, off_context
from meetings.polls.models import Invitee, TimePoll
from network.digests.plugs import leads_to, stands, writes


def _waiting(activity, member):
    """Return the row of a member who has not answered a poll that is open, else None."""
    rows = Invitee.objects.filter(poll=activity.subject_id, member=member, poll__state=TimePoll.State.OPEN)
    return rows.filter(answered_at=None).select_related("poll__organiser", "member").first()


@writes(ASKED)
def asked(activity, member):
    """All times in the reader's zone, and a link to answer without signing in."""
    row = _waiting(activity, member)
    return ("polls/mail/ask", ask_context(row, "asked", reader=member)) if row else None


@writes(MORE_TIMES)
def more(activity, member):
    """The same, when times were added."""
    row = _waiting(activity, member)
    return ("polls/mail/ask", ask_context(row, "more", reader=member)) if row else None


@writes(REMINDED)
def reminded(activity, member):
    """The same once more, the day before the end."""
    row = _waiting(activity, member)
    return ("polls/mail/ask", ask_context(row, "reminded", reader=member)) if row else None


def _open(activity):
    return TimePoll.objects.filter(pk=activity.subject_id, state=TimePoll.State.OPEN).first()


@writes(COMPLETE)
def complete(activity, member):
    """What came of it, and where to choose."""
    poll = _open(activity)
    return ("polls/mail/choose", choose_context(poll, "complete")) if poll else None


@writes(DUE)
def due(activity, member):
    """The same when the time to answer is over."""
    poll = _open(activity)
    return ("polls/mail/choose", choose_context(poll, "due")) if poll else None


@writes(CALLED_OFF)
def called_off(activity, member):
    """That no meeting comes of it, and why."""
    poll = TimePoll.objects.filter(pk=activity.subject_id).select_related("organiser", "ended_by").first()
    return ("polls/mail/off", off_context(poll, reader=member)) if poll else None


@stands(ASKED)
@stands(MORE_TIMES)
@stands(REMINDED)
@stands(COMPLETE)
@stands(DUE)
def still_open(activity):
    """What asks for an answer or a choice is no news once the poll has ended."""
    return _open(activity) is not None


@leads_to(ASKED)
@leads_to(MORE_TIMES)
@leads_to(REMINDED)
@leads_to(CALLED_OFF)
@leads_to(HANDED_OVER)
def to_the_poll(activity):
    """To the poll."""
    return reverse("polls:poll", args=[activity.subject_id])


@leads_to(COMPLETE)
@leads_to(DUE)
def to_the_choice(activity):
    """To where the time is chosen."""
    return reverse("polls:close", args=[activity.subject_id])


@leads_to(CLOSED)
def to_the_meeting(activity):
    """To the poll, which leads on to its meeting."""
    return reverse("polls:poll", args=[activity.subject_id])
