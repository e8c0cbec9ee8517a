"""Old words for topics lead to the new ones."""

from functools import wraps

from django.shortcuts import redirect

from resources.library import words


def leads_to_merged(view):
    """Lead whoever asks for a topic that was merged into another, in the address or among the filters, to that one."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        asked = request.GET.getlist("topic")[:30]
        # Not for ever: a merge can be undone.
        if any(words.replaced(slug) for slug in asked):
            params = request.GET.copy()
            params.setlist("topic", list(dict.fromkeys(words.replaced(slug) or slug for slug in asked)))
            return redirect(f"{request.path}?{params.urlencode()}")
        return view(request, *args, **kwargs)

    return answer
