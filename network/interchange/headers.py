"""Headers of what machines read: no script runs in it, any site may read what is public."""

from functools import wraps

from django.utils.csp import CSP
from django.views.decorators.csp import csp_override

POLICY = {"default-src": [CSP.NONE], "frame-ancestors": [CSP.NONE]}


def open_to_machines(view):
    """Let pages of any other site read the answer (it carries no session), and let nothing in it run."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        return opened(response)

    return csp_override(POLICY)(answer)


def opened(response):
    """Set the headers by which other sites may read an answer. Never those that would let them send a session."""
    response.headers.setdefault("Access-Control-Allow-Origin", "*")
    response.headers.setdefault("Access-Control-Expose-Headers", "ETag, Link, RateLimit, RateLimit-Policy, Retry-After")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
