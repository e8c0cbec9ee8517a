"""Saying that something is outdated, answering, and what happens when nobody answers."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from members.accounts.queries import coordinators_of, network_coordinators
from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now
from resources.library import actions as library
from resources.library.models import Resource
from resources.quality.actions.rows import fresh, home_of, makers, readers, show
from resources.quality.activity import (
    ANSWERED,
    CONFIRM_ASKED,
    FLAG_TAKEN_BACK,
    FLAGGED,
    REMINDED,
    TAKEN_OVER,
)
from resources.quality.models import Confirmation, Flag, Reminder
from resources.quality.queries.outdated import waiting_for_owner
from resources.quality.queries.submissions import cities_of
from resources.quality.terms import CONFIRM_EVERY, REMIND_AFTER, SILENT_DAYS

RIGHT, OUTDATED = "right", "outdated"


@transaction.atomic
def flag(resource, *, by, reason, at=None):
    """Say that a resource is outdated, and what of it; returns the Flag. Once for each member while it stands.

    Its owner and authors read it in their letter. Raises ValueError for an empty reason.
    """
    if not reason.strip():
        raise ValueError("say what is outdated")
    resource = fresh(resource)
    demand(by, "quality.flag", resource)
    known = Flag.objects.standing().filter(resource=resource, by=by).first()
    if known:
        return known
    moment = at or now()
    newest = resource.editions.exclude(published_at=None).order_by("-number").first()
    one = Flag.objects.create(resource=resource, edition=newest, by=by, reason=reason.strip()[:1000], at=moment)
    record(FLAGGED, by=by, subject=resource, city=home_of(by), audience=[f"member:{pk}" for pk in makers(resource)],
           names=makers(resource), detail={"reason": one.reason}, at=moment)  # fmt: skip
    show(resource)
    return one


@transaction.atomic
def take_flag_back(one, *, by, at=None):
    """Take it back."""
    fresh(one.resource)
    one = Flag.objects.select_for_update(of=("self",)).get(pk=one.pk)
    demand(by, "quality.take_flag_back", one)
    one.state, one.answered_at = Flag.State.TAKEN_BACK, at or now()
    one.save()
    record(FLAG_TAKEN_BACK, by=by, subject=one.resource, city=home_of(by), audience=[f"member:{by.pk}"], at=at)
    show(one.resource)


@transaction.atomic
def answer(resource, *, by, says, text="", at=None):
    """Answer for a resource: `says` is "right" (still right) or "outdated" (a new version comes).

    It answers all open flags and the yearly question. Those who flagged it read the answer in their letter.
    """
    if says not in (RIGHT, OUTDATED):
        raise ValueError(says)
    resource = fresh(resource)
    demand(by, "quality.answer", resource)
    moment = at or now()
    flags = list(Flag.objects.standing().filter(resource=resource).select_for_update())
    for one in flags:
        one.state = Flag.State.RIGHT if says == RIGHT else Flag.State.CONFIRMED
        one.answered_at, one.answered_by, one.answer = moment, by, text.strip()[:1000]
        one.save()
    Confirmation.objects.filter(resource=resource, answered_at=None).update(answered_at=moment, answered_by=by)
    if says == RIGHT and not Confirmation.objects.filter(resource=resource, answered_at=moment).exists():
        # Said unasked: the year begins anew.
        Confirmation.objects.create(resource=resource, asked_at=moment, answered_at=moment, answered_by=by)
    _tell_answer(resource, flags, by, says, text.strip(), moment)
    show(resource)
    return resource


@transaction.atomic
def mend(resource, *, by, at=None):
    """Let flags of older editions rest once a new one is there; their members are told."""
    moment = at or now()
    flags = list(Flag.objects.standing().filter(resource=resource).select_for_update())
    for one in flags:
        one.state, one.answered_by = Flag.State.MENDED, by
        one.answered_at = moment
        one.save()
    Confirmation.objects.filter(resource=resource, answered_at=None).update(answered_at=moment, answered_by=by)
    _tell_answer(resource, flags, by, "mended", "", moment)


def _tell_answer(resource, flags, by, says, text, moment):
    names = {one.by_id for one in flags} - {None, by.pk if by else None}
    record(ANSWERED, by=by, subject=resource, city=home_of(by), audience=readers(resource), names=names,
           detail={"says": says, "text": text}, at=moment)  # fmt: skip


def ask_to_confirm(at=None, most=500):
    """Ask owners once a year whether their work is still right; returns how many were asked.

    The year counts from the newest version or the last answer, whichever is later.
    """
    moment = at or now()
    before = moment - CONFIRM_EVERY
    recent = Confirmation.objects.filter(resource=OuterRef("pk"), asked_at__gt=before)
    answered = Confirmation.objects.filter(resource=OuterRef("pk"), answered_at__gt=before)
    waits = Confirmation.objects.filter(resource=OuterRef("pk"), answered_at=None)
    due = (
        Resource.objects.filter(state="published", owner__is_active=True)
        .annotate(newest=Max("editions__published_at"))
        .filter(~Exists(recent), ~Exists(answered), ~Exists(waits), newest__lte=before)
        .order_by("newest", "pk")
    )
    asked = 0
    for pk in list(due.values_list("pk", flat=True)[:most]):
        with transaction.atomic():
            resource = fresh(Resource(pk=pk))
            if Confirmation.objects.filter(resource=resource, answered_at=None).exists():
                continue
            Confirmation.objects.create(resource=resource, asked_at=moment)
            record(CONFIRM_ASKED, by=None, subject=resource, audience=[f"member:{resource.owner_id}"],
                   names=[resource.owner_id], at=moment)  # fmt: skip
            asked += 1
    return asked


def remind_and_take_over(at=None):
    """Remind owners of what waits for their answer; after a year let the city look after it. Returns (both counts)."""
    moment = at or now()
    first = moment - timedelta(days=REMIND_AFTER[0])
    reminded = taken = 0
    for pk, since in list(waiting_for_owner().filter(since__lte=first).values_list("pk", "since")):
        if moment - since >= timedelta(days=SILENT_DAYS):
            taken += take_over(Resource(pk=pk), at=moment) is not None
        else:
            reminded += _remind(pk, since, moment)
    return reminded, taken


@transaction.atomic
def _remind(pk, since, moment):
    """Remind once for the latest step that has passed; what an outage swallowed is not made up for one by one."""
    days = max(step for step in REMIND_AFTER if moment - since >= timedelta(days=step))
    resource = fresh(Resource(pk=pk))
    _row, is_new = Reminder.objects.get_or_create(resource=resource, since=since, days=days, defaults={"at": moment})
    if is_new:
        detail = {"since": since.date().isoformat(), "days": days}
        record(REMINDED, by=None, subject=resource, audience=[f"member:{resource.owner_id}"],
               names=[resource.owner_id], detail=detail, at=moment)  # fmt: skip
    return is_new


@transaction.atomic
def take_over(resource, *, at=None):
    """Let the city look after a resource whose owner has not answered for a year; returns it, None if nobody can.

    The city is the resource's first, else the owner's home. Its coordinators answer from then on; without one the
    network's do it in the city's name. The former owner stays an author if they are one.
    """
    moment = at or now()
    resource = fresh(resource)
    since = waiting_for_owner().filter(pk=resource.pk).values_list("since", flat=True).first()
    if since is None or moment - since < timedelta(days=SILENT_DAYS):
        return None
    taker, city, near = _taker(resource)
    if taker is None:
        return None
    names = makers(resource) | {one.pk for one in near}
    library.hand_over(resource, by=taker, city=city)
    Reminder.objects.get_or_create(resource=resource, since=since, days=SILENT_DAYS, defaults={"at": moment})
    record(TAKEN_OVER, by=None, subject=resource, city=city.slug, audience=[f"member:{pk}" for pk in names],
           names=names, detail={"city": city.slug}, at=moment)  # fmt: skip
    return resource


def _taker(resource):
    """Return (who takes it into the city's hands, the city, its coordinators); None where there is nobody."""
    cities = cities_of(resource)
    named = set(resource.cities.values_list("pk", flat=True))
    for city in cities:
        near = [one for one in coordinators_of(city) if one.pk != resource.owner_id]
        if near and city.pk in named:
            return near[0], city, near
    far = [one for one in network_coordinators() if one.pk != resource.owner_id]
    if cities and far:
        return far[0], cities[0], list(coordinators_of(cities[0])) or far
    return None, None, []
