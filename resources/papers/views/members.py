"""The people of a paper: invite, answer, order, take off, leave, hand over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from network.access.rules import demand
from resources.papers import actions
from resources.papers.access.people import part_of
from resources.papers.forms.members import InviteForm, LeadForm, PrintedForm
from resources.papers.queries import members, overview
from resources.papers.views.finding import paper_of
from resources.papers.views.papers import rules_of_authorship


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people(request, pk):
    """Who takes part; the lead finds and invites members here."""
    paper = paper_of(request, pk)
    form = InviteForm(request.POST or None, member=request.user)
    if request.method == "POST":
        demand(request.user, "papers.invite", paper)
        if form.is_valid():
            row = actions.invite(paper, form.cleaned_data["handle"], by=request.user, part=form.cleaned_data["part"])
            messages.success(request, _("%(name)s is invited, and hears of it by mail.") % {"name": row.name})
            return redirect("papers:people", paper.pk)
    words = request.GET.get("q", "")[:100]
    context = {
        "paper": paper,
        "part": part_of(request.user, paper),
        "seen": overview.of(paper, request.user),
        "form": form,
        "q": words,
        "found": members.found(words, paper, request.user) if words.strip() else [],
        **rules_of_authorship(),
    }
    return render(request, "papers/people.html", context)


@login_required
@require_POST
def person(request, pk, row):
    """One act on one person: order, part, letters, off."""
    paper = paper_of(request, pk)
    one = get_object_or_404(paper.authors, pk=row)
    act = request.POST.get("act")
    if act in ("up", "down"):
        actions.step(one, by=request.user, up=act == "up")
    elif act == "letters":
        actions.let_answer_letters(one, by=request.user)
    elif act in ("author", "reviewer", "thanked"):
        actions.change_part(one, by=request.user, part=act)
    elif act == "off":
        actions.take_off(one, by=request.user)
        messages.success(request, _("%(name)s is off the paper.") % {"name": one.name})
    return redirect("papers:people", paper.pk)


@login_required
@require_POST
def order(request, pk):
    """Order the authors by their names."""
    paper = paper_of(request, pk)
    actions.by_name(paper, by=request.user)
    return redirect("papers:people", paper.pk)


@login_required
@require_POST
def answer(request, pk):
    """Say yes or no to an invitation."""
    paper = paper_of(request, pk)
    if request.POST.get("answer") == "yes":
        actions.accept(paper, by=request.user)
        messages.success(request, _("You take part. Welcome."))
        return redirect(paper)
    actions.decline(paper, by=request.user)
    messages.success(request, _("You said no. Whoever leads the paper hears of it."))
    return redirect("papers:list")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def printed(request, pk, row):
    """How somebody is printed."""
    paper = paper_of(request, pk)
    one = get_object_or_404(paper.authors, pk=row)
    if one.member_id != request.user.pk:
        demand(request.user, "papers.lead", paper)
    form = PrintedForm(request.POST or None, instance=one)
    if request.method == "POST" and form.is_valid():
        actions.print_as(one, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("papers:people", paper.pk)
    return render(request, "papers/printed.html", {"paper": paper, "form": form, "row": one})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, pk):
    """Leave a paper, after a question."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.leave", paper)
    if request.method == "POST":
        actions.leave(paper, by=request.user)
        messages.success(request, _("You left the paper. What you wrote stays in it."))
        return redirect("papers:list")
    return render(request, "papers/leave.html", {"paper": paper})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lead(request, pk):
    """Hand the lead over to another author."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.lead", paper)
    form = LeadForm(request.POST or None, paper=paper)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["author"].member
        actions.hand_over(paper, to=to, by=request.user)
        messages.success(request, _("%(name)s leads the paper now.") % {"name": to.get_short_name()})
        return redirect("papers:people", paper.pk)
    return render(request, "papers/lead.html", {"paper": paper, "form": form})
