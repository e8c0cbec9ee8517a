"""The steps of a plan: what it is about, rules, texts. What is saved is kept; nothing is told to anybody yet."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from network.access.rules import Denied
from network.kit.words import language_name
from resources.consensus.actions import planning
from resources.consensus.forms.planning.about import AboutForm, RulesForm
from resources.consensus.forms.planning.running import TextsForm
from resources.consensus.views.planning.finding import framed, run_by

WAYS = ["GET", "HEAD", "POST"]


def _planned(request, pk):
    """Return the panel; what is typed while another opens the first round is refused by the action, and kept."""
    return run_by(request, pk, "consensus.run" if request.method == "POST" else "consensus.plan")


def _written(request, panel, form):
    """Write what a form holds; returns whether it could be."""
    try:
        planning.write(panel, by=request.user, **form.fields_of_plan())
    except Denied as error:
        form.add_error(None, error.reason)
        return False
    return True


def _saved(request, panel, step):
    """Say that it is kept, and go on to `step`, or stay."""
    messages.success(request, _("Saved."))
    return redirect(step, panel.pk)


@never_cache
@login_required
@require_http_methods(WAYS)
def about(request, pk):
    """Title, aim, language, and both in other languages."""
    panel = _planned(request, pk)
    form = AboutForm(request.POST or None, panel=panel)
    if request.method == "POST" and form.is_valid() and _written(request, panel, form):
        return _saved(request, panel, "consensus:plan_statements")
    return render(request, "consensus/plan.html", framed(panel, "consensus:plan") | {"form": form})


@never_cache
@login_required
@require_http_methods(WAYS)
def rules(request, pk):
    """Every rule of the protocol."""
    panel = _planned(request, pk)
    form = RulesForm(request.POST or None, instance=panel.protocol)
    if request.method == "POST" and form.is_valid() and _written(request, panel, form):
        return _saved(request, panel, "consensus:plan_texts")
    return render(request, "consensus/plan_rules.html", framed(panel, "consensus:plan_rules") | {"form": form})


@never_cache
@login_required
@require_http_methods(WAYS)
def texts(request, pk):
    """What panellists read, in the panel's language, or in another (`?language=`)."""
    panel = _planned(request, pk)
    known = [panel.language, *(code for code, _name in settings.LANGUAGES if code != panel.language)]
    code = request.GET.get("language", panel.language)
    code = code if code in known else panel.language
    form = TextsForm(request.POST or None, panel=panel, language=code)
    here = reverse("consensus:plan_texts", args=[panel.pk])
    if request.method == "POST" and form.is_valid() and _written(request, panel, form):
        messages.success(request, _("Saved."))
        return redirect("consensus:plan_people", panel.pk) if form.is_own else redirect(f"{here}?language={code}")
    tabs = [
        {"label": language_name(one), "address": f"{here}?language={one}", "count": None, "current": one == code}
        for one in known
    ]
    context = framed(panel, "consensus:plan_texts") | {"form": form, "tabs": tabs, "code": code}
    return render(request, "consensus/plan_texts.html", context)
