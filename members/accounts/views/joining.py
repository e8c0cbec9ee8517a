"""Joining, as the applicant sees it."""

import hashlib

from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.flows.signup import complete_signup
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from members.accounts import actions
from members.accounts.forms import ApplicationForm, JoinForm
from members.accounts.models import Application, Invitation
from members.accounts.queries import history_of, latest_application
from members.accounts.terms import DAYS_TO_ANSWER, DRAFT, INVITED, SENT
from network.access.rules import may
from network.kit import errors
from network.kit.clock import now
from network.kit.ratelimit import address_of, allow

KEPT = tuple(name for name in JoinForm.base_fields if name not in ("website", "consent"))
LONGEST = 4000


def join(request):
    """Show and take the application. The answer to a known address is the same as to a new one."""
    if request.user.is_authenticated:
        return redirect("accounts:home" if request.user.is_member else "accounts:status")
    invitation = _invitation(request)
    form = JoinForm(request.POST) if request.method == "POST" else JoinForm(initial=_kept(request, invitation))
    if request.method == "POST":
        if _may_keep(request):
            _keep(request)
        if "save" in request.POST:
            return redirect("accounts:join")
        if form.is_valid():
            return _send(request, form)
    kept = request.session.get(DRAFT, {})
    return render(
        request,
        "accounts/join.html",
        {
            "form": form,
            "saved_at": kept.get("at"),
            "waiting_for": request.session.get(SENT, {}).get("email"),
            "days": DAYS_TO_ANSWER,
            "invitation": invitation,
        },
        status=422 if form.is_bound else 200,
    )


def _invitation(request):
    """Return the live invitation by which this browser came, None if there is none (any more)."""
    pk = request.session.get(INVITED)
    return Invitation.objects.live().filter(pk=pk).select_related("city").first() if pk else None


@require_POST
def draft(request):
    """Keep what was typed so far, for the script that saves while one writes."""
    if request.user.is_authenticated or not _may_keep(request):
        return HttpResponse(status=409)
    _keep(request)
    return JsonResponse({"saved": request.session[DRAFT]["at"]})


def _may_keep(request):
    """Say whether this place may have something more kept: it is kept in the database, for anybody."""
    return allow(f"draft:{address_of(request)}", "600/h")


def _keep(request):
    """Put what was typed into the session, cut to sane lengths: a changed language or a broken line loses nothing."""
    values = {name: [request.POST[name][:LONGEST]] for name in KEPT if name in request.POST}
    values["languages"] = [code[:16] for code in request.POST.getlist("languages")[:40]]
    request.session[DRAFT] = {"values": values, "at": now().isoformat()}


def _kept(request, invitation=None):
    values = request.session.get(DRAFT, {}).get("values", {})
    many = ("languages",)
    kept = {name: value if name in many else value[0] for name, value in values.items() if value}
    kept.setdefault("city", invitation.city.slug if invitation else request.GET.get("city", ""))
    if not kept.get("languages") and DRAFT not in request.session:
        kept["languages"] = [get_language()]
    return kept


def _send(request, form):
    """Write the account, or write to whom the address belongs; then ask for the code either way."""
    email = form.cleaned_data["email"]
    if form.is_from_a_machine:
        return _nothing(request, email)
    digest = hashlib.sha256(email.encode()).hexdigest()[:32]
    if not allow(f"join:{address_of(request)}", "20/h") or not allow(f"join:{digest}", "5/h"):
        return errors.too_many(request, wait=3600)
    city, answers = form.cleaned_data["city"], form.answers()
    request.session[SENT] = {
        "email": email,
        "city": city.slug,
        "answers": answers,
        "language": get_language(),
        "invitation": request.session.get(INVITED),
    }
    try:
        if actions.is_known(email):
            with transaction.atomic():
                # The same work, then undone: how long the answer takes must not tell who has an account.
                actions.apply(email=f"{get_random_string(20)}@invalid", city=city, answers=answers, language="en")
                transaction.set_rollback(True)
            return perform_login(request, Login(user=None, email=email, signup=True))
        member = actions.apply(email=email, city=city, answers=answers, language=get_language())
        return complete_signup(request, user=member, redirect_url=reverse("accounts:status"))
    except ImmediateHttpResponse as answer:
        return answer.response


def _nothing(request, email):
    """Answer a machine as everybody is answered, and do nothing."""
    process = EmailVerificationProcess(request, EmailVerificationProcess.initial_state(None, email))
    process.generate_code()
    process.persist()
    return redirect("account_email_verification_sent")


@login_required
def status(request):
    """Show where the application stands, what happens next, and what happened so far."""
    if request.user.status == request.user.Status.SUSPENDED:
        return redirect("accounts:rest")
    application = latest_application(request.user)
    if application is None:
        return redirect("accounts:home" if request.user.is_member else "accounts:edit")
    return render(
        request,
        "accounts/status.html",
        {
            "application": application,
            "may_revise": may(request.user, "accounts.revise", application),
            "history": list(history_of(application)),
            "days": DAYS_TO_ANSWER,
            "late": application.escalated_at is not None,
        },
    )


@login_required
@sensitive_post_parameters()
def edit(request):
    """Change the application while it waits, or apply again after a decline."""
    if request.user.is_member or request.user.status == request.user.Status.SUSPENDED:
        return redirect("accounts:home")
    application = latest_application(request.user)
    waiting = application is not None and application.state == Application.State.WAITING
    form = ApplicationForm(request.POST or None, initial=_as_initial(application))
    if request.method == "POST" and form.is_valid():
        city, answers = form.cleaned_data["city"], form.answers()
        if waiting:
            actions.revise(application, by=request.user, city=city, answers=answers)
            messages.success(request, _("Your changes are saved. The city reads them as they stand now."))
        else:
            actions.apply_again(by=request.user, city=city, answers=answers)
        return redirect("accounts:status")
    return render(
        request,
        "accounts/edit.html",
        {"form": form, "waiting": waiting},
        status=422 if form.is_bound else 200,
    )


def _as_initial(application):
    if application is None:
        return {}
    values = {name: getattr(application, name) for name in ApplicationForm.base_fields if name != "city"}
    return values | {"city": application.city.slug}
