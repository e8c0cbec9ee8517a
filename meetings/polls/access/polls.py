"""Who asks when people can meet, who closes it, who answers."""

from django.utils.translation import gettext_lazy as _

from meetings.calendar.access.people import standing
from network.access.rules import no, rule, yes
from network.kit.clock import now

ONLY_HOSTS = _("Only those who ask may do this.")


def asks(member, poll):
    """Whether `member` is one of those who ask; looked up once per member and poll."""
    if not member.is_authenticated or not member.is_member:
        return False
    known = poll.__dict__.setdefault("_asked_by", {})
    if member.pk not in known:
        known[member.pk] = poll.organiser_id == member.pk or poll.hosts.filter(pk=member.pk).exists()
    return known[member.pk]


def invitee_of(member, poll):
    """Return the row of `member` among those who are asked, or None; looked up once."""
    if not member.is_authenticated:
        return None
    known = poll.__dict__.setdefault("_invitees", {})
    if member.pk not in known:
        known[member.pk] = poll.invitees.filter(member=member).first()
    return known[member.pk]


def takes_answers(poll):
    """Say whether answers are taken now, and why not; for members and guests alike."""
    if poll.state == poll.State.DRAFT:
        return no(_("Nobody was asked yet."))
    if poll.state == poll.State.CLOSED:
        return no(_("This poll is closed: the time is chosen."))
    if poll.state == poll.State.CALLED_OFF:
        return no(_("This poll was called off."))
    if poll.closes_at <= now():
        return no(_("The time to answer is over."))
    return yes()


@rule("polls.begin", _("Ask people when they can meet"), needs_object=False)
def begin(member):
    """Every member may."""
    return standing(member)


@rule("polls.run", _("Change a time poll, choose the time, call it off"))
def run(member, timepoll):
    """Whoever asks, alone or with others; nobody else, for it is about their time."""
    basic = standing(member)
    if not basic:
        return basic
    return yes() if asks(member, timepoll) else no(ONLY_HOSTS)


@rule("polls.answer", _("Say when one can come"))
def answer(member, timepoll):
    """Whoever is asked, while answers are taken."""
    basic = standing(member)
    if not basic:
        return basic
    if invitee_of(member, timepoll) is None:
        return no(_("You are not among those who are asked."))
    return takes_answers(timepoll)
