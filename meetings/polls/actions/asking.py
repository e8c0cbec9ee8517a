"""Asking people: by an activity that names members, by a mail to guests; and what is planned from then on."""

from meetings.polls.actions.rows import host_ids, keys, told
from meetings.polls.activity import ASKED
from meetings.polls.models import Invitee
from network.activity.actions import record


def tell(poll, rows, by, moment):
    """Ask `rows` by mail; members in the way they chose, guests by their address."""
    Invitee.objects.filter(pk__in=[row.pk for row in rows]).update(asked_at=moment)
    for row in rows:
        row.asked_at = moment
    names = [row.member_id for row in rows if row.member_id]
    if names:
        record(ASKED, by=by, subject=poll, audience=keys({*names, *host_ids(poll)}), names=names, detail=told(poll),
               at=moment)  # fmt: skip
    write_guests(poll, [row for row in rows if not row.member_id], "asked", moment)


def write_guests(poll, rows, what, moment):
    """Write a mail of the kind `what` to guests."""
    from meetings.polls.letters import to_guest

    for row in rows:
        row.poll = poll
        to_guest(row, what, key=f"{what}:{int(moment.timestamp())}")


def plan(poll):
    """Plan what the clock brings."""
    from meetings.polls.jobs import polls

    polls.plan(poll)
