"""Publishing a draft, and withdrawing what was published."""

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.catalogue import actions as catalogue
from network.kit.clock import now
from resources.library import gates, vocabulary
from resources.library.actions.kin import licence_refusal
from resources.library.actions.rows import city_of, locked, named, owners, spread, spread_files
from resources.library.activity import ACCEPTED, PUBLISHED, SENT_BACK, SUBMITTED, TAKEN_BACK, WITHDRAWN
from resources.library.models import EditionFile, Resource
from resources.library.terms import MISSING, NotReady


def missing(resource):
    """Return {field: sentence} of what stands between a draft and its publication; empty if nothing does."""
    lacks = []
    if not resource.texts.filter(language=resource.language).exclude(title="").exists():
        lacks.append("title")
    lacks += [name for name in ("kind", "languages") if not getattr(resource, name)]
    licence = vocabulary.LICENCES.get(resource.licence)
    if licence is None:
        lacks.append("licence")
    if resource.visibility == "city" and not resource.cities.exists():
        lacks.append("cities")
    found = {name: MISSING[name] for name in lacks}
    if licence is not None and not licence.may_publish:
        found["licence"] = MISSING["licence_open"]
    elif refusal := licence_refusal(resource, resource.licence):
        found["licence"] = refusal
    states = set(EditionFile.objects.filter(edition__resource=resource).values_list("file__state", flat=True))
    if not states and not resource.link:
        found["files"] = MISSING["files"]
    elif states & {"refused", "quarantined"}:
        found["files"] = MISSING["refused"]
    elif "receiving" in states:
        found["files"] = MISSING["receiving"]
    return found


@transaction.atomic
def publish(resource, *, by, at=None):
    """Let a draft be seen by those for whom it is meant. Returns it afresh: published, or in review.

    Raises NotReady with what is missing. A file that is still being checked may go along: it is handed out once it is
    found harmless. Where a room asks for a review (see `gates`), it waits for `accept` or `send_back`.
    """
    resource = locked(resource)
    demand(by, "library.publish", resource)
    lacks = missing(resource)
    if lacks:
        raise NotReady(lacks)
    moment = at or now()
    if reason := gates.review_wanted(resource):
        return _submit(resource, by, reason, moment)
    return _let_out(resource, by, moment)


def _submit(resource, by, reason, moment):
    resource.state, resource.submitted_at, resource.typed = Resource.State.REVIEW, moment, {}
    resource.save()
    spread(resource)
    record(
        SUBMITTED,
        by=by,
        subject=resource,
        city=city_of(resource, by),
        audience=resource.audience,
        detail={"reason": reason},
        at=moment,
    )
    return resource


@transaction.atomic
def accept(resource, *, by, at=None):
    """Publish what is under review, in the name of who accepts it. Returns it afresh."""
    resource = locked(resource)
    demand(by, "library.accept", resource)
    record(
        ACCEPTED,
        by=by,
        subject=resource,
        city=city_of(resource, by),
        audience=resource.audience,
        names=owners(resource),
        at=at,
    )
    return _let_out(resource, resource.owner or by, at or now(), through=by)


@transaction.atomic
def send_back(resource, *, by, reason, at=None):
    """Make what is under review a draft again, with the reason, which its owner is told at once. Returns it afresh."""
    resource = locked(resource)
    demand(by, "library.accept", resource)
    return _back(resource, by, SENT_BACK, at, names=owners(resource), detail={"reason": reason})


@transaction.atomic
def take_back(resource, *, by, at=None):
    """Let its owner take a submission back, to go on with the draft. Returns it afresh."""
    resource = locked(resource)
    demand(by, "library.take_back", resource)
    return _back(resource, by, TAKEN_BACK, at)


def _back(resource, by, kind, at, **more):
    audience = resource.audience
    resource.state, resource.submitted_at, resource.audience = Resource.State.DRAFT, None, []
    resource.save()
    spread_files(resource)
    record(kind, by=by, subject=resource, city=city_of(resource, by), audience=audience, at=at, **more)
    return resource


def _let_out(resource, by, moment, through=None):
    resource.state = Resource.State.PUBLISHED
    resource.published_at, resource.published_by, resource.typed = moment, through or by, {}
    resource.save()
    resource.editions.filter(published_at=None).update(published_at=moment, published_by=by)
    spread(resource)
    record(
        PUBLISHED,
        by=by,
        subject=resource,
        city=city_of(resource, by),
        audience=resource.audience,
        names=sorted(set(named(resource, but=by)) - {getattr(through, "pk", None)}),
        detail={"kind": resource.kind},
        at=moment,
    )
    return resource


@transaction.atomic
def withdraw(resource, *, by, reason, at=None):
    """Take a resource back: it is found no more and its files are no longer handed out. Returns it afresh."""
    resource = locked(resource)
    demand(by, "library.withdraw", resource)
    audience, moment = resource.audience, at or now()
    resource.state, resource.audience = Resource.State.WITHDRAWN, []
    resource.withdrawn_at, resource.withdrawn_by, resource.withdrawn_reason = moment, by, reason
    resource.save()
    spread_files(resource)
    catalogue.withdraw(resource)
    record(
        WITHDRAWN,
        by=by,
        subject=resource,
        city=city_of(resource, by),
        audience=[key for key in audience if key != "public"] or ["members"],
        names=named(resource, but=by),
        detail={"reason": reason},
        at=moment,
    )
    return resource
