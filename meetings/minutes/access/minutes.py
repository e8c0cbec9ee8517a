"""Who begins, writes, sends and approves minutes."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from meetings.calendar.access.meetings import take_part
from meetings.calendar.access.people import ONLY_HOSTS, runs, standing
from meetings.minutes.queries.series import next_of
from network.access.rules import no, rule, yes
from network.kit.clock import now

OPENS_BEFORE = timedelta(hours=1)
CANCELLED = _("This meeting was cancelled.")
TOO_EARLY = _("The minutes open one hour before the meeting begins.")
APPROVED = _("These minutes are approved. They stand as they are.")
SENT = _("These minutes were sent to all. Only the hosts may still correct them.")


@rule("minutes.begin", _("Begin the minutes of a meeting"))
def begin(member, meeting):
    """Hosts at any time; whoever takes part from one hour before the beginning."""
    if runs(member, meeting):
        return no(CANCELLED) if meeting.is_cancelled else yes()
    basic = take_part(member, meeting)
    if not basic:
        return basic
    if meeting.is_cancelled:
        return no(CANCELLED)
    return yes() if now() >= meeting.starts_at - OPENS_BEFORE else no(TOO_EARLY)


@rule("minutes.write", _("Write in the minutes of a meeting"))
def write(member, minutes):
    """Whoever takes part, from one hour before the beginning until they are sent; hosts until they are approved."""
    basic = begin(member, minutes.meeting)
    if not basic:
        return basic
    if minutes.is_approved:
        return no(APPROVED)
    if minutes.is_sent and not runs(member, minutes.meeting):
        return no(SENT)
    return yes()


@rule("minutes.decide", _("Write decisions down"))
def decide(member, minutes):
    """Whoever may write in the minutes."""
    return write(member, minutes)


@rule("minutes.circulate", _("Send minutes to all who were invited"))
def circulate(member, minutes):
    """Hosts, once, after the meeting has begun."""
    basic = host_of(member, minutes)
    if not basic:
        return basic
    if minutes.is_sent:
        return no(_("These minutes were sent already."))
    return yes() if now() >= minutes.meeting.starts_at else no(_("This meeting has not begun yet."))


@rule("minutes.narrow", _("Say who reads minutes"))
def narrow(member, minutes):
    """Hosts. What was sent to all stays with them; the page is open to as many as they say."""
    return host_of(member, minutes)


@rule("minutes.approve", _("Approve minutes"))
def approve(member, minutes):
    """A host of the meeting, or of the next one of its series, once they were sent."""
    basic = standing(member)
    if not basic:
        return basic
    after = next_of(minutes.meeting)
    if not runs(member, minutes.meeting) and not (after is not None and runs(member, after)):
        return no(ONLY_HOSTS)
    if minutes.is_approved:
        return no(APPROVED)
    return yes() if minutes.is_sent else no(_("Minutes are approved after they were sent to all."))


def host_of(member, minutes):
    """Say whether `member` runs the meeting of these minutes."""
    basic = standing(member)
    if not basic:
        return basic
    return yes() if runs(member, minutes.meeting) else no(ONLY_HOSTS)
