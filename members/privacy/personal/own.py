"""Archives, departures, the audit log."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from members.privacy.actions.archives import forget_archives, forget_requests
from members.privacy.actions.traces import forget_traces
from members.privacy.models import Archive, Departure, Run, Trace, Withdrawal
from members.privacy.terms import ARCHIVE_DAYS
from network.files import storing
from network.kit.personal import erases, exports, in_batches, plain, retains, spares

COLUMNS = ["privacy.Archive.member", "privacy.Departure.member"]
TRACE_DAYS, DEPARTURE_DAYS = 1095, 1095


@exports("privacy", _("Privacy"), holds=[*COLUMNS, "privacy.Trace.about", "privacy.Trace.by"])
def mine(member):
    """Archives and departures that were asked for; who looked at or changed what is the member's; withdrawals."""
    return {
        "archives": [
            plain(row, "state", "asked_at", "ready_at", "expires_at", "size")
            for row in Archive.objects.filter(member=member).order_by("asked_at")
        ],
        "departures": [
            plain(row, "kind", "keep_authorship", "asked_at", "due_at", "reminded_at", "undone_at", "done_at")
            for row in Departure.objects.filter(member=member).order_by("asked_at")
        ],
        "withdrawn_consents": [
            {"purpose": row.consent.purpose, "version": row.consent.version, "at": row.at}
            for row in Withdrawal.objects.filter(consent__member=member).select_related("consent").order_by("at")
        ],
        "was_looked_at_or_changed": [
            plain(row, "kind", "by", "detail", "at")
            for row in Trace.objects.filter(about=member).select_related("by").order_by("at")
        ],
        "looked_at_or_changed": [plain(row, "kind", "detail", "at") for row in Trace.objects.filter(by=member)],
    }


@erases("privacy", order=20, holds=COLUMNS)
def erase(member, *, keep_authorship):
    """Take the archives away. The departure stays as the proof that it was done, with a number and two days."""
    for archive in Archive.objects.filter(member=member):
        transaction.on_commit(partial(storing.remove, archive.stored_as))
        archive.delete()


spares(
    "privacy.Departure.member",
    _("That an account was erased, and when, is the proof that it was done; it holds no name."),
    only="erase",
)
for column in ("privacy.Trace.by", "privacy.Trace.about"):
    spares(
        column, _("The audit log only grows; its rows hold a number and no name, and go by their clock."), only="erase"
    )


@retains(
    "privacy.archives",
    _("Archives of everything"),
    days=ARCHIVE_DAYS,
    why=_("so that you can download them; then they would only be a second copy that could be stolen"),
)
def archives(before, limit):
    """Take away the bytes of archives."""
    return forget_archives(before, limit)


@retains(
    "privacy.requests",
    _("That an archive was asked for"),
    days=365,
    why=_("so that it can be shown that the wish was met"),
)
def requests(before, limit):
    """Forget that archives were asked for."""
    return forget_requests(before, limit)


@retains(
    "privacy.traces",
    _("Audit log: who looked, who changed a role"),
    days=TRACE_DAYS,
    why=_("so that misuse can be found out later, and each can see who looked"),
)
def traces(before, limit):
    """Forget old rows of the audit log."""
    return forget_traces(before, limit)


@retains(
    "privacy.departures",
    _("That somebody left or was erased"),
    days=DEPARTURE_DAYS,
    why=_("so that it can be shown that the wish was met; no name stands in it"),
)
def departures(before, limit):
    """Forget departures that are over."""
    over = Departure.objects.exclude(done_at=None, undone_at=None).filter(asked_at__lt=before)
    return in_batches(over, limit)


@retains("privacy.runs", _("When these clocks ran"), days=365, why=_("so that it can be shown that they run"))
def runs(before, limit):
    """Forget old runs of the clocks."""
    return in_batches(Run.objects.filter(at__lt=before), limit)
