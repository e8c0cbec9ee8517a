"""Those who curate must hold a second factor before they enter the rooms where they curate."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from members.accounts.queries import curates

GUARDED = ("/manage/", "/desk/")


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
        return get_response(request)

    return middleware
