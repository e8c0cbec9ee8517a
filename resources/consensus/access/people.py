"""Who somebody is to a panel: asked by every rule of the room."""

from django.utils.translation import gettext_lazy as _

from network.access.rules import no, yes
from resources.consensus.models import Panellist

SIGN_IN = _("Sign in first.")
NOT_YET = _("This is for members: your city has not said yes yet.")
ONLY_RUN = _("Only those who run this panel may do this.")


def standing(member):
    """Say whether `member` is a member at all."""
    if not member.is_authenticated:
        return no(SIGN_IN)
    return yes() if member.is_member else no(NOT_YET)


def leads_network(member):
    """Whether `member` coordinates or administers the network."""
    return bool(member.is_authenticated and member.is_member and (member.is_superuser or member.is_network_coordinator))


def runs(member, panel):
    """Whether `member` facilitates `panel`; asked once per member and panel object."""
    if not member.is_authenticated or not member.is_member:
        return False
    known = panel.__dict__.setdefault("_run_by", {})
    if member.pk not in known:
        known[member.pk] = panel.facilitators.filter(pk=member.pk).exists()
    return known[member.pk]


def panellist_of(member, panel):
    """Return the row of `member` on `panel`, in whatever state, or None; asked once per member and panel object."""
    if not member.is_authenticated:
        return None
    known = panel.__dict__.setdefault("_sits", {})
    if member.pk not in known:
        known[member.pk] = Panellist.objects.filter(panel=panel, member=member).select_related("group").first()
        if known[member.pk]:
            known[member.pk].panel = panel
    return known[member.pk]
