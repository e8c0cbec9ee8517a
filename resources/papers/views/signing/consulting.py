"""Asking the cities, and answering for one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network.access.rules import demand, may
from network.cities.models import City
from network.kit import clock
from resources.papers.actions import signing
from resources.papers.actions.signing.consulting import NotNow
from resources.papers.fingerprints import is_untouched
from resources.papers.forms.signing import ConsultForm, EndorseForm, StopForm
from resources.papers.queries import signing as queries
from resources.papers.views.finding import paper_of
from resources.papers.views.signing.shared import shown, tabs, text_of


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def consult(request, pk):
    """How the cities stand to a paper; its lead asks them here."""
    paper = paper_of(request, pk)
    if not may(request.user, "papers.see_signatures", paper):
        demand(request.user, "papers.read", paper)
    allowed = may(request.user, "papers.consult", paper)
    initial = {"opens_on": clock.now().date(), "cities": [city.slug for city in queries.cities_asked()]}
    form = ConsultForm(request.POST or None, initial=initial) if allowed or request.method == "POST" else None
    if request.method == "POST" and form.is_valid():
        signing.consult(paper, by=request.user, **form.cleaned_data)
        messages.success(request, _("The cities are asked. Their coordinators have been written to."))
        return redirect("papers:consult", paper.pk)
    consultation = queries.latest_consultation(paper)
    rows = queries.with_earlier(queries.standings(consultation), consultation) if consultation else []
    for row in rows:
        row.may_answer = row.is_open and queries.may_speak_for(request.user, row.city)
    return render(
        request,
        "papers/consult.html",
        {
            "paper": paper,
            "consultation": consultation,
            "rows": rows,
            "form": form,
            "may_consult": allowed,
            "may_stop": bool(consultation and may(request.user, "papers.stop_consultation", consultation)),
            "tabs": tabs(paper, request.user, "consult"),
            "stopped": paper.consultations.exclude(stopped="").order_by("-at"),
        },
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, pk):
    """Break a consultation off."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.lead", paper)
    consultation = queries.open_consultation(paper)
    if consultation is None:
        return redirect("papers:consult", paper.pk)
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        signing.stop_consultation(consultation, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Broken off. The cities read why."))
        return redirect("papers:consult", paper.pk)
    return render(request, "papers/consult_stop.html", {"paper": paper, "form": form})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def endorse(request, pk, slug):
    """Read the version that one's city is asked about, and answer for the city."""
    paper = paper_of(request, pk)
    city = get_object_or_404(City.objects.visible_to(request.user), slug=slug)
    consultation = queries.latest_consultation(paper)
    row = next((one for one in queries.standings(consultation) if one.city == city), None) if consultation else None
    if row is None:
        raise Http404
    demand(request.user, "papers.endorse", consultation)
    if not queries.may_speak_for(request.user, city):
        raise Http404
    said = row.endorsement
    initial = {"language": city.native_language}
    if said and not said.was_silent:
        initial = {"answer": said.answer, "words": said.words, "language": said.language}
    form = EndorseForm(request.POST or None, city=city, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            signing.answer_for_city(consultation, city, by=request.user, **form.cleaned_data)
        except NotNow:
            form.add_error(None, _("Your city’s days have not begun yet, or are over."))
        else:
            messages.success(request, _("Your city’s answer is kept. You can change it until the last day is over."))
            return redirect("papers:consult", paper.pk)
    changes = queries.changes_since(consultation.version, queries.present(paper))
    return render(
        request,
        "papers/endorse.html",
        {
            "paper": paper,
            "city": city,
            "row": row,
            "consultation": consultation,
            "form": form,
            "text": text_of(paper, consultation.version),
            "is_changed": bool(changes),
            "is_untouched": is_untouched(consultation.version),
            "passages": shown(changes, paper, consultation.version),
        },
    )
