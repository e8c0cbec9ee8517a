"""What is held of a member here: the keys for programs, never their secrets."""

from django.utils.translation import gettext_lazy as _

from network.interchange.models import Token
from network.kit.personal import erases, exports, retains


@exports("keys", _("Keys for my programs"), holds=["interchange.Token.member"])
def mine(member):
    """Name, days and what each may do."""
    return [
        {
            "name": token.name,
            "begins": token.start,
            "may": token.scopes,
            "made_at": token.created_at.isoformat(),
            "good_until": token.expires_at.isoformat(),
            "last_used_at": token.used_at.isoformat() if token.used_at else None,
            "revoked_at": token.revoked_at.isoformat() if token.revoked_at else None,
        }
        for token in Token.objects.filter(member=member)
    ]


@erases("interchange", order=40, holds=["interchange.Token.member"])
def erase(member, *, keep_authorship):
    """Take away every key."""
    Token.objects.filter(member=member).delete()


@retains(
    "interchange.tokens", _("Keys for programs that are over"), days=90, why=_("so that a member can still look back")
)
def old_tokens(before, limit):
    """Delete keys that ended before the moment `before`."""
    over = Token.objects.filter(expires_at__lt=before) | Token.objects.filter(revoked_at__lt=before)
    return Token.objects.filter(pk__in=list(over.values_list("pk", flat=True)[:limit])).delete()[0]
