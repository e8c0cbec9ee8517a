"""Publishing a draft, and withdrawing what was published."""

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.catalogue import actions as catalogue
from network.kit.clock import now
from resources.library import vocabulary
from resources.library.actions.rows import city_of, locked, named, spread, spread_files
from resources.library.activity import PUBLISHED, WITHDRAWN
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
    """Let a draft be seen by those for whom it is meant. Returns it afresh.

    Raises NotReady with what is missing. A file that is still being checked may go along: it is handed out once it is
    found harmless. That a city asks for a review first is not modelled yet, so publishing is immediate.
    """
    resource = locked(resource)
    demand(by, "library.publish", resource)
    lacks = missing(resource)
    if lacks:
        raise NotReady(lacks)
    moment = at or now()
    resource.state = Resource.State.PUBLISHED
    resource.published_at, resource.published_by, resource.typed = moment, by, {}
    resource.save()
    resource.editions.filter(published_at=None).update(published_at=moment)
    spread(resource)
    record(
        PUBLISHED,
        by=by,
        subject=resource,
        city=city_of(resource, by),
        audience=resource.audience,
        names=named(resource, but=by),
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
