"""Going on without an author who did not answer in time: proposed, visible to that person, and only then done."""

from datetime import timedelta

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.kit import clock
from resources.papers.actions import people
from resources.papers.actions.rows import among_us, home_of, locked, named
from resources.papers.activity import AUTHOR_LEFT_OUT, DEPARTURE_ANSWERED, DEPARTURE_PROPOSED
from resources.papers.models import Author, Departure, Signature
from resources.papers.queries.signing.rounds import board

WAIT = timedelta(days=7)
"""So long the person concerned has to object before the lead may do it without an answer."""


@transaction.atomic
def propose_departure(round, author, *, by, reason, at=None):
    """Propose to go on without an author who has not answered by the round's day; returns the Departure.

    Everybody who takes part reads it; the person concerned is written to. Raises ValueError where the day is not over,
    the author has answered, or no reason is given.
    """
    moment = at or clock.now()
    paper = locked(round.paper)
    demand(by, "papers.go_without", round)
    if not reason.strip():
        raise ValueError("say why")
    seat = next((one for one in board(round) if one.author.pk == author.pk), None)
    if seat is None or not seat.is_open or author.member_id == paper.lead_id:
        raise ValueError("this author has answered, or leads the paper")
    made, is_new = Departure.objects.get_or_create(
        author=author, round=round, defaults={"reason": reason.strip(), "by": by, "at": moment}
    )
    if is_new:
        detail = {"title": paper.title, "paper": paper.pk, "name": author.name, "reason": made.reason,
                  "day": (moment + WAIT).date().isoformat()}  # fmt: skip
        record(DEPARTURE_PROPOSED, by=by, subject=round, city=home_of(by), audience=among_us(paper),
               names=[author.member_id] if author.member_id else [], detail=detail, at=moment)  # fmt: skip
    return made


@transaction.atomic
def answer_departure(departure, *, by, answer, at=None):
    """Let the person concerned agree (to be thanked, or not to be named) or object; may be changed until it is done."""
    paper = locked(departure.author.paper)
    departure = Departure.objects.select_for_update(of=("self",)).select_related("author").get(pk=departure.pk)
    demand(by, "papers.answer_departure", departure)
    departure.answer, departure.answered_at = Departure.Answer(answer).value, at or clock.now()
    departure.save(update_fields=["answer", "answered_at"])
    record(DEPARTURE_ANSWERED, by=by, subject=paper, city=home_of(by), audience=among_us(paper),
           names={paper.lead_id} - {None, by.pk}, detail={"answer": departure.answer}, at=at)  # fmt: skip
    return departure


def may_be_done(departure, at=None):
    """Whether a proposal may be carried out: the person agreed, or a week has passed without an objection."""
    if departure.done_at or departure.answer == Departure.Answer.OBJECTED:
        return False
    return bool(departure.answer) or (at or clock.now()) >= departure.at + WAIT


@transaction.atomic
def carry_out(departure, *, by, at=None):
    """Take the author from the list; thanked by name only with their own word for it. Returns the Author.

    The list of authors is part of what was signed: all who stay are asked anew. Raises ValueError where it may not be
    done yet.
    """
    moment = at or clock.now()
    paper = locked(departure.author.paper)
    departure = Departure.objects.select_for_update(of=("self",)).select_related("round").get(pk=departure.pk)
    demand(by, "papers.go_without", departure.round)
    if not may_be_done(departure, moment):
        raise ValueError("it may not be done yet")
    departure.done_at = moment
    departure.save(update_fields=["done_at"])
    return take_off(paper, departure.author, by=by, is_thanked=departure.answer == Departure.Answer.AGREED, at=moment)


@transaction.atomic
def let_go(signature, *, by, at=None):
    """Take off the list who withdrew their name; thanked only where they agreed. Returns the Author."""
    paper = locked(signature.author.paper)
    demand(by, "papers.lead", paper)
    newest = Signature.objects.filter(author=signature.author).order_by("-at", "-pk").first()
    if newest.pk != signature.pk or signature.answer != Signature.Answer.LEAVE:
        raise ValueError("the name was not withdrawn")
    return take_off(paper, signature.author, by=by, is_thanked=signature.may_be_thanked, at=at)


def take_off(paper, author, *, by, is_thanked, at=None):
    """Take an author off the list, into the acknowledgements or out of the paper; returns the Author afresh."""
    author = Author.objects.select_related("paper").get(pk=author.pk)
    if is_thanked:
        people.change_part(author, by=by, part=Author.Part.THANKED, is_agreed=True)
    else:
        people.take_off(author, by=by, is_agreed=True)
    record(AUTHOR_LEFT_OUT, by=by, subject=paper, city=home_of(by), audience=among_us(paper),
           names={*named(paper, but=by), *([author.member_id] if author.member_id else [])},
           detail={"name": author.name, "is_thanked": is_thanked}, at=at)  # fmt: skip
    return Author.objects.get(pk=author.pk)
