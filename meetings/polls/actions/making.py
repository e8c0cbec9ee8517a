"""Making a poll: its words, its clock, who asks. Until it is sent only those who ask see it."""

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.calendar import times
from meetings.calendar.access.people import NOT_YET
from meetings.polls.actions.rows import check, keys, locked, refuse_ended, sync_audience, told
from meetings.polls.activity import HANDED_OVER
from meetings.polls.models import Slot, TimePoll
from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit.clock import now, validate_zone

WORDS = ("title", "language", "about", "minutes", "kind", "mode", "city", "group", "series", "visibility")


@transaction.atomic
def begin(*, by, hosts=(), at=None, **fields):
    """Begin a draft and return it. Fields: WORDS, `zone`, `is_dates`. `hosts` (members) ask together with `by`.

    Raises Denied where the city or the working group is not `by`'s to meet for.
    """
    demand(by, "polls.begin")
    validate_zone(fields["zone"])
    check(fields, (*WORDS, "zone", "is_dates"))
    _demand_holders(by, fields)
    poll = TimePoll.objects.create(organiser=by, created_at=at or now(), **fields)
    others = [one for one in hosts if one.pk != by.pk]
    if any(not one.is_member for one in others):
        raise Denied(NOT_YET, "polls.begin")
    poll.hosts.set([by, *others])
    sync_audience(poll)
    return poll


@transaction.atomic
def describe(poll, *, by, **fields):
    """Change words of a poll that has not ended; its length and whether it is about days only while it is a draft."""
    poll = locked(poll)
    demand(by, "polls.run", poll)
    refuse_ended(poll)
    check(fields, (*WORDS, "is_dates"))
    if not poll.is_draft:
        fields = {name: value for name, value in fields.items() if name not in ("minutes", "is_dates")}
    _demand_holders(by, fields)
    if fields.get("is_dates", poll.is_dates) != poll.is_dates:
        poll.slots.all().delete()
    for name, value in fields.items():
        setattr(poll, name, value)
    poll.save()
    return poll


@transaction.atomic
def rezone(poll, *, by, zone, keep):
    """Let the poll think in another zone.

    `keep`: "wall" moves the instants so that the clock there shows the same hours, while nobody was asked; "instant"
    leaves them. Raises Denied where an hour does not exist in the new zone.
    """
    poll = locked(poll)
    demand(by, "polls.run", poll)
    refuse_ended(poll)
    validate_zone(zone)
    if keep == "wall" and not poll.is_dates:
        if not poll.is_draft:
            raise Denied(_("People are asked already: their hours stay what they are."), "polls.run")
        moved = {}
        for slot in poll.slots.all():
            wall = times.local(slot.starts_at, poll.zone).replace(tzinfo=None, fold=0)
            found = times.instants(wall, zone)
            if not found:
                raise Denied(
                    _("%(wall)s does not exist in %(place)s: the clock jumps over it. Change that time first.")
                    % {"wall": f"{wall:%Y-%m-%d %H:%M}", "place": zone},
                    "polls.run",
                )
            moved[slot.pk] = found[0]
        # Freed first, so that no two rows meet on the way.
        poll.slots.all().delete()
        Slot.objects.bulk_create([Slot(poll=poll, starts_at=moment) for moment in sorted(set(moved.values()))])
    poll.zone = zone
    poll.save(update_fields=["zone"])
    return poll


@transaction.atomic
def hand_over(poll, *, to, by, instead_of=None):
    """Let `to` ask instead of `instead_of` (None: together with those who ask)."""
    poll = locked(poll)
    if instead_of is not None:
        poll.hosts.remove(instead_of)
    poll.hosts.add(to)
    if instead_of is None or poll.organiser_id in (None, instead_of.pk):
        poll.organiser = to
        poll.save(update_fields=["organiser"])
    sync_audience(poll)
    record(HANDED_OVER, by=by, subject=poll, audience=keys([to.pk]), names=[to.pk], detail=told(poll))


def _demand_holders(by, fields):
    for holder in (fields.get("city"), fields.get("group")):
        if holder is not None:
            demand(by, "calendar.host", holder)
    if fields.get("series") is not None:
        demand(by, "calendar.run", fields["series"])
        if fields.get("is_dates"):
            raise Denied(_("The dates of a series have an hour. Propose hours, or let it stand alone."), "polls.begin")
