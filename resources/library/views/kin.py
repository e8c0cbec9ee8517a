"""Adding to what is known of a work: its kin, and its title in one more language."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network.access.rules import Denied, demand
from resources.library import actions, queries
from resources.library.forms import HandOverForm, RelateForm, TranslateForm
from resources.library.models import Related, Resource


def seen(request, pk, rule):
    """Return the resource if the reader may see it and may do what `rule` names."""
    resource = get_object_or_404(Resource.objects.visible_to(request.user), pk=pk)
    demand(request.user, rule, resource)
    return resource


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def relate(request, pk):
    """Say how a work stands to another; take such a word away."""
    resource = seen(request, pk, "library.relate")
    if "drop" in request.POST:
        return unrelate(request, resource)
    form = RelateForm(request.POST or None, label_suffix="", initial={"work": "", "relation": "translation-of"})
    if request.method == "POST" and form.is_valid() and related(request, resource, form):
        messages.success(request, _("The two are linked."))
        return redirect("library:relate", pk)
    context = {"resource": resource, "form": form, "kin": queries.kin(resource, request.user)}
    return render(request, "library/relate.html", context, status=422 if form.errors else 200)


def related(request, resource, form):
    """Link the two; what cannot be is said beside the field."""
    given, to = form.cleaned_data, None
    if form.number is not None:
        to = Resource.objects.visible_to(request.user).filter(pk=form.number).first()
        if to is None or to.pk == resource.pk:
            form.add_error("work", _("There is no such resource, or it is this one."))
            return False
    try:
        actions.relate(resource, given["relation"], by=request.user, to=to, address=given["work"], title=given["title"])
    except Denied as refusal:
        form.add_error("relation", str(refusal.reason))
        return False
    return True


def unrelate(request, resource):
    """Take a relation away that this page shows."""
    number = request.POST["drop"]
    rows = {row.row.pk: row.row for row in queries.kin(resource, request.user)}
    row: Related | None = rows.get(int(number)) if number.isdecimal() and len(number) < 16 else None
    if row is None:
        raise Http404
    actions.unrelate(row, by=request.user)
    messages.success(request, _("The link is gone."))
    return redirect("library:relate", resource.pk)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request, pk):
    """Title and summary in one more language, by a member."""
    resource = seen(request, pk, "library.translate")
    texts = {text.language: text for text in resource.texts.all()}
    taken = [code for code, text in texts.items() if text.provenance != "machine" and text.by_id != request.user.pk]
    wanted = request.GET.get("language") or get_language()
    known = texts.get(wanted) if wanted not in taken else None
    initial = {"language": wanted} | ({"title": known.title, "summary": known.summary} if known else {})
    form = TranslateForm(request.POST or None, label_suffix="", taken=taken, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.translate(
                resource,
                given["language"],
                by=request.user,
                title=given["title"],
                summary=given["summary"],
                by_machine=given["by_machine"],
            )
        except Denied as refusal:
            form.add_error("language", str(refusal.reason))
        else:
            messages.success(request, _("Thank you. It stands on the page, with a word that a member translated it."))
            return redirect(reverse("library:short", args=[pk]))
    context = {"resource": resource, "form": form, "own": texts.get(resource.language)}
    return render(request, "library/translate.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request, pk):
    """Give a work to one of its cities, or to another member."""
    resource = seen(request, pk, "library.hand_over")
    form = HandOverForm(resource, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.hand_over(resource, by=request.user, to=given["member"], city=given["city"])
        messages.success(request, _("It is in other hands now. Thank you for having looked after it."))
        still = Resource.objects.visible_to(request.user).filter(pk=pk).exists()
        return redirect("library:short", pk) if still else redirect("library:list")
    context = {"resource": resource, "form": form}
    return render(request, "library/hand_over.html", context, status=422 if form.errors else 200)
