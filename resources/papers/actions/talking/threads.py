"""Talks about passages: begun, answered, closed with an outcome, opened again, placed again. None is ever deleted."""

import re
import secrets

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now
from network.live import texts
from resources.papers.actions.rows import among_us, home_of, locked
from resources.papers.actions.talking import anchors
from resources.papers.activity import COMMENTED, MENTIONED, REOPENED, REPLIED, RESOLVED
from resources.papers.models import Author, Comment, Paper, Proposal, Thread
from resources.papers.queries.talking.threads import WHOLE, keys_in, mentioned_in

KEY = re.compile(r"[A-Za-z0-9_-]{8,40}")
MOST_LETTERS = 5000


class Taken(Exception):
    """A key belongs to another thread."""


class NotFound(Exception):
    """The words stand nowhere in the text."""


def new_key():
    """Return a key for a thread."""
    return secrets.token_urlsafe(12)


@transaction.atomic
def open_thread(paper, *, by, text, key=None, quote="", before="", after="", document=None, find=False, at=None):
    """Begin a talk about a passage of `paper`, or of the branch `document`; about the whole without a `quote`.

    The editor marks the passage itself and gives the `key`; with find=True the quote is looked for and marked here:
    raises NotFound where it does not stand in the text. The same call again returns the same Thread; raises Taken for
    a key that somebody else used, ValueError for an empty text.
    """
    text = _words(text)
    paper = locked(paper)
    demand(by, "papers.comment", paper)
    document = document or paper.document
    if key is not None:
        known = Thread.objects.filter(key=key).first()
        if known is not None:
            if known.paper_id == paper.pk and known.by_id == by.pk and known.document_id == document.pk:
                return known
            raise Taken(key)
        if not KEY.fullmatch(key) or key.startswith(WHOLE):
            raise ValueError("a key has 8 to 40 letters")
    thread = Thread(paper=paper, document=document, key=key or new_key(), quote=quote.strip()[:2000],
                    before=before[-200:], after=after[:200], by=by, at=at or now())  # fmt: skip
    if thread.quote:
        texts.hold(document)
    content = texts.read(document) if thread.quote else None
    sections = ()
    if thread.quote:
        place = anchors.find(content, thread.quote, thread.before, thread.after)
        if find and place is None:
            raise NotFound(thread.quote)
        if find:
            thread.before, thread.after = _edges(*anchors.around(content, place))
            _mark(thread, content, place, by)
        sections = anchors.sections_at(content, place[0]) if place else ()
    thread.save()
    comment = Comment.objects.create(thread=thread, by=by, text=text, at=thread.at)
    named = _mention(thread, comment, by, at)
    _tell(COMMENTED, thread, by, _concerned(paper, sections) - named, at)
    return thread


@transaction.atomic
def reply(thread, *, by, text, at=None):
    """Say something in a thread; one that was closed is opened by it. Raises ValueError for an empty text."""
    text = _words(text)
    thread = _locked(thread)
    demand(by, "papers.comment", thread.paper)
    before = set(thread.comments.exclude(by=None).values_list("by", flat=True))
    comment = Comment.objects.create(thread=thread, by=by, text=text, at=at or now())
    if thread.closed_at:
        _open_again(thread, by, at)
    named = _mention(thread, comment, by, at)
    _tell(REPLIED, thread, by, before - named, at)
    return comment


@transaction.atomic
def resolve(thread, outcome, *, by, reason="", at=None):
    """Close a thread with its outcome; what is not accepted takes a reason. Raises ValueError otherwise."""
    if outcome not in Thread.Outcome.values:
        raise ValueError(outcome)
    if outcome == Thread.Outcome.REFUSED and not reason.strip():
        raise ValueError("what is not accepted takes a reason")
    thread = _locked(thread)
    demand(by, "papers.resolve", thread)
    thread.closed_at, thread.closed_by = at or now(), by
    thread.outcome, thread.reason = outcome, reason.strip()[:1000]
    thread.save(update_fields=["closed_at", "closed_by", "outcome", "reason"])
    names = set(thread.comments.exclude(by=None).values_list("by", flat=True))
    _tell(RESOLVED, thread, by, names, at, outcome=outcome)
    return thread


@transaction.atomic
def reopen(thread, *, by, at=None):
    """Open a closed thread again."""
    thread = _locked(thread)
    demand(by, "papers.resolve", thread)
    if thread.closed_at:
        _open_again(thread, by, at)
    return thread


def _open_again(thread, by, at):
    thread.closed_at, thread.closed_by, thread.outcome, thread.reason = None, None, "", ""
    thread.save(update_fields=["closed_at", "closed_by", "outcome", "reason"])
    record(REOPENED, by=by, subject=thread.paper, city=home_of(by), audience=among_us(thread.paper),
           detail={"thread": thread.key}, at=at)  # fmt: skip


