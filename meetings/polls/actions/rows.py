"""What every act on polls shares: the row under lock, who sees it, who is told."""

from django.utils.translation import gettext as _

from meetings.polls.models import TimePoll
from network.access.rules import Denied


def locked(poll):
    """Return the poll with its row locked until the end of the transaction: votes and its end queue up here."""
    return TimePoll.objects.select_for_update(of=("self",), no_key=True).get(pk=poll.pk)


def host_ids(poll):
    """Return the ids of those who ask, in order."""
    return sorted({*poll.hosts.values_list("pk", flat=True), *([poll.organiser_id] if poll.organiser_id else [])})


def asked_ids(poll):
    """Return the ids of the members who were asked, in order."""
    rows = poll.invitees.filter(member__isnull=False, asked_at__isnull=False)
    return sorted(rows.values_list("member_id", flat=True))


def keys(ids):
    """Return the audience keys of members by their ids."""
    return [f"member:{pk}" for pk in ids]


def sync_audience(poll):
    """Write who sees `poll` anew: those who ask; of one that was sent also whoever is asked."""
    people = set(host_ids(poll))
    if not poll.is_draft:
        people |= set(asked_ids(poll))
    wanted = sorted(keys(people))
    if wanted != poll.audience:
        poll.audience = wanted
        poll.save(update_fields=["audience"])


def told(poll, **more):
    """Return the detail of an activity about `poll`."""
    return {"title": poll.title} | more


def refuse_ended(poll):
    """Raise Denied for a poll that is closed or was called off."""
    if poll.state == TimePoll.State.CLOSED:
        raise Denied(_("This poll is closed: the time is chosen."), "polls.run")
    if poll.state == TimePoll.State.CALLED_OFF:
        raise Denied(_("This poll was called off."), "polls.run")


def check(fields, known):
    """Raise TypeError for a field that a poll does not have."""
    unknown = set(fields) - set(known)
    if unknown:
        raise TypeError(f"a time poll has no {', '.join(sorted(unknown))}")
