"""Pages for what went wrong, each with the next useful act."""

import errno
import sys

from django.http import HttpResponse
from django.shortcuts import render


def csrf_failure(request, reason=""):
    """Say that the form was open too long, and that going back keeps what was typed."""
    return render(request, "errors/csrf.html", status=403)


def too_many(request, wait=None):
    """Answer 429: too many tries; `wait` is in seconds."""
    response = render(request, "errors/429.html", {"wait": wait}, status=429)
    if wait:
        response["Retry-After"] = str(wait)
    return response


def plain(status, words):
    """Answer a machine in plain words."""
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def forbidden(request, exception=None):
    """Answer 403 with the reason of the rule that said no."""
    return render(request, "403.html", {"reason": getattr(exception, "reason", "")}, status=403)


def missing(request, exception=None):
    """Answer 404, the same for what does not exist and for what may not be seen."""
    return render(request, "404.html", status=404)


def broken(request):
    """Answer 500 without touching anything that may be broken; 507 where the disk is full."""
    if _says_full(sys.exc_info()[1]):
        return render(request, "507.html", status=507)
    return render(request, "500.html", status=500)


def _says_full(error):
    """Whether an error, or its cause, means a full disk; large uploads land there before any view is asked."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        error = error.__cause__ or error.__context__
    return False
