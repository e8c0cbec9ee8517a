"""The API itself: who asks, how often, and what every answer carries."""

import hashlib
from functools import wraps

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import override
from django.views.decorators.csp import csp_override
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer
from ninja.security import HttpBearer

from network.interchange import actions
from network.interchange.api import problems
from network.interchange.api.problems import Problem
from network.interchange.headers import POLICY, opened
from network.kit.ratelimit import address_of, tried

VISITOR, MEMBER = "120/m", "600/m"
FAILED = "30/h"
RATE_HEADERS = {
    "RateLimit-Policy": "How many questions are answered in how many seconds.",
    "RateLimit": "How many are left, and when the count begins anew.",
}


class House(NinjaAPI):
    """Ninja's API, with our errors in its description."""

    def get_openapi_schema(self, **kwargs):
        """Return the description; every error is a problem of RFC 9457."""
        schema = super().get_openapi_schema(**kwargs)
        schema["components"].setdefault("schemas", {})["Problem"] = problems.SCHEMA
        schema["servers"] = [{"url": settings.SITE_URL}]
        return schema


class Readable(JSONRenderer):
    """JSON in UTF-8, so that people can read it too."""

    json_dumps_params = {"ensure_ascii": False}


class Key(HttpBearer):
    """A member's key for programs. Without one the answer is what everybody may read, or the session's member."""

    def __call__(self, request):
        given = request.headers.get("Authorization", "")
        if not given:
            request.reader = request.user if request.user.is_authenticated else AnonymousUser()
            return request.reader
        kind, _, secret = given.partition(" ")
        member = actions.used(secret.strip()) if kind.lower() == "bearer" else None
        if member is None:
            # Counted apart: whoever tries keys is stopped before those who forgot that theirs is over.
            if not tried(f"api.key:{address_of(request)}", FAILED).is_within:
                raise Problem(429, "Too many keys that are none.", headers={"Retry-After": "3600"})
            raise Problem(
                401, "This key is unknown, over or revoked.", headers={"WWW-Authenticate": 'Bearer realm="portal"'}
            )
        request.reader = member
        return member

    def authenticate(self, request, token):
        """Not asked: `__call__` answers for visitors too."""


api = House(
    title=f"{settings.NETWORK_NAME}: read API",
    version="1.0.0",
    description=(
        "Everything that a reader may see, for programs. Lists are narrowed by the same words as the pages. "
        "Without a key it answers what everybody may read; with a member's key, what that member may read."
    ),
    docs_url=None,
    renderer=Readable(),
    urls_namespace="api",
    auth=Key(),
)
problems.register(api)


def read(path, response, *, summary, tags, description="", errors=(), links=False):
    """Register `def view(request, …)` for GET: `response` is the schema of 200; it may also return an HttpResponse."""
    said = {429: "Too many questions", 401: "Not a good key", 422: "Not a good question"}
    said |= {status: problems.TITLES[status] for status in errors}
    headers = {name: {"description": text, "schema": {"type": "string"}} for name, text in RATE_HEADERS.items()}
    if links:
        headers["Link"] = {"description": "The next page (RFC 8288).", "schema": {"type": "string"}}
    responses = {
        status: {
            "description": words,
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, words in said.items()
    }
    responses[200] = {"headers": headers}
    responses[400] = {
        "description": "The address holds bytes that are no text.",
        "content": {"text/plain": {"schema": {"type": "string"}}},
    }
    responses[304] = {"description": "Nothing has changed since the ETag that was sent."}

    def register(view):
        @wraps(view)
        def counted(request, *args, **kwargs):
            count(request)
            with override("en"):
                return view(request, *args, **kwargs)

        return api.get(
            path,
            response=response,
            summary=summary,
            description=description,
            tags=tags,
            operation_id=view.__name__,
            url_name=view.__name__,
            exclude_none=True,
            openapi_extra={"security": [{}], "responses": responses},
        )(counted)

    return register


def count(request):
    """Count a question; raises Problem 429 beyond the limit."""
    member = request.reader if request.reader.is_authenticated else None
    key, limit = (f"api:{member.pk}", MEMBER) if member else (f"api:{address_of(request)}", VISITOR)
    counted = tried(key, limit)
    request.rate = {
        "RateLimit-Policy": f'"default";q={counted.most};w={counted.span}',
        "RateLimit": f'"default";r={counted.left};t={counted.seconds}',
    }
    if not counted.is_within:
        raise Problem(429, "Ask again later.", headers={"Retry-After": str(counted.seconds)})


# -- what every answer carries -----------------------------------------------------------------------------------
def machine(view):
    """Let other sites read the answer, answer HEAD and preflights, and say 304 to who has it already."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method == "OPTIONS":
            return opened(
                HttpResponse(
                    status=204,
                    headers={
                        "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
                        "Access-Control-Allow-Headers": "Authorization, If-None-Match",
                        "Access-Control-Max-Age": "86400",
                        "Allow": "GET, HEAD, OPTIONS",
                    },
                )
            )
        if request.method == "HEAD":
            request.method = "GET"
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            response = problems.answer(405, "This API is for reading: GET.", {"Allow": "GET, HEAD, OPTIONS"})
        for name, value in getattr(request, "rate", {}).items():
            response[name] = value
        return opened(_dressed(request, response))

    return csp_override(POLICY)(answer)


def _dressed(request, response):
    # Asked for anew each time, by ETag: what was closed is gone at once.
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Authorization", "Cookie"])
    if response.status_code != 200:
        return response
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    if response["ETag"] in parse_etags(request.headers.get("If-None-Match", "")):
        bare = HttpResponseNotModified()
        for name, value in response.items():
            if name not in ("Content-Type", "Content-Length"):
                bare[name] = value
        return bare
    return response
