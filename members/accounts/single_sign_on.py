"""Single sign-on by OpenID Connect, where the settings name a server: it opens accounts that exist, and makes none."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """A proved address of the server opens the account of that address; whoever has none is shown the way in."""

    def is_open_for_signup(self, request, sociallogin):
        """Say no: /join/ is the way in."""
        return False

    def pre_social_login(self, request, sociallogin):
        """Send whoever has no account here to the form, with a word why."""
        if not sociallogin.is_existing and not request.user.is_authenticated:
            messages.info(request, _("Nobody here has that address yet. Tell a city who you are, and it answers you."))
            raise ImmediateHttpResponse(redirect("accounts:join"))

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """Say that it did not work, where one can choose another way."""
        messages.error(request, _("Signing in there did not work. Take another way, or try again."))
        raise ImmediateHttpResponse(redirect("account_login"))
