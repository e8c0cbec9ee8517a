"""Making a new version: its own files, what is new, what it corrects. The published ones stay as they are."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network.files import actions as files
from network.files import queries as known_files
from resources.library import actions, queries
from resources.library.actions.versions import draft_of
from resources.library.forms import VersionForm
from resources.library.terms import NotReady
from resources.library.views.sharing import complain, mine, wants_json


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_version(request, pk):
    """The form of the next version; it is a draft from the first byte on, and nobody else sees it."""
    resource = mine(request, pk, "library.new_version")
    before = [part.file for part in queries.parts_of(resource, member=request.user)]
    if request.method == "POST":
        return save(request, resource, before)
    edition = draft_of(resource)
    initial = {"note": edition.note, "corrects": edition.corrects} if edition else {}
    if edition:
        held = set(edition.files.values_list("pk", flat=True))
        initial["carry"] = [str(file.pk) for file in before if file.pk in held]
    return page(request, resource, edition, VersionForm(initial=initial, files=before, label_suffix=""))


def save(request, resource, before):
    """Take what was sent; publish, throw away, or go on."""
    by, here = request.user, reverse("library:new_version", args=[resource.pk])
    edition = actions.begin_version(resource, by=by)
    if "discard" in request.POST:
        actions.discard_version(edition, by=by)
        messages.success(request, _("The draft is gone."))
        return redirect(resource)
    sent = known_files.sent_by(by, request.POST.getlist("uploads"))
    taken, refused = files.accept_all(by, request.FILES.getlist("files"))
    complain(request, refused)
    if "describes" not in request.POST:
        actions.describe_version(edition, by=by, files=[*sent, *taken])
        return JsonResponse({"address": here}) if wants_json(request) else redirect(here)
    form = VersionForm(request.POST, files=before, label_suffix="")
    if form.is_valid():
        write(edition, by, form.cleaned_data, before, [*sent, *taken])
        drop(request, edition)
    else:
        actions.describe_version(edition, by=by, files=[*sent, *taken])
    edition.refresh_from_db()
    if form.is_valid() and "publish" in request.POST:
        try:
            actions.publish_version(edition, by=by)
            messages.success(request, _("The new version is out. Who took an earlier one is told."))
            return redirect(resource)
        except NotReady as error:
            for name, sentence in error.missing.items():
                form.add_error(name if name in form.fields else None, sentence)
    if form.errors or refused:
        return page(request, resource, edition, form, 422)
    messages.success(request, _("Draft saved"))
    return redirect(here)


def write(edition, by, given, before, fresh):
    """Write what was typed, take over what is to stay, take out what was unticked."""
    carried = [file for file in before if str(file.pk) in given["carry"]]
    actions.describe_version(edition, by=by, note=given["note"], corrects=given["corrects"], carry=carried, files=fresh)
    held = {file.pk for file in edition.files.all()}
    for file in before:
        if file.pk in held and file not in carried:
            actions.drop_from_version(edition, by=by, file=file)


def drop(request, edition):
    """Take out the new files whose button was pressed."""
    for file in known_files.sent_by(request.user, request.POST.getlist("drop")):
        actions.drop_from_version(edition, by=request.user, file=file)


def page(request, resource, edition, form, status=200):
    """Show the form."""
    carried = set(form["carry"].value() or [])
    parts = queries.parts_of(resource, edition.number, request.user) if edition else []
    context = {
        "resource": resource,
        "edition": edition,
        "form": form,
        "parts": [part for part in parts if str(part.file.pk) not in carried],
        "number": edition.number if edition else resource.editions.order_by("-number").first().number + 1,
    }
    return render(request, "library/new_version.html", context, status=status)
