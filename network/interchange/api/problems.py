"""What went wrong, as RFC 9457 says it: application/problem+json."""

import json

from django.http import Http404, HttpResponse
from ninja.errors import ValidationError

TITLES = {
    400: "Not understood",
    401: "Not a good key",
    403: "Not allowed",
    404: "Not here",
    405: "Not this way",
    410: "Gone",
    422: "Not a good question",
    429: "Too many questions",
}


class Problem(Exception):
    """An answer that is an error: status, a sentence, and what else helps."""

    def __init__(self, status, detail, *, headers=None, **more):
        super().__init__(detail)
        self.status, self.detail, self.headers, self.more = status, detail, headers or {}, more


def nowhere():
    """Return the Problem of what is not there, or not for this reader: the same words for both."""
    return Problem(404, "There is nothing here, or it is not for you.")


def answer(status, detail, headers=None, **more):
    """Return a problem as a response."""
    told = {"type": "about:blank", "title": TITLES.get(status, "Error"), "status": status, "detail": detail} | more
    return HttpResponse(
        json.dumps(told, ensure_ascii=False) + "\n",
        status=status,
        content_type="application/problem+json",
        headers=headers or {},
    )


SCHEMA = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"at": {"type": "array", "items": {"type": "string"}}, "says": {"type": "string"}},
            },
        },
    },
}


def register(api):
    """Let every error of the API be a problem."""

    @api.exception_handler(Problem)
    def problem(request, error):
        return answer(error.status, error.detail, error.headers, **error.more)

    @api.exception_handler(Http404)
    def missing(request, error):
        return answer(404, nowhere().detail)

    @api.exception_handler(ValidationError)
    def invalid(request, error):
        errors = [{"at": [str(part) for part in one["loc"]], "says": one["msg"]} for one in error.errors]
        return answer(422, "What was asked cannot be answered; see errors.", errors=errors)
