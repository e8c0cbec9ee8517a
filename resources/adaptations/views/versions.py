"""The version that a city made: its files, its place in the library, and the owner's yes where one is needed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from network.access.rules import Denied, demand, may
from network.files import actions as files_hub
from network.files import queries as known_files
from network.files.models import StoredFile
from resources.adaptations import actions
from resources.adaptations.forms import VersionForm
from resources.adaptations.terms import NotAllowed
from resources.adaptations.views.finding import report_of


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def version(request, pk, number):
    """Add files, or name the resource that it became; what a licence forbids is said, with whom to ask."""
    report = report_of(request, pk, number)
    demand(request.user, "adaptations.edit", report)
    named = "names" in request.POST
    form = VersionForm(report, request.POST if named else None, by=request.user)
    if request.method == "POST" and not named:
        return take(request, report)
    if named and form.is_valid() and name(request, report, form):
        return redirect(report)
    context = {
        "report": report,
        "resource": report.resource,
        "form": form,
        "may_attach": may(request.user, "adaptations.attach", report),
        "may_ask": may(request.user, "adaptations.ask", report),
        "parts": list(report.parts.select_related("file")),
    }
    return render(request, "adaptations/version.html", context, status=422 if request.method == "POST" else 200)


def take(request, report):
    """Add what was sent: ids of uploads, or whole files of the plain form."""
    demand(request.user, "adaptations.attach", report)
    sent = known_files.sent_by(request.user, request.POST.getlist("uploads"))
    taken, refused = files_hub.accept_all(request.user, request.FILES.getlist("files"))
    if sent or taken:
        actions.add_files(report, by=request.user, files=[*sent, *taken])
    for file, sentence in refused:
        messages.error(request, f"{file}: {sentence}")
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"address": request.path})
    return redirect(request.path)


def name(request, report, form):
    """Join or part the version; says whether that went well."""
    chosen = form.cleaned_data["version"]
    try:
        if chosen is None:
            actions.part(report, by=request.user)
        else:
            actions.join(report, by=request.user, version=chosen)
    except NotAllowed as refusal:
        form.add_error("version", refusal.sentence)
        return False
    except Denied as refusal:
        form.add_error("version", str(refusal.reason))
        return False
    messages.success(request, _("Saved."))
    return True


@login_required
@require_POST
def files(request, pk, number):
    """Take a file off the report."""
    report = report_of(request, pk, number)
    known = {str(part.file_id) for part in report.parts.all()}
    wanted = request.POST.get("drop", "")
    if wanted in known:
        actions.drop_file(report, by=request.user, file=get_object_or_404(StoredFile, pk=wanted))
    return redirect("adaptations:version", pk, number)


@login_required
@require_POST
def ask(request, pk, number):
    """Ask the owner of the original."""
    actions.ask(report_of(request, pk, number), by=request.user)
    messages.success(request, _("Asked. The owner gets a mail and answers on the page of the report."))
    return redirect("adaptations:version", pk, number)


@login_required
@require_POST
def allow(request, pk, number):
    """Let the city share its version."""
    report = actions.allow(report_of(request, pk, number), by=request.user)
    messages.success(request, _("Allowed. Who reported it is told at once."))
    return redirect(report)
