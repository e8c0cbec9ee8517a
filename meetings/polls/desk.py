"""What of polls waits on a desk: times to answer, a time to choose."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.polls.models import TimePoll
from meetings.polls.queries.lists import asked_by, mine_waiting, with_counts
from network.desk.waiting import Row, waits
from network.kit.clock import now

SOON = timedelta(days=2)


@waits(mine_waiting)
def to_answer(member, things):
    """One row for each poll that waits for my answer."""
    for poll in things.select_related("organiser"):
        by = poll.organiser.called_by(member) if poll.organiser else _("Somebody")
        yield Row(
            sentence=_("%(by)s asks when you can come to “%(title)s”") % {"by": by, "title": poll.title},
            address=poll.get_absolute_url(),
            act=_("Answer"),
            since=poll.opened_at,
            due=poll.closes_at,
            urgency="soon" if poll.closes_at < now() + SOON else "calm",
            section="due",
        )


def _to_choose(member):
    ripe = Q(complete_at__isnull=False) | Q(closes_at__lte=now())
    mine = TimePoll.objects.filter(pk__in=asked_by(member).values("pk"), state=TimePoll.State.OPEN)
    return mine.filter(ripe).order_by("closes_at", "pk")


@waits(_to_choose)
def to_choose(member, things):
    """One row for each poll of mine that everybody has answered, or whose time is over."""
    for poll in with_counts(things):
        is_over = poll.closes_at <= now()
        yield Row(
            sentence=_("Choose the time for “%(title)s”") % {"title": poll.title},
            address=reverse("polls:close", args=[poll.pk]),
            act=_("Choose the time"),
            line=ngettext("%(answered)s of %(n)s person has answered", "%(answered)s of %(n)s people have answered",
                          poll.asked) % {"answered": poll.answered, "n": poll.asked},
            since=poll.complete_at or poll.closes_at,
            urgency="late" if is_over else "soon",
        )  # fmt: skip


def _others(member):
    mine = TimePoll.objects.filter(pk__in=asked_by(member).values("pk"), state=TimePoll.State.OPEN)
    return mine.filter(complete_at=None, closes_at__gt=now()).order_by("closes_at", "pk")


@waits(_others)
def with_others(member, things):
    """One row for each poll of mine that others still answer."""
    for poll in with_counts(things):
        left = poll.asked - poll.answered
        words = ngettext("%(n)s person has not answered “%(title)s” yet",
                         "%(n)s people have not answered “%(title)s” yet", left)  # fmt: skip
        yield Row(
            sentence=words % {"n": left, "title": poll.title},
            address=poll.get_absolute_url(),
            act=_("Look"),
            since=poll.opened_at,
            due=poll.closes_at,
            section="others",
        )
