"""Publications as machines read them. What is still written is described to no machine."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from network.interchange.feeds import shelf
from network.interchange.works import File, Genre, Licence, Person, Place, Relation, Subject, Work, describes
from network.kit import places
from resources.library import vocabulary, words
from resources.papers.catalogue import KINDS, PAPER, WORDS
from resources.papers.converting.formats import FORMATS
from resources.papers.models import Paper
from resources.papers.queries.shown import shown_publication

REPORT = Genre(schema=("Report",), bibtex="techreport", ris="RPRT", csl="report", general="Report")
GENRES = {
    "position": REPORT,
    "report": REPORT,
    "brief": REPORT,
    "article": Genre(schema=("ScholarlyArticle",), bibtex="unpublished", ris="UNPB", csl="article", general="Preprint"),
}
FACETS = ("kind", "state", "city", "topic", "language", "year")

shelf("papers", kind=PAPER, page="/papers/", title=_("Papers"), facets=FACETS)


@describes("papers.paper")
def works(ids, member=None):
    """Yield the Works of papers that were published; files as `member` (None: a visitor) may take them."""
    topics = words.words("topic")
    rows = Paper.objects.filter(pk__in=[int(pk) for pk in ids], publications__isnull=False).distinct()
    near = ("publications__version", "publications__files", "publications__translations",
            "publications__translation_of", "publications__replaced_by")  # fmt: skip
    for paper in rows.prefetch_related(*near):
        yield work_of(paper, shown_publication(paper), topics)


def version_work(publication):
    """Return the Work of one version of record: its own address, its day."""
    return work_of(publication.paper, publication, words.words("topic"))


def work_of(paper, publication, topics):
    """Return the Work of a publication as its version of record says it."""
    about = publication.version.about
    language = about.get("language") or paper.language
    here = [_place(slug) for slug in about.get("cities") or ()]
    licence = vocabulary.LICENCES.get(about.get("licence") or paper.licence)
    code = about.get("licence") or paper.licence
    address = settings.SITE_URL + publication.get_absolute_url()
    summary = about.get("abstract") or about.get("plain_summary") or ""
    return Work(
        source="papers.paper",
        number=paper.pk,
        title=about.get("title") or paper.title,
        address=address,
        page=publication.get_absolute_url(),
        language=language,
        titles={language: about.get("title") or paper.title},
        summaries={language: summary} if summary else {},
        authors=tuple(
            Person(one["name"], one.get("orcid", "")) for one in about.get("authors") or () if one["part"] == "author"
        ),
        contributors=tuple(Person(place.name, is_body=True) for place in here),
        places=tuple(here),
        publisher=settings.NETWORK_NAME,
        year=publication.published_at.year,
        published_at=publication.published_at,
        changed_at=publication.published_at,
        kind=WORDS[paper.kind],
        kind_label=str(KINDS[WORDS[paper.kind]]),
        genre=GENRES[paper.kind],
        edition=publication.number,
        languages=(language,),
        subjects=tuple(Subject(topics[one].label(), "Topics", code=one) for one in paper.topics if one in topics),
        licence=Licence(str(licence.label), code if licence.url else "", licence.url) if licence else None,
        files=tuple(
            File(
                f"{publication.slug}.{FORMATS[one.format].ending}",
                FORMATS[one.format].content_type,
                one.size,
                one.get_absolute_url(),
            )
            for one in publication.files.all()
            if one.is_ready
        ),
        doi=publication.doi,
        relations=tuple(relations(paper, publication)),
        words={
            "kind": [WORDS[paper.kind]],
            "topic": list(paper.topics),
            "city": list(about.get("cities") or ()),
            "language": [language],
            "year": [str(publication.published_at.year)],
            "licence": [code],
        },
    )


def relations(paper, publication):
    """Yield how a publication stands to its other versions, to its translations, to what took its place."""
    here = settings.SITE_URL
    for one in paper.publications.all():
        if one.number < publication.number:
            yield Relation("IsNewVersionOf", here + one.get_absolute_url())
        elif one.number > publication.number:
            yield Relation("IsPreviousVersionOf", here + one.get_absolute_url())
    later = publication.replaced_by
    if later and later.paper_id != publication.paper_id:
        yield Relation("IsObsoletedBy", here + later.get_absolute_url())
    if publication.translation_of:
        yield Relation("IsTranslationOf", here + publication.translation_of.get_absolute_url())
    for one in publication.translations.all():
        yield Relation("HasTranslation", here + one.get_absolute_url())


def _place(slug):
    known = places.place(slug)
    return Place(known.names.get("en") or known.name, slug, known.country, known.latitude, known.longitude)
