"""How a report of use stands in the catalogue: found by its city, its topics and where it was used."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from network.catalogue.adapters import adapter, adds
from network.catalogue.facets import facet
from network.kit.places import places
from network.kit.words import in_reader_language
from resources.adaptations.models import Adaptation
from resources.library.models import Resource

TITLE = _("Used in %(city)s: %(title)s")


def whole():
    """All reports with what their entries need."""
    return Adaptation.objects.select_related("city", "resource").prefetch_related(
        "resource__texts", "resource__topics", "reporters__member"
    )


@adapter(Adaptation, queryset=whole)
def entry(report):
    """Return the fields of the report's entry, None unless others may read it."""
    if not report.is_published or report.resource.state != Resource.State.PUBLISHED:
        return None
    return {
        "kind": "adaptation",
        "address": report.get_absolute_url(),
        "titles": titles(report),
        "summaries": {report.language: report.line},
        "audience": report.audience,
        "facets": facets(report),
        "people": [
            {"name": one.name, "handle": one.member.handle if one.member else ""}
            for one in report.reporters.all()
            if one.name
        ],
        "text": "\n\n".join(told(report)),
        "languages": [report.language],
        "published_at": report.published_at,
    }


def titles(report):
    """Return the title in each language of the interface: the city as it is called there, the work as it is titled."""
    texts = {text.language: text.title for text in report.resource.texts.all()}
    made = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            title, _found = in_reader_language(texts, [report.resource.language])
            made[language] = str(TITLE) % {"city": report.city.name_in(language), "title": title}
    return made


def facets(report):
    """Return the words by which a report is found; `original` lets those who follow a work hear of its uses."""
    slug = report.city.slug
    words = ["kind:adaptation", f"city:{slug}", f"used:{slug}", f"year:{report.day.year}"]
    words += [f"topic:{topic.slug}" for topic in report.resource.topics.all()]
    words += [f"population:{word}" for word in report.populations]
    return [*words, f"language:{report.language}", f"original:{report.resource_id}"]


def told(report):
    """Yield everything that was written in a report."""
    yield from (text for text in (report.place, report.changed, report.why, report.kept) if text)
    yield from (text for text in (report.reach, report.result) if text)
    yield from (step["text"] for step in report.steps.values() if step.get("text"))


@adds(Resource)
def used_in(resources):
    """Return where each work was used, as far as everybody who sees the work may know of it."""
    works = {resource.pk: set(resource.audience) for resource in resources if resource.audience}
    found = {}
    reports = Adaptation.objects.published().filter(resource__in=list(works)).order_by("resource", "city__slug")
    for pk, slug, audience in reports.values_list("resource", "city__slug", "audience"):
        word = f"used:{slug}"
        if works[pk] <= set(audience) and word not in found.setdefault(pk, []):
            found[pk].append(word)
    return found


@facet("kind")
def kinds(words, language):
    """Label the kind."""
    return {word: _("Used in a city") for word in words if word == "adaptation"}


@facet("used", _("Used in"))
def used(words, language):
    """Label cities by their names."""
    known = places()
    with override(language):
        return {word: known[word].name for word in words if word in known}
