"""Sharing: files first, words later. A draft lives on the server from the first byte on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from network.access.rules import demand
from network.files import actions as files
from network.files import queries as known_files
from network.kit.words import language_name
from resources.library import actions, lookups, queries
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
    sent = known_files.sent_by(request.user, request.POST.getlist("uploads"))
    if sent and wants_json(request):
        return told(actions.start(by=request.user, files=sent))
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ShareForm(*data, label_suffix="", sent=sent)
    if request.method == "POST":
        is_right = form.is_valid()
        # Whatever is wrong beside them, files that came are kept; the page names them by their ids.
        taken, refused = files.accept_all(request.user, form.cleaned_data.get("files") or ())
        sent = [*sent, *taken]
        if is_right and (draft := begin(request, form, sent)):
            complain(request, refused)
            return redirect("library:edit", draft.pk)
        for name, sentence in refused:
            form.add_error("files", f"{name}: {sentence}")
    context = {"form": form, "sent": sent, "drafts": queries.drafts_of(request.user).prefetch_related("texts")[:10]}
    return render(request, "library/new.html", context, status=422 if form.errors else 200)


def begin(request, form, sent):
    """Begin a draft with what was sent and what its link says of itself; None where there is nothing to begin with."""
    link = form.cleaned_data["link"]
    if not sent and not link:
        return None
    known, notice = {}, ""
    if link and "as_it_is" not in request.POST:
        try:
            known, notice = lookups.look_up(link, request.user)
        except lookups.Unresolved as error:
            form.add_error("link", error.sentence)
            form.may_go_on = True
            return None
    draft = actions.start(by=request.user, files=sent, link=link)
    if known:
        draft = actions.describe(draft, by=request.user, **known)
    if notice:
        messages.info(request, notice)
    return draft


def wants_json(request):
    """Whether the script asks, not a person."""
    return "application/json" in request.headers.get("Accept", "")


def told(resource):
    """Tell the upload field where the draft is now."""
    return JsonResponse({"address": reverse("library:edit", args=[resource.pk])})


def complain(request, refused):
    """Say of each refused file why."""
    for name, sentence in refused:
        messages.error(request, f"{name}: {sentence}")


@never_cache
@keeping.keeps_what_was_typed
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """The short form: saves as a draft, or publishes. Uploads that have just begun join the draft here."""
    resource = mine(request, pk)
    if request.method == "POST" and "describes" not in request.POST:
        return join(request, resource)
    kept = keeping.give_back(request, pk)
    data = request.POST if request.method == "POST" else kept
    publishes = "publish" in request.POST
    form = DescribeForm(resource, data, typed=resource.typed, language=get_language())
    is_right = data is not None and save(request, resource, form)
    if request.method == "POST" and is_right and not publishes:
        return redirect("library:edit" if resource.state == Resource.State.DRAFT else "library:short", pk)
    if request.method == "POST" and is_right and publish(request, resource, form):
        return redirect(resource)
    if kept is not None:
        messages.success(request, _("You were signed out. What you had typed is here again."))
    template = "library/edit.html#form" if request.GET.get("part") == "form" else "library/edit.html"
    status = 422 if request.method == "POST" else 200
    return render(request, template, page_of(request, resource, form), status=status)


def join(request, resource):
    """Add what was sent to a draft: ids of uploads, or whole files of the plain form."""
    demand(request.user, "library.discard", resource)
    sent = known_files.sent_by(request.user, request.POST.getlist("uploads"))
    taken, refused = files.accept_all(request.user, request.FILES.getlist("files"))
    if sent or taken:
        actions.add_files(resource, by=request.user, files=[*sent, *taken])
    complain(request, refused)
    return told(resource) if wants_json(request) else redirect(reverse("library:edit", args=[resource.pk]) + "#files")


def save(request, resource, form, names=None):
    """Write what is right; keep the rest of a draft as it was typed. Says whether all of it was right."""
    is_right = form.is_valid()
    if resource.state != Resource.State.DRAFT and not is_right:
        return False
    asked = [name for name in form.errors if name in form.fields and (names is None or name in names)]
    wrong = {name: bare(form[name].data) for name in asked}
    told = form.described(names)
    if resource.state == Resource.State.DRAFT:
        told["typed"] = {k: v for k, v in resource.typed.items() if names is not None and k not in names} | wrong
    actions.describe(resource, by=request.user, **told)
    if is_right and names is None and request.POST.get("publish") is None:
        messages.success(request, _("Saved."))
    return is_right


def bare(words):
    """Return what was typed without the bytes that the database cannot hold."""
    return [bare(word) for word in words] if isinstance(words, list) else str(words or "").replace("\0", "")


def publish(request, resource, form):
    """Publish, or say beside each field what is missing."""
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
        "parts": queries.parts_of(resource, member=request.user),
        "is_draft": resource.state == Resource.State.DRAFT,
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
    return JsonResponse({"errors": errors, "language": Resource.objects.values_list("language", flat=True).get(pk=pk)})


@never_cache
@login_required
@require_safe
def state(request, pk):
    """What has become of the files meanwhile, and what they suggest; the form's page asks for it while it waits."""
    resource = mine(request, pk)
    parts = queries.parts_of(resource, member=request.user)
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
def drop_files(request, pk):
    """Take files out of a draft; what has not wholly arrived is forgotten."""
    resource = mine(request, pk, "library.discard")
    for file in known_files.sent_by(request.user, request.POST.getlist("drop")):
        actions.drop_file(resource, by=request.user, file=file)
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
