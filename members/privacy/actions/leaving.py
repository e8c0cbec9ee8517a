"""Going, and coming back: the membership ends at once; what is held goes only after days in which it can be undone."""

from datetime import timedelta

from django.db import transaction

from members.accounts.models import Member
from members.accounts.queries import coordinators_of, network_coordinators
from members.privacy import letters
from members.privacy.activity import ERASURE_ASKED, ERASURE_UNDONE, LEFT, RETURNED
from members.privacy.models import Departure
from members.privacy.terms import GRACE_DAYS, REMIND_DAYS, AlreadyGone
from network.access.rules import demand
from network.activity.actions import record
from network.cities.models import CoordinatorTerm
from network.kit.clock import now


@transaction.atomic
def leave(member, *, by):
    """End the membership; what was shared stays, and the way back is open. Returns the Departure."""
    member = _locked(member)
    demand(by, "privacy.leave", member)
    departure = _open(member)
    if departure:
        return departure
    departure = Departure.objects.create(member=member, kind=Departure.Kind.LEFT, before=member.status)
    _go(member, departure)
    record(LEFT, by=by, subject=member, city=_city(member), audience=_readers(member))
    letters.left(departure)
    return departure


@transaction.atomic
def ask_erasure(member, *, by, keep_authorship, at=None):
    """Ask that everything be erased after the days of grace; the membership rests from now on. Returns the Departure.

    Who had left before asks for more now; who asked already is left with the first day that was named.
    """
    member = _locked(member)
    demand(by, "privacy.leave", member)
    moment = at or now()
    departure = _open(member)
    if departure and departure.kind == Departure.Kind.ERASE:
        return departure
    before = member.status
    if departure:
        departure.undone_at = moment
        departure.save(update_fields=["undone_at"])
    departure = Departure.objects.create(
        member=member,
        kind=Departure.Kind.ERASE,
        before=before,
        keep_authorship=keep_authorship,
        asked_at=moment,
        due_at=moment + timedelta(days=GRACE_DAYS),
    )
    _go(member, departure)
    record(ERASURE_ASKED, by=by, subject=member, city=_city(member), audience=_readers(member))
    letters.erasure_asked(departure)
    return departure


@transaction.atomic
def undo(departure, *, by):
    """Take the wish to be erased back; all is as it was. Returns the Member. Raises AlreadyGone."""
    member = _locked(departure.member)
    departure = Departure.objects.select_for_update().get(pk=departure.pk)
    demand(by, "privacy.take_along", member)
    if departure.undone_at or departure.done_at or departure.kind != Departure.Kind.ERASE:
        raise AlreadyGone
    departure.undone_at = now()
    departure.save(update_fields=["undone_at"])
    _back(member, departure.before)
    record(ERASURE_UNDONE, by=by, subject=member, city=_city(member), audience=_readers(member))
    return member


@transaction.atomic
def come_back(member, *, by):
    """Be a member again after leaving by one's own wish. Returns the Member. Raises AlreadyGone."""
    member = _locked(member)
    demand(by, "privacy.come_back", member)
    last = Departure.objects.select_for_update().filter(member=member).order_by("-pk").first()
    # Without a departure of their own somebody else closed the membership, and the city decides.
    left = Departure.objects.filter(member=member, kind=Departure.Kind.LEFT).order_by("-pk").first()
    if left is None or (last.kind == Departure.Kind.ERASE and not last.undone_at):
        raise AlreadyGone
    Departure.objects.open().filter(member=member).update(undone_at=now())
    _back(member, left.before)
    record(RETURNED, by=by, subject=member, city=_city(member), audience=_readers(member))
    return member


def remind(at=None):
    """Write to everybody whose erasure is at most two days away, once. Returns how many."""
    moment = at or now()
    near = Departure.objects.open().filter(
        kind=Departure.Kind.ERASE, reminded_at=None, due_at__lte=moment + timedelta(days=REMIND_DAYS)
    )
    count = 0
    for pk in near.values_list("pk", flat=True):
        with transaction.atomic():
            departure = Departure.objects.select_for_update(of=("self",)).select_related("member").get(pk=pk)
            if departure.reminded_at or departure.undone_at:
                continue
            departure.reminded_at = moment
            departure.save(update_fields=["reminded_at"])
            letters.reminder(departure)
            count += 1
    return count


def _locked(member):
    return Member.objects.select_for_update(of=("self",)).select_related("home_city").get(pk=member.pk)


def _open(member):
    return Departure.objects.open().filter(member=member).first()


def _city(member):
    return member.home_city.slug if member.home_city_id else ""


def _readers(member):
    city = _city(member)
    return [f"member:{member.pk}", "network", *([f"coordinators:{city}"] if city else [])]


def _go(member, departure):
    """Let the membership rest, and tell those who look after the city: at once where nobody else does."""
    if member.status == Member.Status.MEMBER:
        _tell(member, departure)
    if member.status != Member.Status.SUSPENDED:
        Member.objects.filter(pk=member.pk).update(status=Member.Status.LEFT)
        member.status = Member.Status.LEFT


def _back(member, status):
    if member.status == Member.Status.LEFT:
        Member.objects.filter(pk=member.pk).update(status=status)
        member.status = status


def _tell(member, departure):
    """Tell the other coordinators of the home city, and of each city that is left without one the network's."""
    told = {}
    if member.home_city_id:
        others = coordinators_of(member.home_city).exclude(pk=member.pk)
        told.update({other.pk: (other, None) for other in others})
    terms = CoordinatorTerm.objects.current().filter(member=member).select_related("city")
    for term in terms:
        if not coordinators_of(term.city).exclude(pk=member.pk).exists():
            told.update({one.pk: (one, term.city) for one in network_coordinators().exclude(pk=member.pk)})
    for receiver, orphan in told.values():
        letters.somebody_leaves(departure, member, receiver, orphan)
