"""What is said about a paper as a whole: one thread that hangs on no passage."""

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now
from resources.papers.actions.rows import home_of, locked, named, told
from resources.papers.activity import SAID
from resources.papers.models import Comment, Thread


def key_of(paper):
    """Return the key of the thread about the whole: no passage carries it."""
    return f"whole-{paper.pk}"


@transaction.atomic
def say(paper, text, *, by, at=None):
    """Write a word to all who take part; returns the Comment. Those who take part read of it in their letters."""
    paper = locked(paper)
    demand(by, "papers.say", paper)
    moment = at or now()
    # Nobody must settle it before the paper is signed: remarks of that sort hang on passages, or stand beside them.
    settled = {"closed_at": moment, "outcome": Thread.Outcome.ANSWERED}
    thread, _new = Thread.objects.get_or_create(
        key=key_of(paper), defaults={"paper": paper, "document": paper.document, "by": by, "at": moment} | settled
    )
    comment = Comment.objects.create(thread=thread, by=by, text=text, at=moment)
    record(SAID, by=by, subject=paper, city=home_of(by), audience=told(paper), names=named(paper, but=by), at=moment)
    return comment