@transaction.atomic
def edit_comment(comment, text, *, by, at=None):
    """Change the words of a comment of one's own; whom they newly name is told."""
    text = _words(text)
    comment = _own(comment, by)
    before = {one.pk for one in mentioned_in(comment.text, comment.thread.paper)}
    if comment.text != text:
        comment.text, comment.edited_at = text, at or now()
        comment.save(update_fields=["text", "edited_at"])
        _mention(comment.thread, comment, by, at, but=before)
    return comment


@transaction.atomic
def take_back(comment, *, by, at=None):
    """Take a comment of one's own back: its place stays, its words go."""
    comment = _own(comment, by)
    comment.text, comment.removed_at = "", at or now()
    comment.save(update_fields=["text", "removed_at"])
    return comment


@transaction.atomic
def place_again(thread, *, by, quote="", at=None):
    """Mark the passage of a thread whose words went: where `quote`, or else its old words, stand now.

    Raises NotFound where they stand nowhere, `texts.Frozen` where the text is fixed.
    """
    thread = _locked(thread)
    demand(by, "papers.comment", thread.paper)
    texts.hold(thread.document)
    content = texts.read(thread.document)
    if thread.key in keys_in(content):
        return thread
    words = quote.strip()[:2000] or thread.quote
    place = anchors.find(content, words, thread.before, thread.after)
    if place is None:
        raise NotFound(words)
    thread.quote = words
    thread.before, thread.after = _edges(*anchors.around(content, place))
    _mark(thread, content, place, by)
    thread.save(update_fields=["quote", "before", "after", "is_detached"])
    return thread


def _mark(thread, content, place, by):
    texts.rewrite(thread.document, anchors.marked(content, place, thread.key), by=by)
    thread.is_detached = False


@transaction.atomic
def sweep(paper):
    """Look which threads of a paper still stand in a text; return how many changed. None is deleted.

    What was said on a suggestion stands in the text itself once that was accepted.
    """
    paper = locked(paper)
    rows = list(Thread.objects.select_for_update().filter(paper=paper).exclude(quote=""))
    if not rows:
        return 0
    found = {}
    documents = {row.document_id: row.document for row in rows} | {paper.document_id: paper.document}
    for pk, document in documents.items():
        found[pk] = keys_in(texts.read(document)) if document else set()
    open_branches = set(
        Proposal.objects.filter(paper=paper, state=Proposal.State.OPEN).values_list("document", flat=True)
    )
    changed = 0
    for row in rows:
        document = row.document_id
        if document not in open_branches and row.key in found.get(paper.document_id, ()):
            document = paper.document_id
        is_detached = row.key not in found.get(document, ())
        if (document, is_detached) != (row.document_id, row.is_detached):
            row.document_id, row.is_detached = document, is_detached
            row.save(update_fields=["document", "is_detached"])
            changed += 1
    return changed


def sweep_after_pause(paper_id):
    """Do the same for a paper that may be gone by now."""
    paper = Paper.objects.filter(pk=paper_id).first()
    return sweep(paper) if paper is not None and paper.document_id else 0


def _edges(before, after):
    return before[-200:], after[:200]


def _words(text):
    text = text.strip()
    if not text:
        raise ValueError("a comment says something")
    return text[:MOST_LETTERS]


def _locked(thread):
    paper = locked(thread.paper)
    thread = Thread.objects.select_for_update(of=("self",)).select_related("document").get(pk=thread.pk)
    thread.paper = paper
    return thread


def _own(comment, by):
    thread = _locked(comment.thread)
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    comment.thread = thread
    demand(by, "papers.amend", comment)
    return comment


def _concerned(paper, sections):
    """Return the ids of those who hear of a new thread: who writes that section, else all authors."""
    for anchor in reversed(sections):
        writers = Author.objects.filter(
            sections__paper=paper, sections__anchor=anchor, state=Author.State.ACCEPTED
        ).exclude(member=None)
        if ids := set(writers.values_list("member", flat=True)):
            return ids
    authors = paper.authors.filter(state=Author.State.ACCEPTED, part=Author.Part.AUTHOR).exclude(member=None)
    return {*authors.values_list("member", flat=True), paper.lead_id} - {None}


def _mention(thread, comment, by, at, but=()):
    """Tell each whom a comment names by a row of its own, so that each is asked for anew before a mail is sent."""
    named = {one.pk for one in mentioned_in(comment.text, thread.paper)} - {by.pk, *but}
    for pk in sorted(named):
        record(MENTIONED, by=by, subject=thread.paper, city=home_of(by), audience=[f"member:{pk}"], names=[pk],
               detail={"thread": thread.key}, at=at)  # fmt: skip
    return named | {by.pk}


def _tell(kind, thread, by, names, at, **detail):
    names = set(names) - {by.pk}
    audience = [f"member:{pk}" for pk in names] or [f"member:{by.pk}"]
    record(kind, by=by, subject=thread.paper, city=home_of(by), audience=audience, names=names,
           detail={"thread": thread.key} | detail, at=at)  # fmt: skip
