"""How somebody signs in: addresses, keys, sessions."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from network.kit.personal import erases, exports, in_batches, plain, retains

COLUMNS = [
    "account.EmailAddress.user",
    "account.EmailAddress.email",
    "mfa.Authenticator.user",
    "usersessions.UserSession.user",
]
SESSION_DAYS = 30
KEY = "_auth_user_id"


@exports("signing_in", _("How you sign in"), holds=COLUMNS)
def mine(member):
    """Addresses, kinds of keys, and where the member is signed in; never the secrets of the keys."""
    return {
        "addresses": [
            plain(row, "email", "verified", "primary")
            for row in EmailAddress.objects.filter(user=member).order_by("pk")
        ],
        "keys": [
            plain(row, "type", "created_at", "last_used_at")
            | {"name": row.data.get("name", "") if row.type == Authenticator.Type.WEBAUTHN else ""}
            for row in Authenticator.objects.filter(user=member).order_by("pk")
        ],
        "sessions": [
            plain(row, "created_at", "last_seen_at", "ip", "user_agent")
            for row in UserSession.objects.filter(user=member).order_by("created_at")
        ],
    }


@erases("signing_in", order=92, holds=COLUMNS)
def erase(member, *, keep_authorship):
    """End every session and forget every key and address."""
    end_sessions(member)
    for model in (UserSession, Authenticator, EmailAddress):
        model.objects.filter(user=member).delete()


def end_sessions(member):
    """Delete the sessions of `member`, and those of visitors' forms that hold the address; returns how many.

    Sessions are signed texts that no query can look into: each is opened once.
    """
    gone, addresses = [], {member.email.lower()}
    for session in Session.objects.iterator(chunk_size=500):
        held = session.get_decoded()
        typed = str(held.get("join_draft", "")) + str(held.get("join_sent", ""))
        if held.get(KEY) == str(member.pk) or any(address in typed.lower() for address in addresses):
            gone.append(session.pk)
    Session.objects.filter(pk__in=gone).delete()
    return len(gone)


@retains(
    "sessions.over",
    _("Sessions, and what is typed before an account exists"),
    days=0,
    why=_("a session ends 30 days after its last use; its row goes in the night after"),
)
def over(before, limit):
    """Forget sessions that are over."""
    return in_batches(Session.objects.filter(expire_date__lt=before), limit)


@retains(
    "sessions.places",
    _("From which browser and address you were signed in"),
    days=SESSION_DAYS,
    why=_("so that you can see and end a session that is not yours"),
)
def places(before, limit):
    """Forget where somebody was signed in, once the session is gone or long unused."""
    return in_batches(UserSession.objects.filter(last_seen_at__lt=before), limit)
