"""The version that a city made: its files, or the resource that it became; and asking where the licence forbids it."""

from django.db import connection, transaction
from django.db.models import Max

from network.access.rules import demand, may
from network.activity.actions import record
from network.catalogue import actions as catalogue
from network.kit.clock import now
from resources.adaptations import lineage
from resources.adaptations.actions.rows import locked, people_of, spread
from resources.adaptations.activity import ALLOWED, ASKED, JOINED
from resources.adaptations.models import AdaptationFile
from resources.adaptations.terms import CIRCLE, MANY_SOURCES, NotAllowed
from resources.library import actions as library
from resources.library import licences
from resources.library.actions.rows import keys_of_file, owners
from resources.library.models import Related, Resource

LINEAGE_LOCK = 7_240_315_118
"""One number for PostgreSQL's advisory lock: joins of the family tree are made one after another."""


@transaction.atomic
def add_files(report, *, by, files):
    """Add files of the version to a report; files of others are passed over."""
    report = locked(report)
    demand(by, "adaptations.attach", report)
    last = report.parts.aggregate(last=Max("position"))["last"] or 0
    for file in files:
        if file.owner_id == by.pk:
            last += 1
            AdaptationFile.objects.get_or_create(report=report, file=file, defaults={"position": last})
    spread(report)
    return report


@transaction.atomic
def drop_file(report, *, by, file):
    """Take a file off a report; its bytes stay its owner's."""
    report = locked(report)
    demand(by, "adaptations.edit", report)
    report.parts.filter(file=file).delete()
    left = {key for one in file.adaptations.all() for key in one.audience}
    left |= keys_of_file(file)
    file.audience = sorted(left)
    file.save(update_fields=["audience"])
    return report


@transaction.atomic
def join(report, *, by, version):
    """Say that `version`, a resource of its own, is what the city made of the original. Returns the report afresh.

    Raises NotAllowed where a licence forbids it, or where the version is among the ancestors of the original.
    """
    report = locked(report)
    demand(by, "adaptations.attach", report)
    if report.version_id == version.pk:
        return report
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LINEAGE_LOCK])
    if version.pk in lineage.ancestors({report.resource_id}):
        raise NotAllowed(CIRCLE)
    if not report.allowed_at and by.pk not in owners(report.resource):
        _judge(report, version)
    part(report, by=by)
    report = locked(report)
    report.version = version
    known = Related.objects.filter(resource=version, to=report.resource, relation="adaptation-of").exists()
    if not known and may(by, "library.relate", version) and licences.may_adapt(report.resource.licence):
        report.relation = library.relate(version, "adaptation-of", by=by, to=report.resource)
    report.save(update_fields=["version", "relation", "changed_at"])
    _renew(report, version)
    record(
        JOINED,
        by=by,
        subject=report,
        city=report.city.slug,
        audience=[f"member:{pk}" for pk in people_of(report)],
        detail={"version": version.pk},
    )
    return report


@transaction.atomic
def part(report, *, by):
    """Take the version off the report again; both resources stay."""
    report = locked(report)
    demand(by, "adaptations.edit", report)
    version, relation = report.version, report.relation
    if version is not None:
        report.version = report.relation = None
        report.save(update_fields=["version", "relation", "changed_at"])
        if relation is not None and may(by, "library.relate", version):
            library.unrelate(relation, by=by)
        _renew(report, version)
    return report


def _judge(report, version):
    """Raise NotAllowed where a licence stands in the way: that of the original, or of another one beside it."""
    original = report.resource
    if sentence := licences.refusal(original.licence, version.licence, title=original.title):
        raise NotAllowed(sentence)
    others = Resource.objects.filter(adaptations__version=version, adaptations__state="published")
    sources = {original.licence, *others.exclude(pk=original.pk).values_list("licence", flat=True)}
    if len(sources) > 1 and version.licence not in licences.choices_for(*sources):
        raise NotAllowed(MANY_SOURCES)


def _renew(report, version):
    for thing in (report.resource, version):
        if thing.state == Resource.State.PUBLISHED:
            catalogue.write(thing, force=True)
    spread(report)


@transaction.atomic
def ask(report, *, by, at=None):
    """Ask the owner of the original whether a changed version may be shared; said once."""
    report = locked(report)
    demand(by, "adaptations.ask", report)
    report.asked_at = at or now()
    report.save(update_fields=["asked_at", "changed_at"])
    asked = set(owners(report.resource))
    record(
        ASKED,
        by=by,
        subject=report,
        city=report.city.slug,
        audience=[f"member:{pk}" for pk in asked | people_of(report)],
        names=asked - {by.pk},
    )
    return report


@transaction.atomic
def allow(report, *, by, at=None):
    """Let the city share its version of a work that may not be changed without asking."""
    report = locked(report)
    demand(by, "adaptations.allow", report)
    report.allowed_at, report.allowed_by = at or now(), by
    report.save(update_fields=["allowed_at", "allowed_by", "changed_at"])
    people = people_of(report)
    record(
        ALLOWED,
        by=by,
        subject=report,
        city=report.city.slug,
        audience=[f"member:{pk}" for pk in {by.pk, *people}],
        names=people - {by.pk},
    )
    return report
