"""Who may ask whom for a meeting, who answers; and how one keeps from being asked.

Whoever is blocked, comes in a week that is full or in a pause reads the same sentence: none learns which it was.
"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from meetings.calendar.access.people import standing
from meetings.introductions.models import Block, Openness, Request
from meetings.introductions.models.asking import A_WEEK
from network.access.rules import no, rule, yes
from network.kit import clock

MOST_OPEN = 5
NOT_NOW = _("This member takes no requests just now.")


@rule("introductions.ask", _("Ask a member for a meeting"))
def ask(member, receiver):
    """Members ask members; at most five requests of one wait at a time."""
    basic = standing(member)
    if not basic:
        return basic
    if member.pk == receiver.pk:
        return no(_("This is you."))
    if not receiver.is_member:
        return no(NOT_NOW)
    between = Request.objects.filter(state=Request.State.OPEN)
    if between.filter(asker=member, receiver=receiver).exists():
        return no(_("You have asked already: it waits for an answer."))
    if between.filter(asker=receiver, receiver=member).exists():
        return no(_("You were asked by this member yourself: answer that first."))
    if between.filter(asker=member).count() >= MOST_OPEN:
        return no(_("Five of your requests wait for an answer. Withdraw one, or wait for the next answer."))
    return yes() if takes_requests(receiver, member) else no(NOT_NOW)


def takes_requests(receiver, asker):
    """Whether a request of `asker` would reach `receiver` today."""
    if Block.objects.filter(member=receiver, blocked=asker).exists():
        return False
    openness = Openness.objects.filter(member=receiver).first()
    today = clock.local(clock.now(), receiver.time_zone).date()
    if openness and openness.paused_until and today < openness.paused_until:
        return False
    return came_lately(receiver) < (openness.a_week if openness else A_WEEK)


def came_lately(receiver):
    """Return how many requests reached `receiver` in the last seven days; one that was withdrawn does not count."""
    since = clock.now() - timedelta(days=7)
    rows = Request.objects.filter(receiver=receiver, asked_at__gt=since)
    return rows.exclude(state=Request.State.WITHDRAWN).count()


@rule("introductions.answer", _("Answer a request for a meeting"))
def answer(member, request):
    """Whoever it waits for: who was asked; after other times were proposed, who asked."""
    basic = standing(member)
    if not basic:
        return basic
    if member.pk not in (request.asker_id, request.receiver_id):
        return no(_("This is between two others."))
    if not request.is_open:
        return no(_("This request has been answered."))
    if request.closes_at <= clock.now():
        return no(_("This request is over: it was open for 14 days."))
    waits_for = request.receiver_id if request.turn == Request.Turn.RECEIVER else request.asker_id
    return yes() if member.pk == waits_for else no(_("It waits for the answer of the other."))


@rule("introductions.withdraw", _("Withdraw a request for a meeting"))
def withdraw(member, request):
    """Whoever asked, while it is open."""
    basic = standing(member)
    if not basic:
        return basic
    if member.pk != request.asker_id:
        return no(_("This is for whoever asked."))
    return yes() if request.is_open else no(_("This request has been answered."))


@rule("introductions.keep", _("Say how often one may be asked, pause, block"), needs_object=False)
def keep(member):
    """Every member for themselves."""
    return standing(member)
