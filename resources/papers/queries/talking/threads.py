"""Talks about passages, as pages and the editor read them."""

import re

from django.contrib.auth import get_user_model
from django.db.models import OuterRef, Q, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.urls import reverse

from network.access.rules import may
from network.activity.models import Activity
from network.kit.words import moment_words
from network.live import texts
from resources.papers.access.people import part_of
from resources.papers.activity import MENTIONED
from resources.papers.models import Author, Comment, Paper, Proposal, Thread

HANDLE = re.compile(r"(?<![\w@/.])@([a-zA-Z0-9_-]{1,60})")
MOST_MENTIONS = 20
WHOLE = "whole-"
"""How keys of threads begin that are about a paper as a whole: they stand on its own page."""


def keys_in(content):
    """Return the set of the keys of threads whose marks stand in a text."""
    found = {
        str((mark.get("attrs") or {}).get("thread"))
        for mark in content.get("marks") or []
        if mark.get("type") == "comment"
    }
    for node in content.get("content") or []:
        found |= keys_in(node)
    return found


def threads_of(paper, member, proposal=None, *, inherited=False):
    """Return the threads about the text of a paper (or about a proposal) that `member` may read, as they stand there.

    With `inherited` those of the text come too whose passages stand in the proposal.

    Those who take part read all. Others read in a consultation what others like them began: what the authors said to
    each other while they wrote stays among them. Each thread has `is_detached` as of now.
    """
    document = proposal.document if proposal else paper.document
    keys = keys_in(texts.read(document)) if document else set()
    about = Q(document=document) | Q(key__in=keys)
    if proposal is not None and not inherited:
        about = Q(document=document)
    rows = Thread.objects.filter(about, paper=paper).exclude(key__startswith=WHOLE)
    if not (part_of(member, paper) or member.is_superuser):
        rows = rows.filter(Q(by=member) | ~Q(by__in=_inner(paper)))
    rows = rows.select_related("by", "closed_by").prefetch_related("comments__by").order_by("at", "pk")
    found = []
    for thread in rows:
        thread.paper = paper
        thread.is_detached = bool(thread.quote) and thread.key not in keys
        found.append(thread)
    return found


def visible_threads(paper, member):
    """Return the threads of a paper whose own page `member` may open: on the text, or on proposals that are seen."""
    rows = Thread.objects.filter(paper=paper).exclude(key__startswith=WHOLE)
    if part_of(member, paper) or member.is_superuser:
        hidden = Proposal.objects.filter(paper=paper, state=Proposal.State.WITHDRAWN).exclude(by=member)
        return rows.exclude(document__in=hidden.values("document"))
    mine = Proposal.objects.filter(paper=paper, by=member).values("document")
    rows = rows.filter(Q(document=paper.document_id) | Q(document__in=mine))
    return rows.filter(Q(by=member) | ~Q(by__in=_inner(paper)))


def _inner(paper):
    rows = Author.objects.filter(paper=paper).exclude(member=None).values_list("member", flat=True)
    return {*rows, *([paper.lead_id] if paper.lead_id else [])}


def people_of(paper, member, words=""):
    """Return up to 12 members whom a comment on `paper` may name: who takes part or has spoken there, by `words`."""
    ids = set(
        Author.objects.filter(paper=paper, state=Author.State.ACCEPTED)
        .exclude(member=None)
        .values_list("member", flat=True)
    )
    ids |= set(Comment.objects.filter(thread__paper=paper).exclude(by=None).values_list("by", flat=True))
    ids |= {paper.lead_id} - {None}
    people = get_user_model().objects.filter(pk__in=ids - {member.pk}, is_active=True).select_related("home_city")
    words = words.casefold().lstrip("@")
    found = [
        one
        for one in people
        if sees(one, paper)
        and (not words or words in one.handle.casefold() or words in str(one.called_by(member)).casefold())
    ]
    return sorted(found, key=lambda one: str(one.called_by(member)).casefold())[:12]


def sees(member, paper):
    """Whether somebody may read the text of a paper at this moment."""
    seen = Paper.objects.visible_to(member).filter(pk=paper.pk).exists()
    return seen and bool(may(member, "papers.read", paper))


def mentioned_in(text, paper):
    """Return the members whom `text` names by @handle and who see the paper, at most MOST_MENTIONS."""
    handles = list(dict.fromkeys(found.casefold() for found in HANDLE.findall(text)))[:MOST_MENTIONS]
    people = get_user_model().objects.filter(handle__in=handles, is_active=True).select_related("home_city")
    return [one for one in people if one.is_member and sees(one, paper)]


def name_of(member, viewer, name=""):
    """Return how somebody is called to a viewer; `name` is that of a Word file."""
    return str(member.called_by(viewer)) if member is not None else name


def as_json(thread, member):
    """Return a thread for the editor: words, times, and what `member` may do with it."""
    may_speak = bool(may(member, "papers.comment", thread.paper))
    comments = [_comment(one, member, may_speak) for one in thread.comments.all()]
    closed = None
    if thread.closed_at:
        closed = {
            "at": thread.closed_at.isoformat(),
            "when": moment_words(thread.closed_at),
            "by": name_of(thread.closed_by, member),
            "outcome": thread.outcome,
            "words": str(thread.get_outcome_display()),
            "reason": thread.reason,
        }
    return {
        "key": thread.key,
        "quote": thread.quote,
        "before": thread.before,
        "after": thread.after,
        "detached": thread.is_detached,
        "at": thread.at.isoformat(),
        "closed": closed,
        "comments": comments,
        "may": {"reply": may_speak, "close": bool(may(member, "papers.resolve", thread))},
        "address": reverse("papers:thread", args=[thread.paper_id, thread.key]),
    }


def _comment(one, member, may_speak):
    mine = one.by_id is not None and one.by_id == member.pk
    return {
        "id": one.pk,
        "by": name_of(one.by, member, one.name),
        "mine": mine,
        "text": one.text,
        "at": one.at.isoformat(),
        "when": moment_words(one.at),
        "edited": bool(one.edited_at),
        "removed": bool(one.removed_at),
        "may_change": mine and may_speak and not one.removed_at,
    }


def calling(member):
    """Return the open threads in which `member` was named and somebody else had the last word."""
    named = Activity.objects.filter(kind=MENTIONED, names__contains=[member.pk])
    keys = named.annotate(thread=KeyTextTransform("thread", "detail")).values("thread")
    last = Comment.objects.filter(thread=OuterRef("pk"), removed_at=None).order_by("-at", "-pk").values("by")[:1]
    return (
        Thread.objects.filter(
            key__in=keys, closed_at=None, paper__in=Paper.objects.visible_to(member), comments__removed_at=None
        )
        .alias(last=Subquery(last))
        .exclude(last=member.pk)
        .distinct()
    )
