"""What follows when a page is published: statements get identities and versions, the page an edition.

Called by `reactions.py` after the CMS has published a page. The rules were asked before (`wagtail_hooks.py`, and the
actions that publish by themselves).
"""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Prefetch
from wagtail.models import Revision

from network.activity.actions import record
from network.catalogue.actions import write
from network.kit.clock import now
from resources.consensus.actions.topics.beginning import audience_of
from resources.consensus.activity.topics import PUBLISHED
from resources.consensus.models import Edition, RoundItem, Statement, StatementVersion, Topic, TopicPage
from resources.consensus.queries.topics.contents import content_of
from resources.consensus.queries.topics.votes import vote_of

State = Statement.State
FIELDS = ("title", *TopicPage.WORDS)


@transaction.atomic
def after_publishing(page, revision=None, *, by=None, at=None):
    """Write what the publication of `page` means for its topic. Returns the Edition, None where nothing is new."""
    topic = Topic.objects.select_for_update().get(pk=page.topic_id)
    moment = at or now()
    edition = None
    if page.is_original:
        edition = _edition(topic, page, by=by, at=moment)
        if topic.published_at is None:
            topic.published_at = moment
        topic.title = page.title[:200]
        topic.searched_on, topic.review_on = page.searched_on, page.review_on
    else:
        _tie(topic, page)
    topic.titles = titles_of(topic)
    topic.audience = audience_of(topic)
    topic.save()
    # The next draft begins with the children as they are now, tied to their statements, and with no note on changes.
    if page.note:
        page.note = ""
        TopicPage.objects.filter(pk=page.pk).update(note="")
    if revision is not None:
        Revision.objects.filter(pk=revision.pk).update(content=page.serializable_data())
    if edition is not None:
        _close_panels(topic, page, by=by)
        detail = {"number": edition.number, "note": edition.note}
        record(PUBLISHED, by=by, subject=topic, audience=["public"], detail=detail, at=moment)
    write(Topic.objects.get(pk=topic.pk), force=True)
    return edition


def _edition(topic, page, *, by, at):
    """Bring statements and their versions up to what `page` says, and keep the page as a whole."""
    newest = Prefetch("versions", StatementVersion.objects.order_by("statement_id", "-number"), to_attr="kept")
    known = {one.pk: one for one in topic.statements.prefetch_related(newest)}
    children = list(page.statements.all())
    entries = RoundItem.objects.select_related("round__panel").in_bulk(
        [one.entry_id for one in children if one.entry_id]
    )
    changes, standing, replaced, votes = [], [], {}, []
    for child in children:
        statement = known.get(child.statement_id)
        if statement is None:
            topic.last_number += 1
            statement = Statement.objects.create(topic=topic, number=topic.last_number, created_at=at)
            statement.kept = []
            child.statement = statement
            child.save(update_fields=["statement"])
        if child.replaces:
            replaced[child.replaces] = statement
        version, what = _version(statement, child, entries.get(child.entry_id), note=page.note, by=by, at=at)
        votes.append((version.content["vote"] or {}).get("closed_on", ""))
        standing.append([statement.number, version.number])
        if what:
            changes.append([statement.number, what])
    here = {number for number, _version in standing}
    for statement in known.values():
        if statement.number not in here and statement.stands:
            statement.superseded_by = replaced.get(statement.number)
            statement.state = State.SUPERSEDED if statement.superseded_by else State.RETIRED
            statement.save(update_fields=["state", "superseded_by"])
            changes.append([statement.number, statement.state])
    if last := max(filter(None, votes), default=""):
        topic.voted_on = date.fromisoformat(last)
    content = {
        "language": page.language,
        **{name: getattr(page, name) for name in FIELDS},
        "searched_on": page.searched_on.isoformat() if page.searched_on else "",
        "review_on": page.review_on.isoformat() if page.review_on else "",
        "statements": standing,
    }
    before = topic.editions.first()
    if before and {name: value for name, value in before.content.items() if name != "changes"} == content:
        return None
    return Edition.objects.create(
        topic=topic, number=before.number + 1 if before else 1, content=content | {"changes": changes}, note=page.note,
        by=by, at=at,
    )  # fmt: skip


def _version(statement, child, entry, *, note, by, at):
    """Return (the version that says what `child` says, what is new: "new", "changed" or "")."""
    last = statement.kept[0] if statement.kept else None
    if last and last.entry_id == child.entry_id and last.content["vote"]:
        vote = last.content["vote"]
    else:
        vote = vote_of(entry) if entry else None
    content = content_of(child, child.page.language, vote)
    if last and last.content == content:
        if not statement.stands:
            _put(statement, State.UPDATED)
            return last, "changed"
        return last, ""
    made = StatementVersion.objects.create(
        statement=statement,
        number=last.number + 1 if last else 1,
        content=content,
        entry=entry,
        note=note,
        by=by,
        at=at,
    )
    _put(statement, State.UPDATED if last else State.CURRENT)
    return made, "changed" if last else "new"


def _put(statement, state):
    statement.state, statement.superseded_by = state, None
    statement.save(update_fields=["state", "superseded_by"])


def _tie(topic, page):
    """Tie the statements of a translation to those of the original: they share the key of translation."""
    original = TopicPage.objects.filter(topic=topic, locale__language_code=topic.language).first()
    keys = {one.translation_key: one.statement_id for one in original.statements.all()} if original else {}
    for child in page.statements.all():
        if child.statement_id is None and keys.get(child.translation_key):
            child.statement_id = keys[child.translation_key]
            child.save(update_fields=["statement"])


def titles_of(topic):
    """Return {language: title} of a topic's published pages; its own title where none is published."""
    pages = TopicPage.objects.filter(topic=topic, live=True).select_related("locale")
    return {page.language: page.title for page in pages} or {topic.language: topic.title}


def _close_panels(topic, page, *, by):
    """Let panels whose agreed statements now stand on the page be adopted, and those who took part know of it."""
    from resources.consensus.actions.topics.adopting import adopted

    entries = [child.entry_id for child in page.statements.all() if child.entry_id]
    for panel in topic.panels.filter(state="ended", rounds__entries__in=entries).distinct().order_by("pk"):
        adopted(panel, topic, by=by)


@transaction.atomic
def after_unpublishing(page):
    """Forget the titles and words of a page that is not public any more."""
    topic = Topic.objects.select_for_update().get(pk=page.topic_id)
    topic.titles = titles_of(topic)
    topic.save(update_fields=["titles", "changed_at"])
    write(topic, force=True)


def languages():
    """Return the languages in which pages can be written."""
    return [code for code, _name in settings.LANGUAGES]
