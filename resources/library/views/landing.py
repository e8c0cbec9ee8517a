"""What stands where somebody may not read: nothing at all, or that it exists and whom to ask."""

from django.http import Http404
from django.shortcuts import render

from network.access.rules import may
from resources.library.forms import AskForm
from resources.library.models import Resource
from resources.library.queries import access
from resources.library.queries.landing import told_of


def landing(request, pk, form=None):
    """Say of a resource that is not for this reader no more than its owner lets be said, or answer 404."""
    try:
        shown = told_of(pk)
    except Resource.DoesNotExist:
        raise Http404 from None
    context = {
        "shown": shown,
        "resource": shown.resource,
        "may_ask": may(request.user, "library.ask_access", shown.resource),
        "mine": access.request_of(shown.resource, request.user) if request.user.is_authenticated else None,
        "form": form or AskForm(label_suffix=""),
    }
    return render(request, "library/landing.html", context, status=422 if form is not None else 200)
