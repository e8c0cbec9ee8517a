"""What is held of a member here: when the addresses of their calendar were made and used, never the addresses."""

from django.utils.translation import gettext_lazy as _

from meetings.calendar.models import FeedAddress
from network.kit.personal import erases, exports, retains


@exports("calendar_addresses", _("Secret addresses of my calendar"), holds=["calendar.FeedAddress.member"])
def mine(member):
    """When each was made, last used and ended."""
    return [
        {
            "made_at": one.made_at.isoformat(),
            "last_used_at": one.used_at.isoformat() if one.used_at else None,
            "ended_at": one.ended_at.isoformat() if one.ended_at else None,
            "leaves_out_mailed": one.leaves_out_mailed,
        }
        for one in FeedAddress.objects.filter(member=member)
    ]


@erases("calendar.feeds", order=40, holds=["calendar.FeedAddress.member"])
def erase(member, *, keep_authorship):
    """Take away every address."""
    FeedAddress.objects.filter(member=member).delete()


@retains(
    "calendar.feeds", _("Addresses of calendars that are over"), days=90, why=_("so that a member can still look back")
)
def old_addresses(before, limit):
    """Delete addresses that were ended before the moment `before`."""
    over = FeedAddress.objects.filter(ended_at__lt=before)
    return FeedAddress.objects.filter(pk__in=list(over.values_list("pk", flat=True)[:limit])).delete()[0]
