"""What requests and introductions hold of a person; what becomes of it."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.calendar.catalogue import whole
from meetings.calendar.models import Meeting
from meetings.introductions.models import Block, Introduction, Openness, Outcome, Request, Side
from network.catalogue import actions as catalogue
from network.kit.clock import now
from network.kit.personal import erases, exports, plain

WITHOUT_NAMES = "Meeting of two"
COLUMNS = [
    *("introductions.Openness.member", "introductions.Block.member", "introductions.Block.blocked"),
    *("introductions.Request.asker", "introductions.Request.receiver", "introductions.Introduction.by"),
    *("introductions.Side.member", "introductions.Outcome.member"),
]


@exports("introductions", _("Requests for meetings and introductions"), holds=COLUMNS)
def mine(member):
    """Requests made and got, introductions, outcomes, how open the member is; not who blocked the member."""
    openness = Openness.objects.filter(member=member).first()
    rows = Request.objects.filter(Q(asker=member) | Q(receiver=member)).prefetch_related("slots").order_by("pk")
    return {
        "openness": plain(openness, "a_week", "paused_until") if openness else None,
        "blocked": [one.blocked.handle for one in Block.objects.filter(member=member).select_related("blocked")],
        "requests": [
            plain(one, "purpose", "language", "minutes", "you_choose", "state", "asked_at", "answered_at", "join_url")
            | {"address": one.get_absolute_url(), "made": one.asker_id == member.pk,
               "times": [slot.starts_at.isoformat() for slot in one.slots.all()]}
            for one in rows
        ],
        "introductions_made": [
            plain(one, "title", "why", "language", "state", "asked_at")
            for one in Introduction.objects.filter(by=member).order_by("pk")
        ],
        "introduced": [
            {"title": side.introduction.title, "address": side.introduction.get_absolute_url()}
            | plain(side, "answer", "answered_at")
            for side in Side.objects.filter(member=member).select_related("introduction").order_by("pk")
        ],
        "outcomes": [
            plain(one, "result", "words", "asked_at", "answered_at") | {"meeting": one.meeting.title}
            for one in Outcome.objects.filter(member=member).select_related("meeting").order_by("pk")
        ],
    }  # fmt: skip


@erases("introductions", order=42, holds=COLUMNS)
@transaction.atomic
def erase(member, *, keep_authorship):
    """What was said between two goes with one of them; what counts stays as a number without a name."""
    Openness.objects.filter(member=member).delete()
    Block.objects.filter(Q(member=member) | Q(blocked=member)).delete()
    open_ones = Request.objects.filter(Q(asker=member) | Q(receiver=member), state=Request.State.OPEN)
    open_ones.update(state=Request.State.OVER, answered_at=now())
    _let_go_of_titles(member)
    Request.objects.filter(asker=member).update(asker=None, purpose="", join_url="")
    Request.objects.filter(receiver=member).update(receiver=None)
    Side.objects.filter(member=member, introduction__state=Introduction.State.ASKED).update(answer=Side.Answer.NO)
    Side.objects.filter(member=member).update(member=None)
    Introduction.objects.filter(by=member, state__in=("asked", "agreed")).update(state=Introduction.State.OVER)
    Introduction.objects.filter(by=member).update(by=None)
    Outcome.objects.filter(member=member, result="").delete()
    Outcome.objects.filter(member=member).update(member=None, words="")
    for model in (Request, Introduction):
        for row in model.objects.filter(audience__contains=[f"member:{member.pk}"]):
            row.audience = [key for key in row.audience if key != f"member:{member.pk}"]
            row.save(update_fields=["audience"])


def _let_go_of_titles(member):
    """Take the name out of the titles of meetings of two, and what the member wrote as their purpose."""
    held = Meeting.objects.filter(Q(asked_for__asker=member) | Q(asked_for__receiver=member))
    ids = list(held.values_list("pk", flat=True))
    Meeting.objects.filter(asked_for__asker=member).update(about="")
    Meeting.objects.filter(pk__in=ids).update(title=WITHOUT_NAMES, language="en", titles={})
    catalogue.write_many(whole().filter(pk__in=ids))
