"""Changing the home city, as the member asks and as a coordinator answers."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from members.accounts import actions
from members.accounts.forms import DeclineForm, MoveForm
from members.accounts.models import Move
from members.accounts.terms import DAYS_TO_ANSWER, AlreadyAnswered
from members.accounts.views.mine import goes_elsewhere
from network.access.rules import may

SELECT = ("to_city", "from_city", "member", "member__home_city", "member__organisation", "member__photo", "decided_by")


@login_required
def city(request):
    """My home city: where it stands, the wish to change it and what became of it, and the cities that I follow."""
    if elsewhere := goes_elsewhere(request):
        return elsewhere
    member = request.user
    moves = list(member.moves.select_related("to_city", "from_city").order_by("-pk")[:5])
    waiting = next((move for move in moves if move.state == Move.State.WAITING), None)
    if request.method == "POST" and request.POST.get("act") == "withdraw" and waiting:
        try:
            actions.withdraw_move(waiting, by=member)
            messages.success(request, _("Taken back. Your home city stays as it is."))
        except AlreadyAnswered:
            messages.info(request, _("This has been answered."))
        return redirect("accounts:city")
    form = MoveForm(request.POST if request.method == "POST" and not waiting else None, member=member)
    if request.method == "POST" and form.is_valid():
        actions.ask_to_move(by=member, city=form.cleaned_data["city"], why=form.cleaned_data["why"])
        messages.success(request, _("The city’s coordinators have been asked. You get a mail when they answer."))
        return redirect("accounts:city")
    return render(
        request,
        "accounts/city.html",
        {
            "form": form,
            "waiting": waiting,
            "moves": moves,
            "home": member.home_city,
            "followed": list(member.cities_followed.select_related("partnership")),
            "may_move": may(member, "accounts.move"),
            "days": DAYS_TO_ANSWER,
        },
        status=422 if form.is_bound else 200,
    )


@login_required
def move(request, pk):
    """The page on which a coordinator answers."""
    found = get_object_or_404(Move.objects.visible_to(request.user).select_related(*SELECT), pk=pk)
    if found.member_id == request.user.pk:
        return redirect("accounts:city")
    form, status = DeclineForm(), 200
    if request.method == "POST":
        form = DeclineForm(request.POST)
        try:
            if _act(request, found, form):
                messages.success(request, _("Your answer is on its way."))
                return redirect("desk:desk")
            status = 422
        except AlreadyAnswered:
            status = 409
        found = Move.objects.select_related(*SELECT).get(pk=pk)
    return render(
        request,
        "accounts/move.html",
        {
            "move": found,
            "seen": found.member.seen_by(request.user),
            "name": found.member.get_full_name(),
            "form": form,
            "may_decide": may(request.user, "accounts.decide_move", found),
        },
        status=status,
    )


def _act(request, move, form):
    """Accept, or decline with a reason; False where something is missing."""
    act = request.POST.get("act")
    if act == "accept":
        actions.accept_move(move, by=request.user)
    elif act == "decline" and form.is_valid():
        actions.decline_move(move, by=request.user, reason=form.cleaned_data["reason"])
    else:
        if act not in ("accept", "decline"):
            form.add_error(None, forms.ValidationError(_("Please choose one of the two.")))
        return False
    return True
