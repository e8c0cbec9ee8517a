"""Papers that are ready to be signed, as the actions leave them."""

from datetime import timedelta

from network.kit import clock
from resources.papers import credit
from resources.papers.actions import signing
from resources.papers.models import Author
from tests.factories import papers

ALL_FOUR = tuple(credit.statements())


def row_of(paper, member):
    """The Author row of a member."""
    return Author.objects.select_related("paper").get(paper=paper, member=member)


def declare(paper, member, **said):
    """Let a member declare what is needed before signing."""
    given = {"roles": {"writing-original-draft": "equal"}, "has_interests": False, "criteria": credit.BEFORE_SIGNING}
    return signing.declare(row_of(paper, member), by=member, **given | said)


def ready(by, *authors, state="review", **fields):
    """A paper in internal review whose authors have all declared."""
    paper = papers.paper(by, authors=authors, state=state, **fields)
    for member in (by, *authors):
        declare(paper, member)
    return fresh(paper)


def put_up(paper, days=10, **fields):
    """Put it up for signing for some days."""
    return signing.put_up(fresh(paper), by=paper.lead, due_on=clock.now().date() + timedelta(days=days), **fields)


def sign(round, member, answer="approve", **fields):
    """Let a member sign what stands in the round."""
    given = {"fingerprint": round.version.fingerprint, "criteria": ALL_FOUR} | fields
    return signing.sign(round, by=member, answer=answer, **given)


def rewrite(paper, before, after, by):
    """Change words of the live text."""
    import json

    from network.live import texts

    paper = fresh(paper)
    text = json.dumps(texts.read(paper.document), ensure_ascii=False)
    assert before in text
    texts.rewrite(paper.document, json.loads(text.replace(before, after)), by=by)
    return fresh(paper)


def fresh(paper):
    """The paper as the database has it, with nothing remembered."""
    return type(paper).objects.select_related("lead", "document").get(pk=paper.pk)
