"""One door to sign in: what Wagtail brings of its own for accounts is shadowed here, before Wagtail's addresses.

Its login, reset and account pages ask for no second factor and keep no count of tries; its pages of users and groups
would be a way to become an administrator; its documents would be a second, unchecked way to upload files.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls

to_the_door = RedirectView.as_view(pattern_name="account_login", query_string=True)
sign_out = RedirectView.as_view(pattern_name="account_logout")
reset = RedirectView.as_view(pattern_name="account_reset_password")
profile = RedirectView.as_view(url="/me/profile/")


def sign_in(request):
    """Send a stranger to the one door; tell a member who has no business behind it, instead of sending them round."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return to_the_door(request)


def nowhere(request, *args, **kwargs):
    """Answer that there is nothing here."""
    raise Http404


doors = [
    path("manage/login/", sign_in),
    path("manage/logout/", sign_out),
    re_path(r"^manage/password_reset/", reset),
    re_path(r"^manage/account/", profile),
    re_path(r"^manage/(users|groups|documents|api-tokens|reports/site-history|failwhale|test404)(/|$)", nowhere),
    re_path(r"^manage/(sites|workflows|redirects|forms|embeds|styleguide)(/|$)", nowhere),
    # Wagtail's lists for programs show every picture and file to whoever may enter; nothing of the desk asks them.
    re_path(r"^manage/api/main/(images|documents)(/|$)", nowhere),
    re_path(r"^manage/bulk/(?!wagtailcore/page/|wagtailimages/image/|cities/)", nowhere),
    path("_util/login/", to_the_door),
    path("manage/", include(wagtailadmin_urls)),
]
