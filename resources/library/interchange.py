"""Resources as machines read them: one neutral record, made for one page or for thousands at once."""

from dataclasses import replace

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import JSONField
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.files.models import StoredFile
from network.interchange.feeds import shelf
from network.interchange.works import File, Genre, Licence, Person, Place, Relation, Subject, Work, describes
from network.kit import places
from network.kit.audience import keys_of
from resources.library import vocabulary, words
from resources.library.models import Related, Resource, address_of
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

MESH = "https://id.nlm.nih.gov/mesh/"

shelf("resources", kind="resource", page="/resources/", title=_("Library"))


# One statement for all that stands around a hundred resources: prefetching it row by row cost ten times as much.
TOLD = """(SELECT jsonb_build_object(
  'texts', (SELECT jsonb_agg(jsonb_build_array(t.language, t.title, t.summary) ORDER BY t.id)
            FROM library_resourcetext t WHERE t.resource_id = library_resource.id),
  'authors', (SELECT jsonb_agg(jsonb_build_array(a.name, a.orcid) ORDER BY a.position)
              FROM library_authorship a WHERE a.resource_id = library_resource.id),
  'cities', (SELECT jsonb_agg(c.slug ORDER BY c.name) FROM library_resource_cities rc
             JOIN cities_city c ON c.id = rc.city_id WHERE rc.resource_id = library_resource.id),
  'topics', (SELECT jsonb_agg(jsonb_build_array(t.slug, coalesce(t.labels->>'en', t.name)) ORDER BY o.id)
             FROM library_topicof o JOIN library_topic t ON t.id = o.tag_id
             WHERE o.content_type_id = %s AND o.object_id = library_resource.id),
  'editions', (SELECT jsonb_agg(e.number ORDER BY e.number) FROM library_edition e
               WHERE e.resource_id = library_resource.id AND e.published_at IS NOT NULL),
  'files', (SELECT jsonb_agg(jsonb_build_array(f.id, f.name, f.content_type, f.size) ORDER BY p.position, p.id)
            FROM library_editionfile p JOIN files_storedfile f ON f.id = p.file_id
            WHERE f.state = 'ready' AND f.audience && %s AND p.edition_id = (
              SELECT e.id FROM library_edition e
              WHERE e.resource_id = library_resource.id AND e.published_at IS NOT NULL
              ORDER BY e.number DESC LIMIT 1)),
  'relations', (SELECT jsonb_agg(jsonb_build_array(k.relation, k.resource_id, k.to_id, k.address, k.title)
                                 ORDER BY k.id)
                FROM library_related k
                WHERE k.resource_id = library_resource.id OR k.to_id = library_resource.id)))"""


@describes("library.resource")
def works(ids, member=None):
    """Yield the Works of resources; files and relatives as `member` (None: a visitor) may see them."""
    content_type = ContentType.objects.get_for_model(Resource).pk
    told = RawSQL(TOLD, [content_type, sorted(keys_of(member))], output_field=JSONField())  # noqa: S611 - a constant
    rows = list(Resource.objects.filter(pk__in=[int(pk) for pk in ids]).annotate(told=told))
    near = {pk for row in rows for one in row.told["relations"] or () for pk in one[1:3] if pk and pk != row.pk}
    seen = set()
    if near:
        there = Resource.objects.visible_to(member).filter(pk__in=near, state="published")
        seen.update(there.values_list("pk", flat=True))
    known = vocabularies()
    for row in rows:
        told = {name: some or [] for name, some in row.told.items()}
        relations = [Related(relation=r, resource_id=one, to_id=to, address=a, title=t)
                     for r, one, to, a, t in told["relations"]]  # fmt: skip
        yield work_of(
            row,
            texts={language: (title, summary) for language, title, summary in told["texts"]},
            authors=told["authors"],
            cities=told["cities"],
            topics=told["topics"],
            files=[
                StoredFile(id=pk, name=name, content_type=kind, size=size) for pk, name, kind, size in told["files"]
            ],
            editions=told["editions"],
            relations=[one for one in relations if one.address or {one.to_id, one.resource_id} <= seen | {row.pk}],
            known=known,
        )


def vocabularies():
    """Return {scheme: {code: Word}} of all that a Work names."""
    return {scheme: words.words(scheme) for scheme in ("topic", "population", "function", "value", "car-stage")}


