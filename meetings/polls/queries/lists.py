"""Polls of one member: what waits for their answer, what they ask, what has ended."""

from django.db.models import Count, Exists, OuterRef, Q

from meetings.polls.models import Invitee, TimePoll, VoteChange
from network.kit.clock import now

MOST_ENDED = 50
MOST_CHANGES = 30
OPEN = TimePoll.State.OPEN


def with_counts(polls):
    """Return `polls` with `asked` and `answered`, how many people."""
    return polls.select_related("organiser", "slot", "meeting").annotate(
        asked=Count("invitees", distinct=True),
        answered=Count("invitees", filter=Q(invitees__answered_at__isnull=False), distinct=True),
    )


def mine_waiting(member):
    """Return the open polls in which `member` is asked and has not answered, the one that closes first first."""
    rows = Invitee.objects.filter(poll=OuterRef("pk"), member=member, answered_at=None)
    return TimePoll.objects.filter(Exists(rows), state=OPEN, closes_at__gt=now()).order_by("closes_at", "pk")


def asked_by(member):
    """Return the polls in which `member` is one of those who ask."""
    return TimePoll.objects.filter(Q(organiser=member) | Q(hosts=member)).distinct()


def polls_of(member):
    """Return {waiting, asking, answered, ended, drafts}: lists of polls with their counts."""
    seen = with_counts(TimePoll.objects.visible_to(member)).order_by("closes_at", "pk")
    waiting = set(mine_waiting(member).values_list("pk", flat=True))
    hosted = set(asked_by(member).values_list("pk", flat=True))
    found = {"waiting": [], "asking": [], "answered": [], "ended": [], "drafts": []}
    for poll in seen.filter(state__in=(OPEN, TimePoll.State.DRAFT)):
        if poll.is_draft:
            found["drafts"].append(poll)
        elif poll.pk in waiting:
            found["waiting"].append(poll)
        elif poll.pk in hosted:
            found["asking"].append(poll)
        else:
            found["answered"].append(poll)
    found["ended"] = list(seen.exclude(state__in=(OPEN, TimePoll.State.DRAFT)).order_by("-ended_at")[:MOST_ENDED])
    return found


def changes_of(poll, viewer):
    """Return the last changes of answers for those who ask, newest first: [{at, text parts}]."""
    rows = VoteChange.objects.filter(slot__poll=poll, before__gt="").select_related(
        "slot", "invitee__member__home_city"
    )
    found = []
    for row in rows.order_by("-at", "-pk")[:MOST_CHANGES]:
        who = row.invitee
        name = who.member.called_by(viewer) if who.member_id else (who.name or who.address)
        found.append({"at": row.at, "name": name, "slot": row.slot,
                      "before": row.get_before_display(), "after": row.get_after_display()})  # fmt: skip
    return found
