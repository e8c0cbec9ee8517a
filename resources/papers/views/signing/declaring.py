"""Declaring one's part, interests and funding; reading what all declared; deciding what follows from interests."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from network.access.rules import demand, may
from resources.papers import credit
from resources.papers.actions import signing
from resources.papers.forms.signing import DeclareForm, ManageForm, QuestionsForm, RolesForm
from resources.papers.models import Author, Declaration, Paper
from resources.papers.queries import signing as queries
from resources.papers.views.finding import paper_of
from resources.papers.views.signing.shared import tabs


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request, pk):
    """Say what one did for a paper, which interests one has, who paid, and that one meets the criteria."""
    paper = paper_of(request, pk)
    author = get_object_or_404(Author, paper=paper, member=request.user)
    author.paper = paper
    demand(request.user, "papers.declare", author)
    known = queries.latest_declaration(author)
    form = DeclareForm(request.POST or None, author=author, questions=paper.questions.all(), known=known)
    if request.method == "POST" and form.is_valid():
        signing.declare(author, by=request.user, **form.declared())
        messages.success(request, _("Your declaration is kept. You can change it until the paper is published."))
        return redirect("papers:declarations", paper.pk)
    return render(
        request,
        "papers/declare.html",
        {
            "paper": paper,
            "author": author,
            "form": form,
            "known": known,
            "is_fresh": queries.is_fresh(known),
            "icmje": credit.ICMJE,
            "tabs": tabs(paper, request.user, "declarations"),
        },
    )


def _paper_with_interests(request, pk):
    """Return the paper; also where the reader decides about its lead's interests and sees nothing else of it."""
    decides = request.user.is_member and (request.user.is_superuser or request.user.is_network_coordinator)
    if decides and queries.lead_disclosed(pk):
        return get_object_or_404(Paper.objects.select_related("lead__home_city", "document"), pk=pk)
    return paper_of(request, pk)


@require_safe
@never_cache
@login_required
def declarations(request, pk):
    """Read what every author declared, and what is missing."""
    paper = _paper_with_interests(request, pk)
    demand(request.user, "papers.see_declarations", paper)
    rows = queries.declared(paper)
    for row in rows:
        row.may_manage = bool(
            row.declaration and row.declaration.is_disclosed and _may_manage(request.user, row.declaration, row.author)
        )
        row.is_mine = row.author.member_id == request.user.pk
    return render(
        request,
        "papers/declared.html",
        {
            "paper": paper,
            "rows": rows,
            "questions": paper.questions.all(),
            "mine": next((row for row in rows if row.is_mine), None),
            "icmje": credit.ICMJE,
            "tabs": tabs(paper, request.user, "declarations"),
        },
    )


def _may_manage(member, declaration, author):
    declaration.author = author
    return may(member, "papers.manage_interests", declaration)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roles(request, pk, row):
    """As the lead, propose which roles an author had; the author confirms them."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.lead", paper)
    author = get_object_or_404(Author, paper=paper, pk=row, part=Author.Part.AUTHOR, state=Author.State.ACCEPTED)
    author.paper = paper
    form = RolesForm(request.POST or None, author=author)
    if request.method == "POST" and form.is_valid():
        signing.propose_roles(author, by=request.user, roles=form.chosen())
        messages.success(request, _("Proposed. It counts once the author confirms it."))
        return redirect("papers:declarations", paper.pk)
    return render(request, "papers/declare_roles.html", {"paper": paper, "author": author, "form": form})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request, pk, row):
    """Decide what follows from declared interests."""
    paper = _paper_with_interests(request, pk)
    declaration = get_object_or_404(Declaration.objects.select_related("author__member"), pk=row, author__paper=paper)
    demand(request.user, "papers.manage_interests", declaration)
    held = getattr(declaration, "management", None)
    form = ManageForm(request.POST or None, initial={"measure": held.measure, "reason": held.reason} if held else {})
    if request.method == "POST" and form.is_valid():
        signing.manage(declaration, by=request.user, **form.cleaned_data)
        messages.success(request, _("Decided. All authors can read it."))
        return redirect("papers:declarations", paper.pk)
    return render(request, "papers/declare_manage.html", {"paper": paper, "declaration": declaration, "form": form})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request, pk):
    """As the lead, set the paper's own questions about interests."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.lead", paper)
    lines = "\n".join(paper.questions.values_list("text", flat=True))
    form = QuestionsForm(request.POST or None, initial={"questions": lines})
    if request.method == "POST" and form.is_valid():
        signing.ask_questions(paper, by=request.user, questions=form.cleaned_data["questions"])
        return redirect(reverse("papers:declarations", args=[paper.pk]))
    return render(request, "papers/declare_questions.html", {"paper": paper, "form": form})
