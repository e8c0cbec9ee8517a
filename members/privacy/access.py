"""Who may take data along, leave, come back, and read the audit log."""

from django.utils.translation import gettext_lazy as _

from members.accounts.models import Member
from network.access.rules import no, rule, yes

OWN = _("It is about yourself.")
NOT_OWN = _("People decide this for themselves alone.")
LAST = _(
    "You are the last administrator. Make somebody else an administrator first, so that the portal is looked after."
)


def _own(member, whose):
    return yes(OWN) if member.is_authenticated and member.pk == whose.pk else no(NOT_OWN)


def is_last_administrator(member):
    """Say whether nobody would administer the network without `member`."""
    if not (member.is_superuser and member.is_member):
        return False
    others = Member.objects.filter(is_superuser=True, is_active=True, status=Member.Status.MEMBER).exclude(pk=member.pk)
    return not others.exists()


@rule("privacy.take_along", _("Take everything along that is held of a person"))
def take_along(member, whose):
    """Each their own."""
    return _own(member, whose)


@rule("privacy.leave", _("Leave the network, or have everything erased"))
def leave(member, whose):
    """Each for themselves; the last administrator hands the keys on first."""
    own = _own(member, whose)
    if own and is_last_administrator(whose):
        return no(LAST)
    return own


@rule("privacy.come_back", _("Come back after leaving"))
def come_back(member, whose):
    """Who has left by their own wish; nobody who was suspended."""
    own = _own(member, whose)
    if own and whose.status != Member.Status.LEFT:
        return no(_("You have not left."))
    return own


@rule("privacy.withdraw", _("Withdraw a consent"))
def withdraw(member, whose):
    """Each their own."""
    return _own(member, whose)


@rule("privacy.read_log", _("Read the whole audit log"), needs_object=False)
def read_log(member):
    """Administrators; each member reads the rows about themselves."""
    if member.is_authenticated and member.is_superuser and member.is_member:
        return yes(_("You are an administrator."))
    return no(_("Administrators alone read all of it. You read what is about you."))
