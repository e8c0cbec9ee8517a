"""Going on without an author: proposed and done by the lead, answered by the person concerned."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from network.access.rules import demand
from resources.papers.actions import signing
from resources.papers.actions.signing.leaving import WAIT, may_be_done
from resources.papers.forms.signing import GoWithoutForm
from resources.papers.models import Author, Departure, Signature
from resources.papers.views.finding import paper_of
from resources.papers.views.signing.rounds import desk_of


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def go_without(request, pk, row):
    """As the lead, propose to go on without an author who was silent, or do it once it may be done."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.lead", paper)
    desk = desk_of(paper, request.user)
    seat = next((one for one in desk.seats if one.author.pk == row), None) if desk else None
    if seat is None:
        raise Http404
    demand(request.user, "papers.go_without", desk.round)
    form = GoWithoutForm(request.POST or None)
    try:
        if request.method == "POST" and seat.departure and "do" in request.POST:
            signing.carry_out(seat.departure, by=request.user)
            messages.success(request, _("Done. All who stay are asked to sign the changed list of authors."))
            return redirect("papers:sign", paper.pk)
        if request.method == "POST" and not seat.departure and form.is_valid():
            signing.propose_departure(desk.round, seat.author, by=request.user, **form.cleaned_data)
            messages.success(request, _("Proposed. The author has been written to, and all who take part can read it."))
            return redirect("papers:sign", paper.pk)
    except ValueError:
        messages.error(request, _("This cannot be done now. Please look at how it stands."))
        return redirect("papers:sign", paper.pk)
    return render(
        request,
        "papers/sign_without.html",
        {
            "paper": paper,
            "seat": seat,
            "form": form,
            "wait": WAIT.days,
            "may_be_done": bool(seat.departure) and may_be_done(seat.departure),
        },
    )


@login_required
@require_POST
def answer(request, pk, row):
    """As the author concerned, agree or object."""
    paper = paper_of(request, pk)
    departure = get_object_or_404(
        Departure.objects.select_related("author__paper"), pk=row, author__paper=paper, author__member=request.user
    )
    said = request.POST.get("answer")
    if said in Departure.Answer.values:
        signing.answer_departure(departure, by=request.user, answer=said)
        messages.success(request, _("Your answer is kept."))
    return redirect("papers:sign", paper.pk)


@login_required
@require_POST
def let_go(request, pk, row):
    """As the lead, take off the list who withdrew their name."""
    paper = paper_of(request, pk)
    demand(request.user, "papers.lead", paper)
    author = get_object_or_404(Author, paper=paper, pk=row, part=Author.Part.AUTHOR, state=Author.State.ACCEPTED)
    newest = Signature.objects.filter(author=author).select_related("author__paper").order_by("-at", "-pk").first()
    if newest is None or newest.answer != Signature.Answer.LEAVE:
        raise Http404
    signing.let_go(newest, by=request.user)
    messages.success(request, _("Done. All who stay are asked to sign the changed list of authors."))
    return redirect("papers:sign", paper.pk)
