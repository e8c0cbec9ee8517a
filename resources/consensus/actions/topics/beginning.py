"""A topic begins as a draft that coordinators alone see."""

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale

from network.access.rules import demand
from network.activity.actions import record
from network.catalogue.actions import write
from network.kit.audience import PUBLIC
from resources.consensus.actions.topics.editors import index_page
from resources.consensus.activity.topics import BEGUN
from resources.consensus.models import Topic, TopicPage

DRAFT = ["coordinators", "network"]
TAKEN = ("new", "adopt", "confirm")
"""Words that stand in the place of a topic's name in our own addresses."""


def audience_of(topic):
    """Return who sees a topic: those who curate it until its first version is published, then everybody."""
    return [PUBLIC] if topic.published_at else DRAFT


@transaction.atomic
def begin(title, *, by, language="en", topics=(), slug=""):
    """Begin the page of a topic as a draft in `language`. Returns the Topic; `topic_page` has its page."""
    demand(by, "consensus.curate", None)
    topic = Topic(
        title=title, titles={language: title}, language=language, topics=list(topics), owner=by, audience=DRAFT,
        slug=free_slug(slug or title),
    )  # fmt: skip
    topic.full_clean(exclude=["titles", "topics", "audience"])
    topic.save()
    page = TopicPage(title=title[:255], slug=topic.slug, topic=topic, locale=_locale(language), live=False)
    index_page(language).add_child(instance=page)
    page.save_revision(user=by, clean=False)
    write(topic)
    record(BEGUN, by=by, subject=topic, audience=audience_of(topic), detail={"title": title})
    return topic


def free_slug(words):
    """Return an address that no topic has: words of it, with a number where they are taken."""
    stem = slugify(words)[:70].strip("-") or "topic"
    number, slug = 1, stem
    while slug in TAKEN or slug.isdigit() or Topic.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug


def original_page(topic):
    """Return the page in the topic's own language, which words its statements."""
    return TopicPage.objects.select_related("locale", "topic").get(
        topic=topic, locale__language_code=topic.language, alias_of=None
    )


def translation_of(page, language):
    """Return the page's translation into a language of the portal, made as a draft where it is missing."""
    index_page(language)
    locale = _locale(language)
    return page.get_translation_or_none(locale) or page.copy_for_translation(locale)


def _locale(code):
    return Locale.objects.get(language_code=code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
