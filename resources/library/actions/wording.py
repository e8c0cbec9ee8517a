"""Looking after the words: editing them, merging topics (with a way back for a day), taking a free word in."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from members.accounts.actions import rename_expertise
from network.access.rules import demand
from network.activity.actions import record
from network.catalogue import actions as catalogue
from network.catalogue.adapters import adapter_of
from network.kit.clock import now
from resources.library import vocabulary, words
from resources.library.activity import TOPICS_MERGED, TOPICS_PARTED, WORD_EDITED
from resources.library.models import Term, Topic, TopicMerge, TopicOf
from resources.library.topics import curated

UNDO = timedelta(days=1)
AUDIENCE = ("coordinators", "network", "admins")


class CannotMerge(Exception):
    """The two cannot be merged: they are one, or one of them was merged already."""


class TooLate(Exception):
    """A merge can be undone for a day, and once."""


@transaction.atomic
def edit_word(scheme, code, *, by, labels, definitions, mesh=(), broader="", status="active"):
    """Write labels and definitions ({language: text}, empty ones are dropped) of one word; returns its row.

    Topics and terms that only the code knew get a row with that. Raises KeyError for a word that does not exist.
    """
    demand(by, "library.edit_words")
    row = row_of(scheme, code)
    row.labels = {language: text for language, text in labels.items() if text}
    row.definitions = {language: text for language, text in definitions.items() if text}
    row.mesh_ids = list(mesh)
    row.broader = row_of(scheme, broader) if broader and broader != code else None
    if row.status != "merged":
        row.status = status
    row.changed_by = by
    row.save()
    words.changed()
    catalogue.forget_cards()
    record(WORD_EDITED, by=by, subject=row, audience=AUDIENCE, detail={"word": code, "scheme": scheme})
    return row


@transaction.atomic
def take_in(topic, *, by):
    """Take a free word into the vocabulary; returns it."""
    demand(by, "library.edit_words")
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    topic.is_curated, topic.changed_by = True, by
    topic.save()
    words.changed()
    record(WORD_EDITED, by=by, subject=topic, audience=AUDIENCE, detail={"word": topic.slug, "scheme": "topic"})
    return topic


@transaction.atomic
def merge_topics(topic, into, *, by):
    """Let everything that has `topic` have `into` instead; the old address and filter words lead to it.

    Whoever follows the one follows the other. Returns the TopicMerge, which `part_topics` undoes. Raises CannotMerge.
    """
    demand(by, "library.edit_words")
    both = {row.pk: row for row in Topic.objects.select_for_update().filter(pk__in=[topic.pk, into.pk]).order_by("pk")}
    if len(both) < 2 or any(row.status == "merged" for row in both.values()):
        raise CannotMerge
    topic, into = both[topic.pk], both[into.pk]
    things = _retag(topic, into)
    followers = _refollow(topic.slug, into.slug)
    rename_expertise(topic.slug, into.slug)
    topic.status, topic.replaced_by, topic.changed_by = "merged", into, by
    topic.save()
    merge = TopicMerge.objects.create(topic=topic, into=into, by=by, at=now(), things=things, followers=followers)
    words.changed()
    _rewrite(things)
    detail = {"old": topic.name, "new": into.name}
    record(TOPICS_MERGED, by=by, subject=topic, audience=AUDIENCE, detail=detail)
    return merge


@transaction.atomic
def part_topics(merge, *, by):
    """Undo a merge within a day: what had the old topic has it again. Raises TooLate."""
    demand(by, "library.edit_words")
    merge = TopicMerge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at or merge.at < now() - UNDO:
        raise TooLate
    topic, into = merge.topic, merge.into
    for kind, number, had in merge.things:
        there = {"content_type_id": kind, "object_id": number}
        if had:
            TopicOf.objects.get_or_create(tag=topic, **there)
        else:
            TopicOf.objects.filter(tag=into, **there).update(tag=topic)
    for pk, had in merge.followers:
        _swap(pk, into.slug, topic.slug, keep_old=had)
    topic.status, topic.replaced_by, topic.changed_by = "active", None, by
    topic.save()
    merge.undone_at = now()
    merge.save(update_fields=["undone_at"])
    words.changed()
    _rewrite(merge.things)
    record(TOPICS_PARTED, by=by, subject=topic, audience=AUDIENCE, detail={"old": topic.name, "new": into.name})
    return topic


def row_of(scheme, code):
    """Return the locked row of a word, made from the code if need be. Raises KeyError for an unknown word."""
    if scheme == "topic":
        if code in vocabulary.TOPICS:
            curated(code)
        row = Topic.objects.select_for_update().filter(slug=code).first()
        if row is None:
            raise KeyError(code)
        return row
    known = words.words(scheme)
    if code not in known:
        raise KeyError(code)
    row, _made = Term.objects.get_or_create(scheme=scheme, code=code, defaults={"position": list(known).index(code)})
    return row


def _retag(topic, into):
    things = []
    for row in TopicOf.objects.select_for_update().filter(tag=topic).order_by("pk"):
        there = {"content_type_id": row.content_type_id, "object_id": row.object_id}
        had = TopicOf.objects.filter(tag=into, **there).exists()
        if had:
            row.delete()
        else:
            row.tag = into
            row.save(update_fields=["tag"])
        things.append([row.content_type_id, there["object_id"], had])
    return things


def _refollow(old, new):
    followers = []
    for member in get_user_model().objects.filter(topics__contains=[old]).order_by("pk"):
        followers.append([member.pk, new in member.topics])
        _swap(member.pk, old, new)
    return followers


def _swap(pk, old, new, keep_old=False):
    member = get_user_model().objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if member is None or old not in member.topics:
        return
    topics = [new if topic == old and not keep_old else topic for topic in member.topics]
    member.topics = list(dict.fromkeys([*topics, new]))
    member.save(update_fields=["topics"])


def _rewrite(things):
    """Write the entries of what was tagged anew, whatever room it lives in."""
    by_kind = {}
    for kind, number, _had in things:
        by_kind.setdefault(kind, []).append(number)
    for kind, numbers in by_kind.items():
        model = ContentType.objects.get_for_id(kind).model_class()
        rows = model._default_manager.filter(pk__in=numbers)
        try:
            adapter_of(model())
        except LookupError:
            continue
        catalogue.write_many(rows, force=True)
