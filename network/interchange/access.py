"""Who may hold keys for programs."""

from django.utils.translation import gettext_lazy as _

from network.access.rules import no, rule, yes


@rule("interchange.hold_tokens", _("Make keys with which my own programs read"), needs_object=False)
def hold_tokens(member):
    """Members."""
    if not member.is_authenticated:
        return no(_("Sign in first."))
    return yes() if member.is_member else no(_("This is for members: your city has not said yes yet."))


@rule("interchange.revoke_token", _("Revoke a key for programs"))
def revoke_token(member, token):
    """Whose it is."""
    if member.is_authenticated and member.pk == token.member_id:
        return yes(_("It is yours."))
    return no(_("Only its owner may revoke it."))
