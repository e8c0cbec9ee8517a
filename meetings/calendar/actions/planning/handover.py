"""Somebody else holds what a person held: asked for by a hand-over, or because the person is erased."""

from django.db import transaction

from meetings.calendar.actions.planning.rows import city_of, locked, locked_series, seat_hosts
from meetings.calendar.actions.rows import audience_of
from meetings.calendar.activity.planning import HANDED_OVER
from meetings.calendar.models import Meeting, Standing
from meetings.calendar.terms import Answer, Role
from members.accounts.models import Member
from members.accounts.queries import network_coordinators
from network.access.rules import demand
from network.activity.actions import record
from network.cities.models import CoordinatorTerm
from network.kit.clock import now


@transaction.atomic
def hand_over(thing, *, to, by, instead_of):
    """Let the member `to` hold a meeting or series in the place of `instead_of`; `by` None: the portal itself.

    Of a series the dates to come go along. `instead_of` stays invited.
    """
    if by is not None and by.pk != instead_of.pk:
        demand(by, "calendar.hand_over", thing)
    if isinstance(thing, Meeting):
        held = locked(thing)
        _swap(held, to, instead_of, by)
    else:
        held = locked_series(thing)
        hosts = [one for one in held.hosts.all() if one.pk != instead_of.pk]
        held.hosts.set({one.pk: one for one in [*hosts, to]}.values())
        if held.organiser_id in (None, instead_of.pk):
            held.organiser = to
        people = {one.pk for one in [*hosts, to]} | {held.organiser_id}
        _stand(held, to, by)
        standing = held.standings.filter(removed_at=None).exclude(member=None)
        people |= set(standing.values_list("member", flat=True))
        held.audience = audience_of(held, people)
        held.save()
        coming = held.meetings.filter(ends_at__gt=now()).filter(hosts=instead_of)
        for meeting in coming.order_by("pk").select_for_update(of=("self",)):
            _swap(meeting, to, instead_of, by)
    record(HANDED_OVER, by=by, subject=held, city=city_of(held), audience=[f"member:{to.pk}"], names=[to.pk],
           detail={"title": held.title})  # fmt: skip
    return held


def _swap(meeting, to, instead_of, by):
    hosts = [one for one in meeting.hosts.all() if one.pk != instead_of.pk]
    if meeting.organiser_id in (None, instead_of.pk):
        meeting.organiser = to
        meeting.save(update_fields=["organiser"])
    seat_hosts(meeting, list({one.pk: one for one in [*hosts, to]}.values()), by)


def _stand(series, member, by):
    """Let whoever holds a series now have all of it in their calendar."""
    row = Standing.objects.filter(series=series, member=member).first() or Standing(series=series, member=member)
    if row.removed_at is not None:
        row.removed_at = None
        row.extra_sequence += 1
    row.role, row.answer, row.answer_sequence = Role.HOST, Answer.YES, series.sequence
    row.answered_at, row.asked_by = now(), by
    row.save()


def heir_of(thing, leaver):
    """Return who holds something on when `leaver` goes, or None.

    Another host; of what only the invited see one of these (nobody else may learn of it); else who coordinates the
    host city, leads the group, or coordinates the network.
    """
    other = thing.hosts.exclude(pk=leaver.pk).filter(status=Member.Status.MEMBER, is_active=True).first()
    if other is not None:
        return other
    if thing.visibility == "invited":
        rows = thing.attendances if isinstance(thing, Meeting) else thing.standings
        rows = rows.filter(member__status=Member.Status.MEMBER, member__is_active=True).exclude(member=leaver)
        rows = rows.exclude(answer="no").select_related("member").order_by("pk")
        row = next((row for row in rows if row.removed_at is None), None)
        return row.member if row else None
    if thing.city_id:
        terms = CoordinatorTerm.objects.current().filter(city=thing.city_id).exclude(member=leaver)
        if term := terms.select_related("member").order_by("pk").first():
            return term.member
    if thing.group_id and thing.group.led_by_id not in (None, leaver.pk):
        return thing.group.led_by
    return network_coordinators().exclude(pk=leaver.pk).first()
