"""Pages for people: the keys for my own programs, and what the API is."""

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.access.rules import demand
from network.interchange import actions
from network.interchange.api import api as house
from network.interchange.api.house import MEMBER, VISITOR
from network.interchange.forms import TokenForm
from network.interchange.models import Token
from network.interchange.terms import MOST, TooMany
from network.kit.errors import too_many
from network.kit.ratelimit import allow

SHOWN = ("query", "path")


@require_safe
def api(request):
    """Say in words what programs can read, and how: from the same description that they read."""
    described = house.get_openapi_schema()
    operations = [
        {
            "path": path,
            "summary": told["get"]["summary"],
            "description": told["get"].get("description", ""),
            "parameters": [_parameter(one) for one in told["get"]["parameters"] if one["in"] in SHOWN],
            "example": path if "{" not in path else "",
        }
        for path, told in described["paths"].items()
    ]
    context = {"operations": operations, "visitor": VISITOR.partition("/")[0], "member": MEMBER.partition("/")[0]}
    return render(request, "interchange/api.html", context)


def _parameter(one):
    schema = one["schema"]
    return {
        "name": one["name"],
        "is_required": one["required"],
        "several": schema.get("type") == "array",
        "says": one.get("description", ""),
        "values": schema.get("enum", []),
    }


@never_cache
@login_required
@sensitive_variables("secret")
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request):
    """My keys; a new one is shown once, on the page that answers its form.

    A key outlives the session in which it was made, so a session that was found open makes none: allauth asks for
    what the member holds, then goes on with what was typed. Who signs in by codes alone is asked by a middleware.
    """
    demand(request.user, "interchange.hold_tokens")
    form = TokenForm(request.POST or None, label_suffix="")
    made, secret = None, ""
    if request.method == "POST" and form.is_valid():
        if not did_recently_reauthenticate(request):
            raise ReauthenticationRequired
        if not allow(f"tokens:{request.user.pk}", "20/d"):
            return too_many(request, 3600)
        try:
            made, secret = actions.make(form.cleaned_data["name"], by=request.user, days=form.cleaned_data["days"])
            form = TokenForm(label_suffix="")
        except TooMany:
            form.add_error(None, _("You hold %(n)s keys already. Revoke one that you no longer need.") % {"n": MOST})
    mine = Token.objects.visible_to(request.user)
    context = {"form": form, "tokens": mine, "made": made, "secret": secret}
    # The address of this page tells nothing. Without any referrer browsers call their origin "null", and the forms of
    # the page that shows a new key would be refused.
    return render(request, "interchange/tokens.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def revoke(request, pk):
    """Revoke one of my keys."""
    token = get_object_or_404(Token.objects.visible_to(request.user), pk=pk)
    actions.revoke(token, by=request.user)
    messages.success(request, _("The key “%(name)s” opens nothing any more.") % {"name": token.name})
    return redirect("interchange:tokens")
