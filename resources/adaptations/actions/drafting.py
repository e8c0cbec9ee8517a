"""The short form: a draft from the first field on, and sending it."""

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.catalogue import actions as catalogue
from network.kit.clock import now
from network.kit.words import is_chinese
from resources.adaptations.actions.rows import authors_of, locked, locked_resource, number_of, spread
from resources.adaptations.activity import REPORTED, STARTED, USED
from resources.adaptations.models import Adaptation, NotUsed, Reporter
from resources.adaptations.terms import MISSING, NotReady

SHORT = ("use", "city", "changed", "rating", "line", "visibility", "typed")


@transaction.atomic
def save(resource, *, by, **answers):
    """Keep what was answered so far; the first answer makes the draft, of which `by` has one for each resource.

    `answers`: some of use, city (a City), changed, rating, line, visibility, and `typed` (what cannot be kept yet).
    """
    resource = locked_resource(resource.pk)
    demand(by, "adaptations.report", resource)
    report = Adaptation.objects.filter(resource=resource, by=by, state=Adaptation.State.DRAFT).first()
    if report is None:
        edition = resource.editions.exclude(published_at=None).order_by("-number").first()
        report = Adaptation.objects.create(
            resource=resource, by=by, edition=edition, city_id=by.home_city_id, language=by.language
        )
        Reporter.objects.create(report=report, position=1, name=by.get_short_name()[:200], member=by)
        record(STARTED, by=by, subject=report, audience=[f"member:{by.pk}"])
    for name, value in answers.items():
        if name not in SHORT:
            raise TypeError(f"the short form has no field {name}")
        setattr(report, name, value)
    report.language = _language(report, by)
    report.save()
    return report


def missing(report):
    """Return {field: sentence} of what stands between a draft and its sending."""
    lacks = [name for name in ("use", "city", "rating", "line") if not getattr(report, name)]
    if report.use == "changed" and not report.changed:
        lacks.append("changed")
    return {name: MISSING[name] for name in lacks}


@transaction.atomic
def publish(report, *, by, at=None):
    """Send a report: from now on those for whom it is meant read it, and the authors of the original are told.

    Raises NotReady with what is missing. Returns the report afresh.
    """
    resource = locked_resource(report.resource_id)
    report = locked(report)
    report.resource = resource
    demand(by, "adaptations.publish", report)
    lacks = missing(report)
    if lacks:
        raise NotReady(lacks)
    moment = at or now()
    report.state, report.published_at, report.typed = Adaptation.State.PUBLISHED, moment, {}
    report.number = number_of(resource)
    report.save()
    spread(report)
    catalogue.write(resource)
    audience = ["members" if key == "public" else key for key in report.audience]
    record(REPORTED, by=by, subject=report, city=report.city.slug, audience=report.audience, at=moment)
    record(
        USED,
        by=by,
        subject=resource,
        city=report.city.slug,
        audience=audience,
        names=authors_of(resource) - {by.pk},
        detail={"number": report.number},
        at=moment,
    )
    return report


@transaction.atomic
def discard(report, *, by):
    """Throw a draft away; its activity of having begun stays on record."""
    report = locked(report)
    demand(by, "adaptations.discard", report)
    report.delete()


@transaction.atomic
def pass_over(resource, *, by):
    """Say that something that was taken was not used; one is not asked again."""
    demand(by, "adaptations.report", resource)
    NotUsed.objects.get_or_create(member=by, resource=resource)


def _language(report, by):
    """Return the language of what was written: Chinese where it is, else the writer's own."""
    text = f"{report.line} {report.changed}"
    han = any(is_chinese(letter) for letter in text)
    if han:
        return by.language if by.language.startswith(("zh", "ja")) else "zh-hans"
    if not by.language.startswith("zh") or not text.strip():
        return by.language
    return "en"
