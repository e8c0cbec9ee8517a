"""Topics as rows: the curated vocabulary becomes rows when it is first used, free words stand beside it."""

from django.utils.text import slugify

from resources.library import vocabulary
from resources.library.models import Topic


def topics_of(words):
    """Return the Topic rows for slugs of the vocabulary, labels of it in any language, or free words (new rows)."""
    found = {}
    for word in words:
        topic = word if isinstance(word, Topic) else _topic(" ".join(str(word).split())[:100])
        # A word that was merged into another means that one now.
        while topic and topic.status == Topic.Status.MERGED:
            topic = topic.replaced_by
        if topic:
            found[topic.pk] = topic
    return list(found.values())


def curated(slug):
    """Return the row of a curated topic, made if need be."""
    words = vocabulary.TOPICS[slug]
    labels = {"en": words.en, "da": words.da, "es": words.es, "zh-hans": words.zh}
    topic, _made = Topic.objects.get_or_create(
        slug=slug,
        defaults={"name": words.en, "labels": labels, "mesh_ids": list(words.mesh), "is_curated": True},
    )
    return topic


def _topic(word):
    if not word:
        return None
    known = _KNOWN.get(word.casefold())
    if known:
        return curated(known)
    slug = slugify(word, allow_unicode=True)[:100]
    if not slug:
        return None
    topic = Topic.objects.filter(slug=slug).first() or Topic.objects.filter(name__iexact=word).first()
    return topic or Topic.objects.create(slug=slug, name=word)


_KNOWN = {
    word.casefold(): slug
    for slug, topic in vocabulary.TOPICS.items()
    for word in (slug, topic.en, topic.da, topic.es, topic.zh, *topic.also)
}
