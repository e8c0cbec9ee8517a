"""Who is asked: put on the list, taken off it, needed or not."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.polls.actions.asking import tell
from meetings.polls.actions.rows import locked, refuse_ended, sync_audience
from meetings.polls.models import Invitee
from network.access.rules import Denied, demand
from network.kit.clock import now

MOST_PEOPLE = 200


@transaction.atomic
def ask(poll, *, by, members=(), addresses=(), is_required=False, at=None):
    """Put people on the list: `members`, and guests as (address, name); returns the new rows.

    An address that is a member's becomes that member. Whoever is there already stays as they are. Once the poll is open
    they are asked at once.
    """
    poll = locked(poll)
    demand(by, "polls.run", poll)
    refuse_ended(poll)
    known = {one.email.casefold(): one for one in _by_address(addresses)}
    members = list(dict.fromkeys([*members, *known.values()]))
    guests = [(address, name) for address, name in addresses if address.casefold() not in known]
    there = set(poll.invitees.values_list("member", flat=True))
    places = {row.casefold() for row in poll.invitees.values_list("address", flat=True)}
    rows = [Invitee(poll=poll, member=one) for one in members if one.pk not in there and one.is_member]
    for address, name in guests:
        if address.casefold() not in places:
            places.add(address.casefold())
            rows.append(Invitee(poll=poll, address=address.lower(), name=name[:150]))
    if poll.invitees.count() + len(rows) > MOST_PEOPLE:
        raise Denied(_("At most %(n)s people can be asked in one poll.") % {"n": MOST_PEOPLE}, "polls.run")
    for row in rows:
        row.is_required = is_required
    Invitee.objects.bulk_create(rows)
    if poll.is_open:
        tell(poll, rows, by, at or now())
        sync_audience(poll)
    return rows


def _by_address(addresses):
    """Return the members whose confirmed address is among `addresses`, whatever the case."""
    given = [address.lower() for address, _name in addresses]
    return get_user_model().objects.filter(email__in=given, status="member", is_active=True) if given else []


@transaction.atomic
def take_off(invitee, *, by):
    """Take somebody off the list, with what they answered."""
    poll = locked(invitee.poll)
    demand(by, "polls.run", poll)
    refuse_ended(poll)
    invitee.delete()
    sync_audience(poll)


@transaction.atomic
def require(invitee, is_required, *, by):
    """Say that it makes no sense without this person, or that it does."""
    poll = locked(invitee.poll)
    demand(by, "polls.run", poll)
    refuse_ended(poll)
    Invitee.objects.filter(pk=invitee.pk).update(is_required=is_required)
