"""Answering a side meeting: on the page of the congress, or by the link of a mail."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from meetings.calendar import saying
from meetings.congresses import actions, links
from meetings.congresses.actions.rows import NotNow
from meetings.congresses.models import Proposal
from meetings.congresses.queries.words import days_words
from meetings.congresses.views.finding import congress_of
from network.access.rules import Denied


@never_cache
@login_required
@require_POST
def answer(request, pk):
    """Say with one click whether I come."""
    congress = congress_of(request, pk)
    proposal = congress.proposals.exclude(state=Proposal.State.LAPSED).first()
    if proposal is None:
        messages.info(request, _("This side meeting did not come about."))
        return redirect(congress)
    try:
        row = actions.answer(proposal, by=request.user, comes=request.POST.get("comes") != "no")
    except NotNow as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, said(row))
    return redirect(f"{congress.get_absolute_url()}#side")


def said(row):
    """Return what an answer led to, in words."""
    proposal = Proposal.objects.get(pk=row.proposal_id)
    if not row.comes:
        return _("Thank you for saying so. You can change it until it begins.")
    if proposal.meeting_id is not None:
        return _("It takes place: the invitation with the calendar file is on its way to you.")
    return _("Thank you. It takes place as soon as three members of two cities come.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_mail(request, token):
    """Answer from a mail: only a click on the page counts; programs that fetch links change nothing."""
    row = links.read_side(token)
    if row is None:
        return render(request, "congresses/side_over.html", status=410)
    proposal, congress = row.proposal, row.proposal.congress
    with translation.override(row.member.language):
        problem = ""
        if request.method == "POST":
            try:
                row = actions.answer(proposal, by=row.member, comes=request.POST.get("comes") != "no")
            except NotNow as refused:
                problem = " ".join(refused.messages)
            except Denied as refused:
                problem = str(refused.reason)
        shown = {
            "row": row,
            "congress": congress,
            "when": f"{days_words(proposal.day, proposal.day)}, {proposal.time:%H:%M}",
            "clock": saying.place(congress.zone),
            "problem": problem,
            "thanks": said(row) if request.method == "POST" and not problem else "",
        }
        return render(request, "congresses/side_mail.html", shown)
