"""Making a poll: its words, its people, its times, sending it. Until it is sent only those who ask see it."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.calendar import times
from meetings.calendar.access.people import NOT_YET
from meetings.polls.actions.rows import host_ids, keys, locked, sync_audience, told
from meetings.polls.activity import ASKED, MORE_TIMES
from meetings.polls.models import Invitee, Slot, TimePoll
from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit import clock
from network.kit.clock import now, validate_zone

WORDS = ("title", "language", "about", "minutes", "kind", "mode", "city", "group", "series", "visibility")
RULES = ("closes_at", "quorum", "hides_answers", "closes_itself")
MOST_PEOPLE, MOST_SLOTS = 200, 40
SOONEST = timedelta(hours=1)
"""Answers are asked for at least so long."""


@transaction.atomic
def begin(*, by, hosts=(), at=None, **fields):
    """Begin a draft and return it. Fields: WORDS, `zone`, `is_dates`. `hosts` (members) ask together with `by`.

    Raises Denied where the city or the working group is not `by`'s to meet for.
    """
    demand(by, "polls.begin")
    validate_zone(fields["zone"])
    _check(fields, (*WORDS, "zone", "is_dates"))
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
    _check(fields, (*WORDS, "is_dates"))
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
        _send(poll, rows, by, at or now())
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


@transaction.atomic
def propose(poll, *, by, starts=(), days=(), at=None):
    """Add times: aware moments, or dates in polls of whole days; returns how many are new. Those there stay.

    Past ones raise Denied. Once the poll is open, all who were asked are asked for the new ones too.
    """
    poll = locked(poll)
    demand(by, "polls.run", poll)
    refuse_ended(poll)
    moment = at or now()
    values = sorted(set(days if poll.is_dates else starts))
    field = "on" if poll.is_dates else "starts_at"
    first = clock.local(moment, poll.zone).date() if poll.is_dates else moment
    if values and values[0] < first:
        raise Denied(_("This time is past."), "polls.run")
    there = set(poll.slots.values_list(field, flat=True))
    new = [value for value in values if value not in there]
    if len(there) + len(new) > MOST_SLOTS:
        raise Denied(_("At most %(n)s times can be proposed in one poll.") % {"n": MOST_SLOTS}, "polls.run")
    Slot.objects.bulk_create([Slot(poll=poll, **{field: value}) for value in new])
    if new and poll.is_open:
        rows = list(poll.invitees.filter(answered_at__isnull=False))
        poll.invitees.update(answered_at=None, reminded_at=None)
        TimePoll.objects.filter(pk=poll.pk).update(complete_at=None)
        names = [row.member_id for row in rows if row.member_id]
        if names:
            record(MORE_TIMES, by=by, subject=poll, audience=keys(names), names=names, detail=told(poll), at=moment)
        _write_guests(poll, [row for row in rows if not row.member_id], "more", moment)
        _plan(poll)
    return len(new)


@transaction.atomic
def drop(slots, poll, *, by):
    """Take times away again; of an open poll only those of which nobody has said anything."""
    poll = locked(poll)
    demand(by, "polls.run", poll)
    refuse_ended(poll)
    rows = poll.slots.filter(pk__in=[slot.pk for slot in slots])
    if not poll.is_draft and rows.filter(votes__isnull=False).exists():
        raise Denied(_("Somebody has answered this time already: it stays."), "polls.run")
    if not poll.is_draft and poll.slots.count() - rows.count() < 1:
        raise Denied(_("One time at least has to stay."), "polls.run")
    rows.delete()


@transaction.atomic
def send(poll, *, by, at=None, **rules):
    """Ask everybody on the list. `rules`: `closes_at` and the others of RULES. Returns the open poll.

    Raises Denied where nobody is on the list, a time is missing or past, or the end is past or after the last time.
    """
    poll = locked(poll)
    demand(by, "polls.run", poll)
    if not poll.is_draft:
        raise Denied(_("This poll was sent already."), "polls.run")
    _check(rules, RULES)
    moment = at or now()
    if why := lacks(poll, moment):
        raise Denied(why, "polls.run")
    for name, value in rules.items():
        setattr(poll, name, value)
    check_end(poll, moment)
    poll.state, poll.opened_at = TimePoll.State.OPEN, moment
    poll.save()
    _send(poll, list(poll.invitees.all()), by, moment)
    sync_audience(poll)
    _plan(poll)
    return poll


@transaction.atomic
def prolong(poll, *, by, at=None, **rules):
    """Change the end of an open poll, or how it ends; whoever asks is told anew when it is over."""
    poll = locked(poll)
    demand(by, "polls.run", poll)
    if not poll.is_open:
        raise Denied(_("This poll is not open."), "polls.run")
    _check(rules, RULES)
    is_moved = rules.get("closes_at", poll.closes_at) != poll.closes_at
    for name, value in rules.items():
        setattr(poll, name, value)
    if is_moved:
        check_end(poll, at or now())
        poll.proposed_at = None
    poll.save()
    _plan(poll)
    return poll


@transaction.atomic
def hand_over(poll, *, to, by, instead_of=None):
    """Let `to` ask instead of `instead_of` (None: together with those who ask)."""
    from meetings.polls.activity import HANDED_OVER

    poll = locked(poll)
    if instead_of is not None:
        poll.hosts.remove(instead_of)
    poll.hosts.add(to)
    if instead_of is None or poll.organiser_id in (None, instead_of.pk):
        poll.organiser = to
        poll.save(update_fields=["organiser"])
    sync_audience(poll)
    record(HANDED_OVER, by=by, subject=poll, audience=keys([to.pk]), names=[to.pk], detail=told(poll))


def lacks(poll, moment):
    """Return why a draft cannot be sent yet, "" if it can."""
    if not poll.invitees.exists():
        return _("Nobody is on the list yet: say whom you ask.")
    if not poll.slots.exists():
        return _("No time is proposed yet.")
    if poll.is_dates:
        is_past = poll.slots.filter(on__lt=clock.local(moment, poll.zone).date()).exists()
    else:
        is_past = poll.slots.filter(starts_at__lte=moment).exists()
    return _("A proposed time is past by now. Take it away first.") if is_past else ""


def check_end(poll, moment):
    """Raise Denied where the end of answering is past, or too late for any of the times."""
    if poll.closes_at < moment + SOONEST:
        raise Denied(_("Leave people an hour at least to answer."), "polls.closes_at")
    last = poll.slots.order_by("-starts_at", "-on").first()
    end = last.starts_at or clock.at(_midnight(last.on), poll.zone)
    if poll.closes_at > end:
        raise Denied(_("Answers would still come in after the last of the times."), "polls.closes_at")


def _midnight(day):
    from datetime import datetime

    return datetime.combine(day, datetime.min.time())


def refuse_ended(poll):
    """Raise Denied for a poll that is closed or was called off."""
    if poll.state == TimePoll.State.CLOSED:
        raise Denied(_("This poll is closed: the time is chosen."), "polls.run")
    if poll.state == TimePoll.State.CALLED_OFF:
        raise Denied(_("This poll was called off."), "polls.run")


def _send(poll, rows, by, moment):
    """Ask `rows` by mail; members in the way they chose, guests by their address."""
    Invitee.objects.filter(pk__in=[row.pk for row in rows]).update(asked_at=moment)
    for row in rows:
        row.asked_at = moment
    names = [row.member_id for row in rows if row.member_id]
    if names:
        record(ASKED, by=by, subject=poll, audience=keys({*names, *host_ids(poll)}), names=names, detail=told(poll),
               at=moment)  # fmt: skip
    _write_guests(poll, [row for row in rows if not row.member_id], "asked", moment)


def _write_guests(poll, rows, what, moment):
    from meetings.polls.letters import to_guest

    for row in rows:
        row.poll = poll
        to_guest(row, what, key=f"{what}:{int(moment.timestamp())}")


def _plan(poll):
    from meetings.polls.jobs.polls import plan

    plan(poll)


def _demand_holders(by, fields):
    for holder in (fields.get("city"), fields.get("group")):
        if holder is not None:
            demand(by, "calendar.host", holder)
    if fields.get("series") is not None:
        demand(by, "calendar.run", fields["series"])
        if fields.get("is_dates"):
            raise Denied(_("The dates of a series have an hour. Propose hours, or let it stand alone."), "polls.begin")


def _check(fields, known):
    unknown = set(fields) - set(known)
    if unknown:
        raise TypeError(f"a time poll has no {', '.join(sorted(unknown))}")
