"""What a session must have proved: a second factor where people curate; lately, who it is, where keys are changed."""

import time
from urllib.parse import urlencode

from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from members.accounts.queries import curates

GUARDED = ("/manage/", "/desk/")
# Where the keys of an account are changed; to look at the two lists among them takes no fresh proof.
KEYS = ("/accounts/email/", "/accounts/password/set/", "/accounts/2fa/")
# Keys for programs are made here; to revoke one takes no fresh proof: that must be quick.
TOKENS = "/me/tokens/"
LISTS = ("/accounts/email/", "/accounts/2fa/", TOKENS)
SIGNED_IN_AT = "accounts.signed_in_at"
FRESH_SECONDS = 600


def needs_second_factor(member):
    """Say whether `member` curates, must therefore hold a second factor, and does not yet."""
    return settings.REQUIRE_SECOND_FACTOR and curates(member) and not is_mfa_enabled(member)


def second_factor(get_response):
    """Send curators without a second factor to the page where they add one."""

    def middleware(request):
        if request.path.startswith(GUARDED) and request.user.is_authenticated and needs_second_factor(request.user):
            messages.warning(
                request,
                _("Coordinators and administrators need a second way to prove who they are. Add one here, then go on."),
            )
            return redirect("mfa_index")
        # An administrator who was suspended would pass Django's own question for administrators.
        if request.path.startswith("/manage/") and _is_suspended_administrator(request.user):
            raise PermissionDenied
        return get_response(request)

    return middleware


def _is_suspended_administrator(member):
    return member.is_authenticated and member.is_superuser and not member.is_member


@receiver(user_logged_in)
def note_the_moment(sender, request, user, **kwargs):
    """Note in the session when it proved who it belongs to."""
    if request is not None:
        request.session[SIGNED_IN_AT] = int(time.time())


def fresh_proof(get_response):
    """Let those who hold neither password nor passkey change their keys only soon after they signed in.

    All others are asked by allauth itself; who signs in by codes alone has nothing that it could ask for, and it would
    let an old, perhaps stolen session take the account over.
    """

    def middleware(request):
        holds_keys = request.path.startswith(KEYS) or request.path == TOKENS
        changes = holds_keys and not (request.path in LISTS and request.method in ("GET", "HEAD"))
        if changes and request.user.is_authenticated and not is_fresh(request):
            if request.path == TOKENS:
                messages.warning(request, _("Before you go on, show once more that it is you."))
            else:
                messages.warning(request, _("Before you change how you sign in, show once more that it is you."))
            back = request.path if request.path in LISTS or request.method in ("GET", "HEAD") else "/me/security/"
            code = f"{reverse('account_request_login_code')}?{urlencode({'next': back})}"
            return redirect(f"{reverse('account_logout')}?{urlencode({'next': code})}")
        return get_response(request)

    return middleware


def is_fresh(request):
    """Say whether a session that nothing else could be asked of has signed in within the last minutes."""
    if get_reauthentication_flows(request.user):
        return True
    return time.time() - request.session.get(SIGNED_IN_AT, 0) < FRESH_SECONDS
