"""Who may bring many resources at once."""

from django.utils.translation import gettext_lazy as _

from network.access.rules import no, rule, yes
from resources.imports.models import Import

SIGN_IN = _("Sign in first.")
NOT_YET = _("This is for members: your city has not said yes yet.")


def _member(member):
    if not member.is_authenticated:
        return no(SIGN_IN)
    return yes() if member.is_member else no(NOT_YET)


@rule("imports.bring", _("Bring many resources at once"), needs_object=False)
def bring(member):
    """Members bring what they could share one by one."""
    return _member(member)


@rule("imports.go_on", _("Go on with an import"))
def go_on(member, batch):
    """Whoever began it, until it is written."""
    standing = _member(member)
    if not standing:
        return standing
    if batch.owner_id != member.pk:
        return no(_("Only who began an import goes on with it."))
    if batch.state in (Import.State.DONE, Import.State.UNDONE):
        return no(_("This import is done."))
    return no(_("It is being worked on. Wait a moment.")) if batch.is_busy else yes()


@rule("imports.undo", _("Undo an import"))
def undo(member, batch):
    """Whoever brought it, once it is written."""
    if not member.is_authenticated:
        return no(SIGN_IN)
    if batch.owner_id != member.pk:
        return no(_("Only who began an import undoes it."))
    return yes() if batch.state == Import.State.DONE else no(_("Only what was written can be undone."))
