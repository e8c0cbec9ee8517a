"""What congresses hold about a person: where they said that they go, their answers, their notes."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from meetings.congresses.models import Accepting, Congress, Note, Presence
from network.kit.personal import erases, exports, plain, spares

COLUMNS = [
    "congresses.Presence.member",
    "congresses.Accepting.member",
    "congresses.Note.member",
    "congresses.Congress.proposed_by",
]
spares("congresses.Congress.decided_by", _("Whoever confirmed a congress did it for the network"), only="export")


@exports("congresses", _("Congresses"), holds=COLUMNS)
def mine(member):
    """Where I go, to which side meetings I come, what I wrote, what I proposed."""
    going = Presence.objects.filter(member=member).select_related("congress")
    answers = Accepting.objects.filter(member=member).select_related("proposal__congress")
    return {
        "going": [
            {"congress": row.congress.title}
            | plain(row, "first_day", "last_day", "topics", "is_open", "note", "said_at")
            for row in going
        ],
        "side_meetings": [
            {"congress": row.proposal.congress.title} | plain(row, "comes", "asked_at", "answered_at")
            for row in answers
        ],
        "notes": [
            {"congress": row.congress.title} | plain(row, "text", "link", "written_at")
            for row in Note.objects.filter(member=member).select_related("congress")
        ],
        "proposed": [
            plain(row, "name", "first_day", "last_day", "place", "link", "created_at")
            for row in Congress.objects.filter(proposed_by=member)
        ],
    }


@erases("congresses", order=40, holds=[*COLUMNS, "congresses.Congress.decided_by"])
@transaction.atomic
def erase(member, *, keep_authorship):
    """Where they went is nobody's business any more; notes stay for the others, under the name or as somebody's."""
    Presence.objects.filter(member=member).delete()
    Accepting.objects.filter(member=member).delete()
    credit = member.get_full_name()[:300] if keep_authorship else ""
    Note.objects.filter(member=member).update(member=None, credit=credit)
    Congress.objects.filter(proposed_by=member).update(proposed_by=None)
    Congress.objects.filter(decided_by=member).update(decided_by=None)
