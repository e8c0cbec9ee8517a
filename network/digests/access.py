"""Who may do what with letters."""

from django.utils.translation import gettext_lazy as _

from network.access.rules import no, rule, yes


@rule("digests.set", _("Choose how often the digest comes"))
def set_preference(member, whose):
    """Everybody for themselves."""
    if member.is_authenticated and member.pk == whose.pk:
        return yes(_("These are your own settings."))
    return no(_("Only the member can choose this."))


@rule("digests.resend", _("Have a mail sent once more"))
def resend(member, letter):
    """Receivers for themselves, administrators for all."""
    if member.is_authenticated and (member.pk == letter.member_id or (member.is_superuser and member.is_member)):
        return yes()
    return no(_("This mail was sent to somebody else."))


@rule("digests.oversee", _("See the runs of the digest and preview a member's letter"), needs_object=False)
def oversee(member):
    """Administrators alone: a preview shows what one member may see."""
    if member.is_authenticated and member.is_superuser and member.is_member:
        return yes(_("You are an administrator."))
    return no(_("Administrators look after the digests."))
