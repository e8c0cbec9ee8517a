"""The plan of a paper, its way from state to state, and what is said about it as a whole."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from network.access.rules import demand
from network.live.texts import Frozen
from resources.papers import actions
from resources.papers.access.people import part_of
from resources.papers.forms.planning import SayForm, SectionForm
from resources.papers.models import Paper
from resources.papers.queries import overview
from resources.papers.views.finding import paper_of
from resources.papers.views.papers import rules_of_authorship

BY_LEAD = (Paper.State.REVIEW, Paper.State.DRAFTING)
"""The states to which this page moves a paper; signing and publishing have pages of their own."""


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request, pk):
    """The sections in their order; authors add one."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.plan", paper)
    form = SectionForm(request.POST or None, paper=paper)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_section(paper, by=request.user, **form.cleaned_data)
        except Frozen:
            messages.error(request, _("The text is frozen while it is signed: its plan stays as it is."))
        return redirect("papers:plan", paper.pk)
    seen = overview.of(paper, request.user)
    missing = sum(one.written is None for one in seen.plan)
    return render(request, "papers/plan.html", {"paper": paper, "form": form, "seen": seen, "missing": missing})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section(request, pk, row):
    """Change one section."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.plan", paper)
    one = get_object_or_404(paper.sections, pk=row)
    form = SectionForm(request.POST or None, paper=paper, instance=one)
    if request.method == "POST" and form.is_valid():
        actions.change_section(get_object_or_404(paper.sections, pk=row), by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("papers:plan", paper.pk)
    return render(request, "papers/section.html", {"paper": paper, "form": form, "section": one})


@login_required
@require_POST
def section_act(request, pk, row):
    """Move a section up or down, or drop it from the plan."""
    paper = paper_of(request, pk)
    one = get_object_or_404(paper.sections, pk=row)
    act = request.POST.get("act")
    if act in ("up", "down"):
        actions.move_section(one, by=request.user, up=act == "up")
    elif act == "drop":
        actions.drop_section(one, by=request.user)
        messages.success(request, _("Out of the plan. What was written stays in the text."))
    return redirect("papers:plan", paper.pk)


@login_required
@require_POST
def headings(request, pk):
    """Put the headings of the plan that are missing into the text."""
    paper = paper_of(request, pk)
    try:
        n = actions.put_headings(paper, by=request.user)
    except Frozen:
        messages.error(request, _("The text is frozen while it is signed: its plan stays as it is."))
        return redirect("papers:plan", paper.pk)
    words = ngettext("%(n)s heading stands at the end of the text.", "%(n)s headings stand at the end of the text.", n)
    messages.success(request, words % {"n": n})
    return redirect("papers:plan", paper.pk)


@login_required
@require_POST
def move(request, pk):
    """Bring a paper into its review, or back to its authors."""
    paper = paper_of(request, pk)
    to = request.POST.get("to")
    if to not in BY_LEAD:
        raise Http404
    try:
        actions.move(paper, Paper.State(to), by=request.user, reason=request.POST.get("reason", "")[:500])
    except actions.states.Blocked as blocked:
        for reason in blocked.reasons:
            messages.error(request, reason)
    return redirect(paper)


@login_required
@require_POST
def say(request, pk):
    """Write about the paper as a whole."""
    paper = paper_of(request, pk)
    form = SayForm(request.POST)
    if form.is_valid():
        actions.say(paper, form.cleaned_data["text"], by=request.user)
        return redirect(f"{paper.get_absolute_url()}#talk")
    seen = overview.of(paper, request.user)
    context = {"paper": paper, "part": part_of(request.user, paper), "seen": seen, "say": form}
    context |= rules_of_authorship()
    return render(request, "papers/paper.html", context)
