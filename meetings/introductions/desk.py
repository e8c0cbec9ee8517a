"""What of requests and introductions waits on a member's desk."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.introductions.models import Introduction, Outcome, Request, Side
from network.desk.waiting import Row, waits
from network.kit.clock import now


def _requests(member):
    mine = Q(turn=Request.Turn.RECEIVER, receiver=member) | Q(turn=Request.Turn.ASKER, asker=member)
    return Request.objects.filter(mine, state=Request.State.OPEN, closes_at__gt=now()).order_by("asked_at")


@waits(_requests)
def requests(member, things):
    """One row for each request that waits for my answer."""
    for one in things.select_related("asker", "receiver"):
        other = one.asker if one.turn == Request.Turn.RECEIVER else one.receiver
        name = other.called_by(member) if other else _("Somebody")
        told = _("%(who)s asks you for a meeting") if one.round == 1 else _("%(who)s proposes other times")
        yield Row(
            sentence=told % {"who": name}, line=one.purpose[:120], address=one.get_absolute_url(),
            act=_("Read and answer"), since=one.asked_at, due=one.closes_at,
        )  # fmt: skip


def _sides(member):
    rows = Side.objects.filter(member=member, answer=Side.Answer.NONE, introduction__state=Introduction.State.ASKED)
    return rows.filter(introduction__closes_at__gt=now()).order_by("pk")


@waits(_sides)
def sides(member, things):
    """One row for each introduction that waits for my yes or no."""
    for side in things.select_related("introduction__by"):
        by = side.introduction.by.called_by(member) if side.introduction.by else _("Somebody")
        told = _("%(who)s would like to introduce you: %(title)s")
        yield Row(
            sentence=told % {"who": by, "title": side.introduction.title},
            address=side.introduction.get_absolute_url(), act=_("Read and answer"), since=side.introduction.asked_at,
            due=side.introduction.closes_at,
        )  # fmt: skip


def _agreed(member):
    return Introduction.objects.filter(by=member, state=Introduction.State.AGREED).order_by("asked_at")


@waits(_agreed)
def agreed(member, things):
    """One row for each introduction of mine to which people said yes and that has no meeting yet."""
    for one in things:
        yield Row(
            sentence=_("“%(title)s” can go on: find a time for those who said yes") % {"title": one.title},
            address=one.get_absolute_url(), act=_("Find a time"), since=one.asked_at,
        )  # fmt: skip


def _outcomes(member):
    return Outcome.objects.filter(member=member, result="").order_by("asked_at")


@waits(_outcomes)
def outcomes(member, things):
    """One row for each meeting of which I have not said what came."""
    for row in things.select_related("meeting"):
        yield Row(
            sentence=_("What came of “%(title)s”?") % {"title": row.meeting.title},
            address=reverse("introductions:outcome", args=[row.pk]), act=_("Say what came of it"), since=row.asked_at,
        )  # fmt: skip
