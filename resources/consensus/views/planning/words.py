"""A statement in other languages, and what it stands on."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network.access.rules import Denied
from network.kit.words import language_name
from resources.consensus.actions import planning
from resources.consensus.forms.planning.statements import EvidenceForm, TranslationForm
from resources.consensus.models import Translation
from resources.consensus.queries.planning import words as told
from resources.consensus.views.planning.finding import framed, item_of, run_by
from resources.consensus.views.planning.plan import WAYS
from resources.consensus.views.planning.statements import STEP, refused


@never_cache
@login_required
@require_http_methods(WAYS)
def translation(request, pk, number, language):
    """A statement in one other language: write it, or confirm what another wrote."""
    panel = run_by(request, pk)
    item = item_of(panel, number)
    wording = item.wordings.order_by("-number").first()
    wording.item = item
    if language not in dict(settings.LANGUAGES) or language == wording.language:
        raise Http404
    row = Translation.objects.filter(wording=wording, language=language).select_related("by", "checked_by").first()
    first = {"text": row.text, "context": row.context} if row else {}
    if request.method == "POST" and request.POST.get("act") == "check" and row:
        try:
            planning.check(row, by=request.user)
            messages.success(request, _("Checked. Whoever reads this language sees it."))
        except Denied as error:
            refused(request, error)
        return redirect("consensus:plan_statement", panel.pk, number)
    form = TranslationForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            planning.translate(wording, language, by=request.user, **form.cleaned_data)
        except Denied as error:
            form.add_error(None, error.reason)
        else:
            messages.success(request, _("Saved. Panellists see it when somebody else has checked it."))
            return redirect("consensus:plan_statement", panel.pk, number)
    context = framed(panel, STEP) | {
        "form": form,
        "item": item,
        "wording": wording,
        "row": row,
        "code": language,
        "language_words": language_name(language),
        "may_check": row is not None and row.checked_at is None and row.by_id != request.user.pk,
    }
    return render(request, "consensus/plan_translation.html", context)


@never_cache
@login_required
@require_http_methods(WAYS)
def evidence(request, pk, number):
    """What a statement stands on: found in the library, or a work elsewhere."""
    panel = run_by(request, pk)
    item = item_of(panel, number)
    words = request.GET.get("q", "").strip()[:200]
    form = EvidenceForm(request.POST if request.POST.get("act") == "write" else None)
    if request.method == "POST":
        wanted = request.POST.get("act")
        try:
            if wanted == "drop":
                chosen = request.POST.get("pk", "")
                planning.drop_evidence(
                    get_object_or_404(item.evidence, pk=int(chosen) if chosen.isdigit() else 0), by=request.user
                )
            elif wanted == "take":
                if not told.take(item, request.POST.get("entry", ""), request.user):
                    messages.error(request, _("This is not here any more."))
            elif form.is_valid():
                planning.add_evidence(item, by=request.user, **form.cleaned_data)
        except Denied as error:
            refused(request, error)
        if not form.errors:
            return redirect(request.get_full_path())
    context = framed(panel, STEP) | {
        "form": form,
        "item": item,
        "wording": item.wordings.order_by("-number").first(),
        "evidence": item.evidence.select_related("resource", "paper"),
        "q": words,
        "found": told.in_library(request.user, words) if words else [],
    }
    return render(request, "consensus/plan_evidence.html", context)
