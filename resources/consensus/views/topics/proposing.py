"""Proposals of change: made by anybody, answered by coordinators, read by all."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from network.access.rules import demand, may
from network.kit.ratelimit import address_of, allow
from resources.consensus.actions import topics as actions
from resources.consensus.forms.topics import AnswerForm, ProposalForm
from resources.consensus.models import Change
from resources.consensus.queries.topics.proposals import answered, open_statements, waiting
from resources.consensus.views.topics.finding import topic_of

VISITORS, MEMBERS, ONE_ADDRESS = "5/h", "30/h", "5/d"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request, slug):
    """`…/propose/`: anybody says what should change, or brings new evidence."""
    topic = topic_of(request, slug)
    if topic.published_at is None:
        raise Http404
    member = request.user if request.user.is_authenticated and request.user.is_member else None
    statements = open_statements(topic)
    form = ProposalForm(
        request.POST if request.method == "POST" else None,
        statements=statements,
        is_member=member is not None,
        initial={"statement": request.GET.get("statement", "")},
    )
    told, status = {"topic": topic, "form": form, "member": member}, 200
    if request.method == "POST" and form.is_valid():
        if _too_many(request, member, form):
            return render(request, "consensus/propose.html", told | {"is_too_many": True}, status=429)
        if not (member is None and form.is_from_a_machine):
            given = form.cleaned_data
            chosen = next((one for one in statements if str(one.number) == given["statement"]), None)
            actions.propose(
                topic, by=member, statement=chosen, words=given["words"], reference=given["reference"],
                name=given.get("name", ""), email=given.get("email", ""), language=get_language(),
            )  # fmt: skip
        if member is None:
            return render(request, "consensus/proposed.html", {"topic": topic, "email": form.cleaned_data["email"]})
        messages.success(request, _("Thank you. You will hear what becomes of it."))
        return redirect(topic)
    if request.method == "POST":
        status = 422
    return render(request, "consensus/propose.html", told, status=status)


def _too_many(request, member, form):
    """Say whether somebody proposes more than people do; whose words are not taken keeps them in the form."""
    if member is not None:
        return not allow(f"propose:{member.pk}", MEMBERS)
    email = form.cleaned_data["email"].lower()
    return not (allow(f"propose:{address_of(request)}", VISITORS) and allow(f"propose:{email}", ONE_ADDRESS))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token):
    """`/state-of-the-art/confirm/<token>/`: a visitor's address is real; a button, since mails are read by machines."""
    if request.method == "POST":
        change = actions.confirm(token)
        return render(request, "consensus/confirmed.html", {"change": change}, status=200 if change else 410)
    return render(request, "consensus/confirm.html", {"token": token})


@require_safe
@never_cache
def proposals(request, slug):
    """`…/proposals/`: what was answered, for everybody; what waits, for those who curate."""
    topic = topic_of(request, slug)
    may_curate = may(request.user, "consensus.curate", topic)
    told = {"topic": topic, "answered": answered(topic), "may_curate": may_curate}
    told["waiting"] = waiting(topic, request.user) if may_curate else []
    return render(request, "consensus/proposals.html", told)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request, slug, pk):
    """`…/proposals/<n>/`: answer one."""
    topic = topic_of(request, slug)
    demand(request.user, "consensus.curate", topic)
    rows = Change.objects.exclude(state=Change.State.UNCONFIRMED).select_related("statement", "by", "answered_by")
    change = get_object_or_404(rows, topic=topic, pk=pk)
    initial = {"state": change.state if change.state in Change.ANSWERS else None, "words": change.answer}
    form = AnswerForm(request.POST if request.method == "POST" else None, change=change, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.answer(
                change, by=request.user, state=given["state"], words=given["words"], language=get_language(),
                review=given.get("review", False),
            )  # fmt: skip
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Answered. Whoever proposed it is told."))
            return redirect("consensus:proposals", slug)
    told = {"topic": topic, "change": change, "form": form}
    return render(request, "consensus/proposal.html", told, status=422 if form.is_bound else 200)