def read(reading, kin=()):
    """Return the Work of a Reading, from what its page has at hand; `kin` are the related works that the page shows.

    Of one version, the Work is that version: its own address, its day.
    """
    version = reading.version if reading.asked else None
    work = work_of(
        reading.resource,
        texts={code: (text["title"], text["summary"]) for code, text in reading.texts.items()},
        authors=[(author["name"], author["orcid"]) for author in reading.authors],
        cities=reading.cities,
        topics=reading.topics,
        files=[part.file for part in reading.there],
        editions=sorted(one["number"] for one in reading.editions),
        relations=[one.row for one in kin],
        known=vocabularies(),
    )
    if version is None:
        return replace(work, edition=reading.edition)
    return replace(
        work,
        address=f"{work.address}v{reading.asked}/",
        page=f"/resources/{work.number}/v{reading.asked}/",
        edition=reading.asked,
        year=None if reading.asked > 1 else work.year,
        published_at=version["at"],
        relations=(Relation("IsVersionOf", work.address),),
    )


def work_of(resource, *, texts, authors, cities, topics, files, editions, relations, known):
    """Return the Work of a resource.

    `texts` {language: (title, summary)}, `authors` [(name, ORCID)], `cities` [slug], `topics` [(slug, label)], `files`
    [StoredFile] that the reader may take, `editions` numbers of published versions, `relations` [Related] to show,
    `known` the vocabularies.
    """
    language = resource.language if resource.language in texts else next(iter(texts), resource.language)
    licence = vocabulary.LICENCES.get(resource.licence)
    title = texts.get(language, ("", ""))[0]
    here = [place_of(slug) for slug in cities]
    return Work(
        source="library.resource",
        number=resource.pk,
        title=title,
        address=f"{settings.SITE_URL}/resources/{resource.pk}/",
        page=address_of(resource.pk, title),
        language=language,
        titles={code: text[0] for code, text in texts.items()},
        summaries={code: text[1] for code, text in texts.items() if text[1]},
        authors=tuple(Person(name, orcid) for name, orcid in authors),
        contributors=tuple(Person(place.name, is_body=True) for place in here),
        places=tuple(here),
        publisher=settings.NETWORK_NAME,
        year=resource.year,
        published_at=resource.published_at,
        changed_at=resource.changed_at,
        kind=resource.kind,
        kind_label=str(vocabulary.KINDS.get(resource.kind, "")),
        genre=GENRES.get(resource.kind, Genre()),
        edition=editions[-1] if editions else 1,
        languages=tuple(resource.languages),
        subjects=tuple(subjects(resource, topics, known)),
        audiences=tuple(known["population"][c].label() for c in resource.populations if c in known["population"]),
        licence=Licence(str(licence.label), resource.licence if licence.url else "", licence.url) if licence else None,
        files=tuple(File(file.name, file.content_type, file.size, file.get_absolute_url()) for file in files),
        link=resource.link,
        doi=resource.doi or doi_of(resource.link),
        relations=tuple(related(resource, editions, relations)),
        words={
            "kind": [resource.kind] if resource.kind else [],
            "topic": [slug for slug, _label in topics],
            "city": list(cities),
            "language": list(resource.languages),
            "population": list(resource.populations),
            "function": list(resource.functions),
            "value": list(resource.values),
            "year": [str(resource.year)] if resource.year else [],
            "licence": [resource.licence] if resource.licence else [],
        },
    )


def place_of(slug):
    """Return a city as a Place, under its English name."""
    known = places.place(slug)
    return Place(known.names.get("en") or known.name, slug, known.country, known.latitude, known.longitude)


def subjects(resource, topics, known):
    """Yield what a resource is about, each word with its vocabulary; MeSH where the word has it."""
    for slug, label in topics:
        yield Subject(label, "Topics", "/resources/", slug, reverse("library:topic", args=[slug]))
        yield from _mesh(label, known["topic"].get(slug))
    for scheme, name, codes in (
        ("function", "Functions of peer support", resource.functions),
        ("value", "Types of value", resource.values),
        ("car-stage", "Stages of action research", [resource.car_stage] if resource.car_stage else []),
    ):
        for code in codes:
            if word := known[scheme].get(code):
                yield Subject(word.label(), name, code=code)
                yield from _mesh(word.label(), word)


def _mesh(label, word):
    for code in word.mesh if word else ():
        yield Subject(label, "MeSH", MESH, code, MESH + code)


def related(resource, editions, relations):
    """Yield how a resource stands to its versions, to others that the reader may see, and to works elsewhere."""
    here = f"{settings.SITE_URL}/resources/"
    if len(editions) > 1:
        for number in editions:
            yield Relation("HasVersion", f"{here}{resource.pk}/v{number}/")
    for one in relations:
        if one.relation not in RELATIONS:
            continue
        forth, back = RELATIONS[one.relation]
        if one.resource_id == resource.pk:
            yield Relation(forth, one.address or f"{here}{one.to_id}/", one.title)
        else:
            yield Relation(back, f"{here}{one.resource_id}/")
