"""Changing the home city: the member asks, the new city's coordinators confirm."""

from datetime import timedelta

from django.db import transaction

from members.accounts import letters
from members.accounts.activity import MOVE_ACCEPTED, MOVE_ASKED, MOVE_DECLINED, MOVE_ESCALATED, MOVE_WITHDRAWN
from members.accounts.models import Member, Move
from members.accounts.queries import coordinators_of, network_coordinators
from members.accounts.terms import DAYS_TO_ANSWER, AlreadyAnswered
from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now


@transaction.atomic
def ask_to_move(*, by, city, why=""):
    """Ask to belong to `city`; returns the Move. A question that waits already is answered or taken back first."""
    member = Member.objects.select_for_update(of=("self",)).select_related("home_city").get(pk=by.pk)
    demand(member, "accounts.move")
    if member.moves.waiting().exists():
        raise AlreadyAnswered
    move = Move.objects.create(
        member=member, from_city=member.home_city, to_city=city, why=why.strip()[:1000], asked_at=now()
    )
    _record(MOVE_ASKED, move, by=member)
    coordinators = list(coordinators_of(city).exclude(pk=member.pk))
    if coordinators:
        letters.move_asked(move, coordinators)
    else:
        escalate_move(move)
    return move


@transaction.atomic
def withdraw_move(move, *, by):
    """Take the question back."""
    move = _locked(move)
    demand(by, "accounts.withdraw_move", move)
    _answer(move, Move.State.WITHDRAWN, by)
    _record(MOVE_WITHDRAWN, move, by=by)
    return move


@transaction.atomic
def accept_move(move, *, by):
    """Say yes: from this moment the member belongs to the new city. What the member shared stays where it is from."""
    move = _locked(move)
    demand(by, "accounts.decide_move", move)
    _answer(move, Move.State.ACCEPTED, by)
    member = Member.objects.select_for_update(of=("self",)).get(pk=move.member_id)
    member.home_city = move.to_city
    member.save(update_fields=["home_city"])
    member.cities_followed.remove(move.to_city)
    _record(MOVE_ACCEPTED, move, by=by)
    letters.move_answered(move)
    return move


@transaction.atomic
def decline_move(move, *, by, reason):
    """Say no, with the reason that the member reads. Raises ValueError for an empty reason."""
    if not reason.strip():
        raise ValueError("declining takes a reason")
    move = _locked(move)
    demand(by, "accounts.decide_move", move)
    move.reason = reason.strip()
    _answer(move, Move.State.DECLINED, by)
    _record(MOVE_DECLINED, move, by=by)
    letters.move_answered(move)
    return move


@transaction.atomic
def escalate_move(move):
    """Ask the network's coordinators, since the city did not answer or has nobody who could; once only."""
    move = Move.objects.select_for_update(of=("self",)).select_related("to_city", "member").get(pk=move.pk)
    if move.state == Move.State.WAITING and not move.escalated_at:
        move.escalated_at = now()
        move.save(update_fields=["escalated_at"])
        _record(MOVE_ESCALATED, move, by=None)
        letters.move_asked(move, network_coordinators().exclude(pk=move.member_id))
    return move


def escalate_overdue_moves():
    """Escalate every move that has waited for more than five days; returns how many."""
    overdue = Move.objects.waiting().filter(escalated_at=None, asked_at__lte=now() - timedelta(days=DAYS_TO_ANSWER))
    moves = list(overdue)
    for move in moves:
        escalate_move(move)
    return len(moves)


def _locked(move):
    move = Move.objects.select_for_update(of=("self",)).select_related("to_city", "from_city", "member").get(pk=move.pk)
    if move.state != Move.State.WAITING:
        raise AlreadyAnswered
    return move


def _answer(move, state, by):
    move.state, move.decided_by, move.decided_at = state, by, now()
    move.save()


def _record(kind, move, *, by):
    audience = [f"member:{move.member_id}", f"coordinators:{move.to_city.slug}", "network"]
    record(kind, by=by, subject=move, city=move.to_city.slug, audience=audience)
