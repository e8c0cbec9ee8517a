"""The list of topics as it is read."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q
from django.utils.translation import get_language

from network.kit.words import in_reader_language, today
from resources.consensus.models import Statement, Topic, TopicPage


@dataclass
class Row:
    """One topic in a list."""

    topic: Topic
    title: str
    language: str
    lede: str
    lede_language: str
    statements: int
    is_due: bool


def rows(member, *, topics=None):
    """Return the topics that `member` may see, in the reader's language, by title."""
    found = Topic.objects.visible_to(member) if topics is None else topics
    pages = TopicPage.objects.filter(live=True).select_related("locale").only("lede", "topic", "locale__language_code")
    found = found.annotate(count=Count("statements", filter=Q(statements__state__in=Statement.STANDING)))
    made = [_row(topic) for topic in found.prefetch_related(Prefetch("pages", pages, "shown"))]
    return sorted(made, key=lambda row: row.title.casefold())


def _row(topic):
    ledes = {page.locale.language_code: page.lede for page in topic.shown}
    title, language = in_reader_language(topic.titles or {topic.language: topic.title}, [topic.language])
    lede, lede_language = in_reader_language(ledes, [topic.language])
    reader = get_language()
    return Row(
        topic=topic,
        title=title or topic.title,
        language="" if language == reader else language,
        lede=lede,
        lede_language="" if lede_language == reader else lede_language,
        statements=topic.count,
        is_due=bool(topic.review_on and topic.review_on <= today()),
    )
