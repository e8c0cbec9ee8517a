"""How topics of the state of the art stand in the catalogue: for everybody from their first publication on."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from network.catalogue.adapters import adapter
from network.catalogue.facets import facet
from resources.consensus.models import Topic, TopicPage

KIND = "state-of-the-art"
LABEL = _("State of the art")
TEXTS = ("text", "plain", "rationale")


def whole():
    """All topics with what their entries need."""
    return Topic.objects.prefetch_related(
        Prefetch("pages", TopicPage.objects.filter(live=True).select_related("locale"), to_attr="shown_pages"),
        "shown_pages__statements",
        "statements",
        "editions",
    )


@adapter(Topic, queryset=whole)
def entry(topic):
    """Return the fields of a topic's entry; before it is published it is found by those who curate."""
    pages = getattr(topic, "shown_pages", None)
    if pages is None:
        pages = list(topic.pages.filter(live=True).select_related("locale"))
    edition = next(iter(topic.editions.all()), None)
    titles = {page.language: page.title for page in pages} or {topic.language: topic.title}
    return {
        "kind": KIND,
        "address": topic.get_absolute_url(),
        "titles": titles,
        "summaries": {page.language: page.lede for page in pages if page.lede},
        "audience": topic.audience,
        "facets": [f"kind:{KIND}", *(f"topic:{word}" for word in topic.topics)],
        "text": text_of(pages),
        "languages": list(titles),
        "published_at": topic.published_at or topic.created_at,
        "besides": [
            edition.number if edition else 0,
            [[one.number, one.state] for one in topic.statements.all()],
            topic.review_on.isoformat() if topic.review_on else "",
        ],
    }


def text_of(pages):
    """Return the words by which a topic is found: all that its published pages say."""
    lines = []
    for page in pages:
        lines += [getattr(page, name) for name in TopicPage.WORDS]
        for child in page.statements.all():
            lines += [getattr(child, name) for name in TEXTS]
    return "\n".join(line for line in lines if line)


@facet("kind")
def kinds(words, language):
    """Label our kind."""
    return {KIND: LABEL} if KIND in words else {}
