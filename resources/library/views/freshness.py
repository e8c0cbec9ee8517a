"""What is closed must be gone at once: no shared cache keeps a page of the library, we ourselves until it changes."""

from functools import wraps

from network.home.keeping import kept_for_visitors


def fresh(response, request):
    """Let no shared cache keep a page that may be closed at any moment."""
    if not request.user.is_authenticated:
        response["Cache-Control"] = "private, no-cache"
    return response


def kept(view):
    """Answer visitors from what was made for another, until anything in the catalogue changes or a minute is over."""
    inner = kept_for_visitors(view)

    @wraps(view)
    def answer(request, *args, **kwargs):
        return fresh(inner(request, *args, **kwargs), request)

    return answer
