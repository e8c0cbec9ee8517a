"""The short form. Its draft lives on the server from the first answer on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from network.access.rules import demand
from resources.adaptations import actions
from resources.adaptations.forms import ShortForm
from resources.adaptations.models import Adaptation
from resources.adaptations.terms import NotReady
from resources.adaptations.views import keeping
from resources.adaptations.views.finding import resource_of


def draft_of(request, resource):
    """Return the reader's draft on a work, None if there is none."""
    return Adaptation.objects.filter(resource=resource, by=request.user, state=Adaptation.State.DRAFT).first()


@never_cache
@keeping.keeps_what_was_typed
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, pk):
    """Answer, and send; or keep the draft. A draft that was begun is here again."""
    resource = resource_of(request, pk)
    demand(request.user, "adaptations.report", resource)
    report = draft_of(request, resource)
    kept = keeping.give_back(request)
    data = request.POST if request.method == "POST" else kept
    sends = "send" in request.POST
    form = ShortForm(report, data, by=request.user, is_draft=not sends)
    if request.method == "POST":
        is_right = form.is_valid()
        report = actions.save(resource, by=request.user, **form.answers())
        if is_right and not sends:
            messages.success(request, _("Kept. You find it on your desk."))
            return redirect("adaptations:new", pk)
        if is_right and (sent := send(request, report, form)):
            messages.success(request, _("Thank you. Its authors will read it in their next letter."))
            return redirect(sent)
    elif kept is not None:
        messages.success(request, _("You were signed out. What you had typed is here again."))
    context = {"resource": resource, "report": report, "form": form}
    return render(request, "adaptations/new.html", context, status=422 if request.method == "POST" else 200)


def send(request, report, form):
    """Send the report; returns it, or None with what is missing said in the form."""
    try:
        return actions.publish(report, by=request.user)
    except NotReady as lack:
        for name, sentence in lack.missing.items():
            form.add_error(name, sentence)
    return None


@never_cache
@login_required
@require_POST
def autosave(request, pk):
    """Keep what was typed so far; the page's script sends it while one writes."""
    resource = resource_of(request, pk)
    demand(request.user, "adaptations.report", resource)
    form = ShortForm(draft_of(request, resource), request.POST, by=request.user)
    form.is_valid()
    actions.save(resource, by=request.user, **form.answers())
    return HttpResponse(status=204)


@login_required
@require_POST
def not_used(request, pk):
    """Answer 'no' on the own page."""
    actions.pass_over(resource_of(request, pk), by=request.user)
    messages.success(request, _("Thank you for saying so. We do not ask again."))
    return redirect("accounts:home")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request, pk):
    """Throw the draft away, after a question."""
    resource = resource_of(request, pk)
    report = draft_of(request, resource)
    if report is None:
        return redirect(resource)
    if request.method == "POST":
        actions.discard(report, by=request.user)
        messages.success(request, _("Thrown away. Nobody else has seen it."))
        return redirect(resource)
    return render(request, "adaptations/discard.html", {"resource": resource, "report": report})
