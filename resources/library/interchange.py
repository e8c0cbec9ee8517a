"""Resources as machines read them."""

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.interchange.feeds import shelf
from network.interchange.works import File, Genre, Licence, Person, Place, Relation, Subject, Work, describes
from network.kit.audience import keys_of
from resources.library import vocabulary
from resources.library.models import Related, Resource
from resources.library.terms import doi_of

REPORT = Genre(schema=("Report",), bibtex="techreport", ris="RPRT", csl="report", general="Report")
LEARNING = Genre(schema=("CreativeWork", "LearningResource"), general="InteractiveResource", dcmi="InteractiveResource")
GENRES = {
    "dataset": Genre(general="Dataset", dcmi="Dataset", schema=("Dataset",), ris="DATA", csl="dataset"),
    "media": Genre(general="Audiovisual", dcmi="Image", schema=("MediaObject",), ris="MPCT", csl="graphic"),
    "findings": REPORT,
    "policy": REPORT,
    "evaluation": REPORT,
    "training": LEARNING,
    "tool": Genre(general="Other"),
}
"""What a kind is called elsewhere; all others are plain texts."""

RELATIONS = {
    "translation-of": ("IsTranslationOf", "HasTranslation"),
    "version-of": ("IsVersionOf", "HasVersion"),
    "supplement-to": ("IsSupplementTo", "IsSupplementedBy"),
    "adaptation-of": ("IsDerivedFrom", "IsSourceOf"),
    "replaces": ("Obsoletes", "IsObsoletedBy"),
}
"""Our relations in DataCite's words, and the words of the other side."""

FACETS = ("kind", "topic", "city", "language", "population", "function", "value", "year", "licence")
"""The words by which the list of resources is narrowed."""

MESH = "https://id.nlm.nih.gov/mesh/"


def whole():
    """All resources with what a Work tells of them: a constant count of statements, however many there are."""
    near = Related.objects.select_related("to", "resource")
    return Resource.objects.prefetch_related(
        "texts",
        "authorships",
        "cities",
        "topics",
        "editions__parts__file",
        Prefetch("relations", near),
        Prefetch("related_from", near),
    )


shelf("resources", kind="resource", page="/resources/", title=_("Library"), facets=FACETS)


@describes("library.resource")
def works(ids, member=None):
    """Yield the Works of resources; files and relatives as `member` (None: a visitor) may see them."""
    rows = list(whole().filter(pk__in=[int(pk) for pk in ids]))
    near = {one.to_id for row in rows for one in row.relations.all() if one.to_id}
    near |= {one.resource_id for row in rows for one in row.related_from.all()}
    seen = set(Resource.objects.visible_to(member).filter(pk__in=near, state="published").values_list("pk", flat=True))
    keys = keys_of(member)
    for row in rows:
        yield work_of(row, keys=keys, seen=seen)


def work_of(resource, *, keys, seen=()):
    """Return the Work of a resource with its rows at hand; `keys` of who reads it, `seen` ids of visible relatives."""
    texts = list(resource.texts.all())
    own = next((text for text in texts if text.language == resource.language), texts[0] if texts else None)
    editions = [edition for edition in resource.editions.all() if edition.published_at or resource.state == "draft"]
    newest = max(editions, key=lambda edition: edition.number, default=None)
    licence = vocabulary.LICENCES.get(resource.licence)
    topics = list(resource.topics.all())
    cities = list(resource.cities.all())
    return Work(
        source="library.resource",
        number=resource.pk,
        title=own.title if own else "",
        address=f"{settings.SITE_URL}/resources/{resource.pk}/",
        page=resource.get_absolute_url(),
        language=own.language if own else resource.language,
        titles={text.language: text.title for text in texts},
        summaries={text.language: text.summary for text in texts if text.summary},
        authors=tuple(Person(one.name, one.orcid) for one in resource.authorships.all()),
        contributors=tuple(Person(city.name, is_body=True) for city in cities),
        places=tuple(Place(city.name, city.slug, city.country, city.latitude, city.longitude) for city in cities),
        publisher=settings.NETWORK_NAME,
        year=resource.year,
        published_at=resource.published_at,
        changed_at=resource.changed_at,
        kind=resource.kind,
        kind_label=str(vocabulary.KINDS.get(resource.kind, "")),
        genre=GENRES.get(resource.kind, Genre()),
        edition=newest.number if newest else 1,
        languages=tuple(resource.languages),
        subjects=tuple(subjects(resource, topics)),
        audiences=tuple(str(vocabulary.POPULATIONS[c]) for c in resource.populations if c in vocabulary.POPULATIONS),
        licence=Licence(str(licence.label), resource.licence if licence.url else "", licence.url) if licence else None,
        files=tuple(
            File(part.file.name, part.file.content_type, part.file.size, part.file.get_absolute_url())
            for part in (newest.parts.all() if newest else ())
            if part.file.is_ready and not keys.isdisjoint(part.file.audience)
        ),
        link=resource.link,
        said=resource.citation,
        doi=resource.doi or doi_of(resource.link),
        relations=tuple(relations(resource, editions, seen)),
        words={
            "kind": [resource.kind] if resource.kind else [],
            "topic": [topic.slug for topic in topics],
            "city": [city.slug for city in cities],
            "language": list(resource.languages),
            "population": list(resource.populations),
            "function": list(resource.functions),
            "value": list(resource.values),
            "year": [str(resource.year)] if resource.year else [],
            "licence": [resource.licence] if resource.licence else [],
        },
    )


def subjects(resource, topics):
    """Yield what a resource is about, each word with its vocabulary; MeSH where the word has it."""
    for topic in topics:
        curated = vocabulary.TOPICS.get(topic.slug)
        label = curated.en if curated else topic.label_in("en")
        yield Subject(label, "Topics", "/resources/", topic.slug, reverse("library:topic", args=[topic.slug]))
        for code in curated.mesh if curated else ():
            yield Subject(label, "MeSH", MESH, code, MESH + code)
    for code in resource.functions:
        if code in vocabulary.FUNCTIONS:
            yield Subject(str(vocabulary.FUNCTIONS[code]), "Functions of peer support", code=code)
    for code in resource.values:
        if code in vocabulary.VALUE_TYPES:
            value = vocabulary.VALUE_TYPES[code]
            yield Subject(str(value.label), "Types of value", code=code)
            for mesh in value.mesh:
                yield Subject(str(value.label), "MeSH", MESH, mesh, MESH + mesh)
    if resource.car_stage:
        yield Subject(resource.get_car_stage_display(), "Stages of action research", code=resource.car_stage)


def relations(resource, editions, seen):
    """Yield how a resource stands to its versions, to others that the reader may see, and to works elsewhere."""
    if len(editions) > 1:
        for edition in sorted(editions, key=lambda one: one.number):
            yield Relation("HasVersion", f"{settings.SITE_URL}/resources/{resource.pk}/v{edition.number}/")
    for one in resource.relations.all():
        if one.relation in RELATIONS and (one.to_id in seen or one.address):
            address = one.address or f"{settings.SITE_URL}/resources/{one.to_id}/"
            yield Relation(RELATIONS[one.relation][0], address, one.title)
    for one in resource.related_from.all():
        if one.relation in RELATIONS and one.resource_id in seen:
            yield Relation(RELATIONS[one.relation][1], f"{settings.SITE_URL}/resources/{one.resource_id}/")
