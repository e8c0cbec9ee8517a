"""What the letters hold about a person: how often they come, which came, what was told."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from network.digests.models import Delivery, DigestPreference, DigestRun, Shown
from network.kit.personal import erases, exports, in_batches, plain, retains

COLUMNS = ["digests.DigestPreference.member", "digests.Delivery.member", "digests.Shown.member"]
SHOWN_DAYS = 400


@exports("digests", _("Your digest"), holds=COLUMNS)
def mine(member):
    """The choices, each letter, and what the member was told of."""
    preference = DigestPreference.objects.filter(member=member).first()
    fields = ("frequency", "weekday", "monthday", "hour", "kinds", "since")
    return {
        "choices": plain(preference, *fields) if preference else None,
        "letters": [
            plain(letter, "period", "state", "due_at", "items", "done_at")
            for letter in Delivery.objects.filter(member=member).order_by("due_at")
        ],
        "was_told_of": [plain(row, "item", "at") for row in Shown.objects.filter(member=member).order_by("at")],
    }


@erases("digests", order=40, holds=COLUMNS)
def erase(member, *, keep_authorship):
    """Forget all of it."""
    for model in (Shown, Delivery, DigestPreference):
        model.objects.filter(member=member).delete()


@retains(
    "digests.runs",
    _("When digests were planned"),
    days=30,
    why=_("so that administrators see what the last weeks brought; nobody is named in it"),
)
def old_runs(before, limit):
    """Forget planning rows."""
    return in_batches(DigestRun.objects.filter(at__lt=before), limit)


@retains(
    "digests.letters",
    _("Which digest came when, and which were empty"),
    days=SHOWN_DAYS,
    why=_("so that nothing is told twice and no letter goes out twice"),
)
def old_letters(before, limit):
    """Forget old letters and what stood in them; empty ones sooner."""
    empty = Delivery.objects.filter(state=Delivery.State.EMPTY, due_at__lt=before + timedelta(days=SHOWN_DAYS - 90))
    done = Delivery.objects.filter(due_at__lt=before).exclude(state__in=[Delivery.State.DUE, Delivery.State.CLAIMED])
    told = Shown.objects.filter(at__lt=before)
    return in_batches(empty, limit) + in_batches(told, limit) + in_batches(done, limit)
