"""Sharing: files first, words later. A draft lives on the server from the first byte on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.access.rules import demand
from network.files import actions as files
from network.files import terms as file_terms
from network.files.models import StoredFile
from network.kit.words import language_name
from resources.library import actions, queries
from resources.library.forms import DescribeForm, ShareForm
from resources.library.models import Resource
from resources.library.terms import NotReady
from resources.library.views import keeping


def mine(request, pk, rule="library.edit"):
    """Return the resource, locked to those who may change it: 404 for who may not see it, 403 with the reason."""
    resource = get_object_or_404(Resource.objects.visible_to(request.user), pk=pk)
    demand(request.user, rule, resource)
    return resource


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """Files or a link begin a draft; what is refused is said beside the field."""
    demand(request.user, "library.share")
    form = ShareForm(request.POST or None, request.FILES or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        taken, refused = take(request.user, form.cleaned_data["files"])
        if taken or form.cleaned_data["link"]:
            resource = actions.start(by=request.user, files=taken, link=form.cleaned_data["link"])
            for name, sentence in refused:
                messages.error(request, f"{name}: {sentence}")
            return redirect("library:edit", resource.pk)
        for name, sentence in refused:
            form.add_error("files", f"{name}: {sentence}")
    context = {"form": form, "drafts": queries.drafts_of(request.user)[:10], "largest": file_terms.largest()}
    return render(request, "library/new.html", context)


def take(member, uploads):
    """Take plain uploads; returns the stored files and [(name, why not)] of the refused ones."""
    taken, refused = [], []
    for upload in uploads:
        try:
            taken.append(files.accept_upload(member, upload))
        except (file_terms.Refused, file_terms.TooMany, file_terms.NoSpace) as error:
            refused.append((upload.name, str(error.sentence)))
    return taken, refused


@login_required
@require_POST
def start(request):
    """Begin a draft with uploads that have just begun themselves, or add them to one; answers in JSON for the script."""
    chosen = list(StoredFile.objects.filter(owner=request.user, pk__in=_ids(request.POST.getlist("file"))))
    draft = request.POST.get("draft", "")
    if draft.isdecimal():
        resource = mine(request, int(draft), "library.discard")
        actions.add_files(resource, by=request.user, files=chosen)
    else:
        resource = actions.start(by=request.user, files=chosen)
    return JsonResponse({"draft": resource.pk, "address": reverse("library:edit", args=[resource.pk])})


@never_cache
@keeping.keeps_what_was_typed
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """The short form: saves as a draft, or publishes."""
    resource = mine(request, pk)
    kept = keeping.give_back(request, pk)
    data = request.POST if request.method == "POST" else kept
    form = DescribeForm(resource, data, typed=resource.typed, language=get_language())
    if data is not None and save(request, resource, form):
        if request.method == "POST" and (request.POST.get("publish") is None or _publish(request, resource, form)):
            return redirect(resource if request.POST.get("publish") is not None else reverse("library:edit", args=[pk]))
    if kept is not None:
        messages.success(request, _("You were signed out. What you had typed is here again."))
    status = 200 if request.method != "POST" else 422
    return render(request, "library/edit.html", page_of(request, resource, form), status=status)


def save(request, resource, form, names=None):
    """Write what is right; keep the rest of a draft as it was typed. Says whether all of it was right."""
    is_right = form.is_valid()
    if resource.state != Resource.State.DRAFT and not is_right:
        return False
    wrong = {name: form[name].data for name in form.errors if name in form.fields and (names is None or name in names)}
    told = form.described(names)
    if resource.state == Resource.State.DRAFT:
        told["typed"] = {k: v for k, v in resource.typed.items() if names is not None and k not in names} | wrong
    actions.describe(resource, by=request.user, **told)
    if is_right and names is None and request.POST.get("publish") is None:
        messages.success(request, _("Saved."))
    return is_right


def _publish(request, resource, form):
    try:
        actions.publish(resource, by=request.user)
    except NotReady as error:
        for name, sentence in error.missing.items():
            form.add_error(name if name in form.fields else None, sentence)
        return False
    resource.refresh_from_db()
    messages.success(request, _("Published. Thank you for sharing it."))
    return True


def page_of(request, resource, form):
    """Return the context of the form's page."""
    return {
        "resource": resource,
        "form": form,
        "parts": queries.parts_of(resource),
        "is_draft": resource.state == Resource.State.DRAFT,
        "largest": file_terms.largest(),
        "typed_title": form["title"].value(),
    }


@never_cache
@login_required
@require_POST
def autosave(request, pk):
    """Save what was touched since the last time; answers with the hour and what is not right yet."""
    resource = mine(request, pk, "library.discard")
    names = set(request.POST.getlist("touched"))
    form = DescribeForm(resource, request.POST, typed=resource.typed, language=get_language())
    save(request, resource, form, names)
    errors = {name: " ".join(form.errors[name]) for name in form.errors if name in names}
    return JsonResponse({"errors": errors})


@never_cache
@login_required
@require_safe
def state(request, pk):
    """What has become of the files meanwhile, and what they suggest; the form's page asks for it while it waits."""
    resource = mine(request, pk)
    parts = queries.parts_of(resource)
    texts = {text.language: text.title for text in resource.texts.all()}
    waiting = any(part.file.state in ("receiving", "checking") for part in parts)
    html = render_to_string(
        "library/parts/files.html",
        {"parts": parts, "resource": resource, "is_draft": resource.state == Resource.State.DRAFT},
        request,
    )
    known = {
        "files": html,
        "waiting": waiting,
        "title": texts.get(resource.language, ""),
        "language": resource.language,
    }
    known["languages"] = [{"code": code, "name": language_name(code)} for code in resource.languages]
    return JsonResponse(known)


@login_required
@require_POST
def change_files(request, pk):
    """Add files by the plain form, or take one out of a draft."""
    resource = mine(request, pk, "library.discard")
    if drop := _ids(request.POST.getlist("drop")):
        for file in StoredFile.objects.filter(pk__in=drop, editions__resource=resource):
            actions.drop_file(resource, by=request.user, file=file)
            if file.state == StoredFile.State.RECEIVING:
                files.cancel(by=request.user, file_id=file.pk)
    form = ShareForm(request.POST, request.FILES)
    form.is_valid()
    taken, refused = take(request.user, form.cleaned_data.get("files", []))
    if taken:
        actions.add_files(resource, by=request.user, files=taken)
    for name, sentence in refused:
        messages.error(request, f"{name}: {sentence}")
    return redirect(reverse("library:edit", args=[pk]) + "#files")


@login_required
@require_POST
def split(request, pk):
    """Make each file a draft of its own."""
    drafts = actions.split(mine(request, pk, "library.discard"), by=request.user)
    words = ngettext("It holds one file only.", "Now there are %(n)s drafts, one for each file.", len(drafts))
    messages.success(request, words % {"n": len(drafts)})
    return redirect("library:new")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request, pk):
    """Throw a draft away, after a question."""
    resource = mine(request, pk, "library.discard")
    if request.method == "POST":
        actions.discard(resource, by=request.user)
        messages.success(request, _("The draft is gone."))
        return redirect("library:new")
    return render(request, "library/discard.html", {"resource": resource})


def _ids(words):
    """Return the words that are UUIDs."""
    from uuid import UUID

    found = []
    for word in words[:100]:
        try:
            found.append(UUID(word))
        except ValueError:
            raise Http404 from None
    return found
