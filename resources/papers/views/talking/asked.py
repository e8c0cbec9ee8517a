"""How a view answers a page and the editor's script alike, and how often anybody may ask it to write."""

from functools import wraps

from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.access.rules import Denied
from network.kit import errors
from network.kit.ratelimit import allow
from network.live import texts

OFTEN = "120/10m"
TOO_MUCH = gettext_lazy("That was very much in a short time. Please go on in a few minutes.")


def wants_json(request):
    """Whether a script asks."""
    return "application/json" in request.headers.get("Accept", "")


def for_script(view):
    """Answer a script in JSON whatever happens: {"error": the reason in words} with the right status."""

    @wraps(view)
    def answered(request, *args, **words):
        if not wants_json(request):
            return view(request, *args, **words)
        if not request.user.is_authenticated:
            return failed(_("Sign in first."), 401)
        try:
            response = view(request, *args, **words)
        except Denied as denied:
            return failed(str(denied.reason), 403)
        except Http404:
            return failed(_("It is not there any more."), 404)
        except texts.Frozen:
            return failed(_("The text is fixed for now."), 409)
        response["Cache-Control"] = "private, no-store"
        return response

    return answered


def failed(reason, status=400):
    """Return an error for a script."""
    return JsonResponse({"error": str(reason)}, status=status)


def is_within(request):
    """Count one act of this member, and say whether it is as many as people do."""
    return allow(f"papers.talking:{request.user.pk}", OFTEN)


def too_often(request):
    """Return an answer if this member writes more often than anybody would, None otherwise."""
    if is_within(request):
        return None
    return failed(TOO_MUCH, 429) if wants_json(request) else errors.too_many(request)
