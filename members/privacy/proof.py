"""A fresh proof of who is there, before everything is handed out or erased."""

from functools import wraps
from urllib.parse import urlencode

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate, get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from members.accounts.middleware import is_fresh


def is_proved(request):
    """Say whether this session proved lately who it belongs to."""
    if get_reauthentication_flows(request.user):
        return did_recently_reauthenticate(request)
    return is_fresh(request)


def proved(view):
    """Let a view answer only soon after its member proved who they are; else ask, and lead back.

    Who holds a password or passkey is asked for it; who signs in by codes alone signs in once more.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        if is_proved(request):
            return view(request, *args, **kwargs)
        messages.warning(request, _("Before you go on, show once more that it is you."))
        if get_reauthentication_flows(request.user):
            # allauth's own middleware asks for what the person holds, and goes on where this request was.
            raise ReauthenticationRequired
        code = f"{reverse('account_request_login_code')}?{urlencode({'next': request.path})}"
        return redirect(f"{reverse('account_logout')}?{urlencode({'next': code})}")

    return answer
