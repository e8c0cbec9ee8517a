"""What invitations hold about a person, and how long what came in by mail is kept."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from meetings.calendar.actions.mailing.inviting import sync_series_audience
from meetings.calendar.actions.mailing.people import addresses_of
from meetings.calendar.models import Attendance, InboundMail, Proposal, Standing
from network.kit.personal import erases, exports, in_batches, plain, retains

COLUMNS = [
    *("calendar.Standing.member", "calendar.Standing.asked_by", "calendar.Proposal.settled_by"),
    *("calendar.Standing.address", "calendar.Proposal.address", "calendar.Attendance.address"),
    "calendar.InboundMail.sender",
]
"""By addresses: somebody may have been a guest before they were a member."""


@exports("calendar_invitations", _("Series I am asked to, and what came in by mail"), holds=COLUMNS)
def mine(member):
    """Series that the member is asked to with what they said, mails that came in for them, proposals."""
    standings = Standing.objects.filter(member=member).select_related("series").order_by("pk")
    mails = InboundMail.objects.filter(attendance__member=member) | InboundMail.objects.filter(
        sender__in=addresses_of(member)
    )
    proposals = Proposal.objects.filter(attendance__member=member).select_related("meeting").order_by("pk")
    return {
        "series": [
            {"series": row.series.title, "address": row.series.get_absolute_url()}
            | plain(row, "role", "since", "answer", "answered_at", "removed_at")
            for row in standings
        ],
        "mails": [
            plain(row, "received_at", "sender", "outcome", "reason", "told") for row in mails.distinct().order_by("pk")
        ],
        "proposals": [
            {"meeting": row.meeting.title} | plain(row, "kind", "state", "starts_at", "ends_at", "note", "made_at")
            for row in proposals
        ],
        "as_guest": [
            {"meeting": row.meeting.title} | plain(row, "address", "name", "asked_at", "answer", "answered_at")
            for row in Attendance.objects.filter(address__in=addresses_of(member)).select_related("meeting")
        ],
        "asked_to_series": Standing.objects.filter(asked_by=member).exclude(member=member).count(),
        "proposals_settled": Proposal.objects.filter(settled_by=member).count(),
    }


@erases("calendar.invitations", order=39, holds=COLUMNS)
@transaction.atomic
def erase(member, *, keep_authorship):
    """Let everything go; what of a meeting is the person's own row goes with attendance."""
    addresses = addresses_of(member)
    InboundMail.objects.filter(sender__in=addresses).delete()
    for model in (Proposal, Standing, Attendance):
        model.objects.filter(address__in=addresses).delete()
    for row in Standing.objects.filter(member=member).select_related("series").order_by("series"):
        series = row.series
        row.delete()
        sync_series_audience(series)
    Standing.objects.filter(asked_by=member).update(asked_by=None)
    Proposal.objects.filter(settled_by=member).update(settled_by=None)


@retains("calendar.mails", _("Notes about mails that came in"), days=180,
         why=_("so that hosts and administrators can see what became of an answer"))  # fmt: skip
def old_mails(before, limit):
    """Rows older than that; no words of a mail were ever kept."""
    return in_batches(InboundMail.objects.filter(received_at__lt=before), limit)


@retains("calendar.guests", _("Addresses of guests of meetings"), days=365,
         why=_("so that they can be asked to the next one"))  # fmt: skip
def old_guests(before, limit):
    """Guests of meetings that ended before that; how many they were is not kept either."""
    return in_batches(Attendance.objects.filter(member=None, meeting__ends_at__lt=before), limit)
