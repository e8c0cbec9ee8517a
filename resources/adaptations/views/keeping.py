"""Nothing typed is lost when a session ends: what was sent after it waits in the browser's new session."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import QueryDict

from network.kit.ratelimit import address_of, allow

KEY = "adaptations.typed"
MOST = 100_000
OFTEN = "30/h"


def keeps_what_was_typed(view):
    """Ask for a sign-in, and keep the form that came with the request until then."""

    @wraps(view)
    def asked(request, **words):
        if request.user.is_authenticated:
            return view(request, **words)
        if request.method == "POST":
            typed = request.POST.copy()
            typed.pop("csrfmiddlewaretoken", None)
            encoded = typed.urlencode()
            if len(encoded) <= MOST and allow(f"typed:{address_of(request)}", OFTEN):
                request.session[KEY] = {"path": request.path, "typed": encoded}
        return redirect_to_login(request.path)

    return asked


def give_back(request):
    """Return what was typed on this page before the sign-in as form data, None if there is nothing."""
    kept = request.session.get(KEY)
    if kept is None or kept["path"] != request.path or request.method == "POST":
        return None
    del request.session[KEY]
    return QueryDict(kept["typed"])
