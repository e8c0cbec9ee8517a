"""Reads for the pages of privacy: what is held, what stays, who looked, what the clocks did."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q

from members.accounts.models import Consent
from members.accounts.queries import coordinators_of
from members.privacy.models import Archive, Departure, Run, Trace
from network.catalogue.models import Entry
from network.cities.models import CoordinatorTerm
from network.kit import belongings, personal


@dataclass(frozen=True)
class Held:
    """What one room holds: its label, and how many rows are tied to the member."""

    label: str
    count: int


def holdings(member):
    """Return [Held] of every room that has rows of `member`, counted by the columns that tie them, the most first."""
    rows = []
    for name, (label, _mine) in personal.all_exports().items():
        counts = {}
        for column in personal.columns_of(name):
            model, field = apps.get_model(column.rpartition(".")[0]), column.rpartition(".")[2]
            counts.setdefault(model, Q(pk__in=[]))
            counts[model] |= _tied(model, field, member)
        rows.append(Held(label, sum(model._base_manager.filter(mine).count() for model, mine in counts.items())))
    return sorted((held for held in rows if held.count), key=lambda held: -held.count)


def _tied(model, field, member):
    """Return the condition by which rows of `model` are the member's: by key, by number in an array, by address."""
    column = model._meta.get_field(field)
    if column.is_relation or column.primary_key:
        return Q(**{field: member.pk})
    if column.get_internal_type() == "ArrayField":
        return Q(**{f"{field}__contains": [member.pk]})
    return Q(**{f"{field}__iexact": member.email})


def archives_of(member):
    """Return the member's archives that are on their way or ready, newest first."""
    return Archive.objects.filter(member=member).exclude(state=Archive.State.GONE)[:5]


def open_departure(member):
    """Return the departure that is neither undone nor completed, or None."""
    return Departure.objects.open().filter(member=member).first()


def consents_of(member):
    """Return what the member agreed to, each with its purpose and whether it was withdrawn, newest first."""
    purposes = personal.all_purposes()
    rows = []
    for consent in Consent.objects.filter(member=member).select_related("withdrawal"):
        known = purposes.get(consent.purpose)
        rows.append(
            {
                "consent": consent,
                "label": known.label if known else consent.purpose,
                "is_optional": bool(known and known.is_optional),
                "withdrawal": getattr(consent, "withdrawal", None),
            }
        )
    return rows


def works_of(member, most=50):
    """Return the entries that name the member among their people, newest first: what stays after an erasure."""
    return Entry.objects.light().filter(withdrawn_at=None, people__contains=[{"handle": member.handle}])[:most]


def tasks_of(member):
    """Return [(city, whether nobody else coordinates it)] of the cities that the member coordinates today."""
    terms = CoordinatorTerm.objects.current().filter(member=member).select_related("city")
    return [(term.city, not coordinators_of(term.city).exclude(pk=member.pk).exists()) for term in terms]


def belongings_of(member):
    """Return [(label, count)] of what somebody could take over, in no city or any."""
    cities = [None, *(city for city, _alone in tasks_of(member))]
    if member.home_city_id and member.home_city not in cities:
        cities.append(member.home_city)
    rows = []
    for kind in belongings.all_kinds():
        ids = {thing.pk for city in cities for thing in kind.things(member, city)}
        if ids:
            rows.append((kind.label, len(ids)))
    return rows


def clocks():
    """Return [(Clock, its last Run or None)], in the order of their labels."""
    runs = {}
    for run in Run.objects.filter(clock__in=list(personal.all_clocks())).order_by("clock", "-at").distinct("clock"):
        runs[run.clock] = run
    known = sorted(personal.all_clocks().values(), key=lambda clock: (clock.name.split(".")[0], str(clock.label)))
    return [(clock, runs.get(clock.name)) for clock in known]


def traces(member, *, everybody=False, kind=""):
    """Return the rows of the audit log that `member` reads: about themselves, or (administrators) all."""
    rows = Trace.objects.visible_to(member).select_related("by", "about")
    if not everybody:
        rows = rows.filter(Q(about=member) | Q(by=member))
    return rows.filter(kind=kind) if kind else rows
