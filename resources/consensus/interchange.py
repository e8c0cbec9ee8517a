"""The state of the art as machines read it: topics, and each statement under an identifier that stays."""

from django.conf import settings
from django.utils.translation import gettext

from network.interchange.feeds import shelf
from network.interchange.works import Genre, Person, Relation, Subject, Work, describes
from resources.consensus.catalogue import KIND, LABEL
from resources.consensus.models import Topic
from resources.consensus.queries.topics.reading import chosen, live_pages, newest_versions
from resources.library import words

SHELF = "stateoftheart"
GUIDE = Genre(schema=("Guide",), bibtex="techreport", ris="RPRT", csl="report", general="Report")
CLAIM = Genre(schema=("Claim",), bibtex="misc", ris="ELEC", csl="webpage", general="Text")

shelf(SHELF, kind=KIND, page="/state-of-the-art/", title=LABEL, facets=("topic", "language"))


@describes("consensus.topic")
def works(ids, member=None):
    """Yield the Works of published topics."""
    rows = Topic.objects.filter(pk__in=[int(pk) for pk in ids], published_at__isnull=False)
    for topic in rows.prefetch_related("editions"):
        yield work_of(topic)


def work_of(topic, reading=None):
    """Return the Work of a topic; `reading` saves asking for what a page knows already."""
    if reading is None:
        pages = live_pages(topic)
        page = pages.get(topic.language) or chosen(pages, topic)
        statements = [one for one in newest_versions(topic).values() if one.stands]
        languages, edition = list(pages), topic.editions.first()
    else:
        page, statements = reading.page, [one.statement for one in reading.said if one.statement]
        languages, edition = reading.languages or [page.language], reading.edition
    address = settings.SITE_URL + topic.get_absolute_url()
    changed = edition.at if edition else topic.changed_at
    summary = page.lede if page else ""
    parts = [Relation("HasPart", f"{address}{one.number}/") for one in statements]
    told = words.words("topic")
    return Work(
        source="consensus.topic",
        number=topic.pk,
        title=topic.titles.get(topic.language) or topic.title,
        address=address,
        page=topic.get_absolute_url(),
        language=topic.language,
        titles=topic.titles,
        summaries={page.language: summary} if summary else {},
        authors=(Person(settings.NETWORK_NAME, is_body=True),),
        publisher=settings.NETWORK_NAME,
        year=changed.year,
        published_at=topic.published_at,
        changed_at=changed,
        kind=KIND,
        kind_label=str(LABEL),
        genre=GUIDE,
        edition=edition.number if edition else 1,
        languages=tuple(languages),
        subjects=tuple(Subject(told[one].label(), "Topics", code=one) for one in topic.topics if one in told),
        relations=tuple(parts),
        words={"kind": [KIND], "topic": list(topic.topics), "language": languages, "year": [str(changed.year)]},
    )


def statement_work(statement, said):
    """Return the Work of one version of a statement: the address of the version, part of its topic."""
    topic, version = statement.topic, said.version
    here = settings.SITE_URL + statement.get_absolute_url()
    content = version.content
    others = [Relation("IsPartOf", settings.SITE_URL + topic.get_absolute_url())]
    if statement.superseded_by:
        others.append(Relation("IsObsoletedBy", f"{settings.SITE_URL}{topic.get_absolute_url()}"
                                                f"{statement.superseded_by.number}/"))  # fmt: skip
    return Work(
        source="consensus.statement",
        number=statement.pk,
        title=content["text"],
        address=f"{here}v{version.number}/",
        page=statement.get_absolute_url(),
        language=content["language"],
        summaries={content["language"]: content["rationale"]} if content["rationale"] else {},
        authors=(Person(settings.NETWORK_NAME, is_body=True),),
        publisher=settings.NETWORK_NAME,
        year=version.at.year,
        published_at=version.at,
        changed_at=version.at,
        kind="statement",
        kind_label=gettext("Statement"),
        genre=CLAIM,
        edition=version.number,
        languages=(content["language"],),
        relations=tuple(others),
    )
