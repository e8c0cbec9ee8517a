"""Asking for what is held back, and answering it: by the link of a mail, or from the desk."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.accounts.middleware import needs_second_factor
from network.access.rules import demand, may
from network.kit import links
from network.kit.ratelimit import allow
from resources.library import actions
from resources.library.actions.letting_in import AlreadyAnswered, LinkOver
from resources.library.forms import AskForm, LetInForm, RefuseForm
from resources.library.letters import ANSWER, LINK_DAYS
from resources.library.models import AccessRequest, Resource
from resources.library.queries import access as reads
from resources.library.views.landing import landing

SELECT = ("resource__owner", "member__home_city", "answered_by")
OFTEN = "20/d"


def known_of(member, pk):
    """Return resource `pk` if `member` may see it, or its owner lets others know of it; 404 otherwise."""
    resource = Resource.objects.visible_to(member).filter(pk=pk).first()
    resource = resource or Resource.objects.filter(pk=pk, state=Resource.State.PUBLISHED, is_told_of=True).first()
    if resource is None:
        raise Http404
    return resource


@login_required
@require_POST
def ask(request, pk):
    """Ask who shared it."""
    resource = known_of(request.user, pk)
    demand(request.user, "library.ask_access", resource)
    form = AskForm(request.POST, label_suffix="")
    back = reverse("library:short", args=[pk])
    if not form.is_valid():
        if Resource.objects.visible_to(request.user).filter(pk=pk).exists():
            messages.error(request, _("Say in a few words what you need it for."))
            return redirect(back)
        return landing(request, pk, form)
    if not allow(f"ask_access:{request.user.pk}", OFTEN):
        messages.error(request, _("You have asked for much today. Please go on tomorrow."))
        return redirect(back)
    row = actions.ask_access(resource, by=request.user, why=form.cleaned_data["why"])
    if row.state == AccessRequest.State.WAITING:
        messages.success(request, _("Your request is on its way. You get a mail with the answer."))
    return redirect(back)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, token):
    """The page that the link of a mail opens: GET shows, POST acts, the link works once.

    The authority is the signed token in the address, not a cookie, so there is nothing for a forged form to borrow.
    """
    payload = links.read(ANSWER, token, days=LINK_DAYS)
    by = row = None
    if payload:
        by = get_user_model().objects.filter(pk=payload["member"], is_active=True).first()
        row = AccessRequest.objects.select_related(*SELECT).filter(pk=payload["request"]).first()
    if by is None or row is None or not may(by, "library.answer_access", row.resource):
        response = render(request, "accounts/link_over.html", status=410)
    elif needs_second_factor(by):
        response = render(request, "accounts/link_factor.html", status=403)
    else:
        response = _page(request, row, by=by, token=token)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def request_page(request, pk):
    """The same page from the desk."""
    row = get_object_or_404(AccessRequest.objects.select_related(*SELECT), pk=pk)
    if not may(request.user, "library.answer_access", row.resource):
        raise Http404
    return _page(request, row, by=request.user)


def _page(request, row, *, by, token=None):
    """Show a request with its two answers, or answer it."""
    days, reason = LetInForm(label_suffix=""), RefuseForm(label_suffix="")
    status = 200
    is_open = row.state == AccessRequest.State.WAITING
    if token and links.is_used(token) and is_open:
        return render(request, "accounts/link_over.html", status=410)
    if request.method == "POST":
        days, reason, status = LetInForm(request.POST, label_suffix=""), RefuseForm(label_suffix=""), 422
        if request.POST.get("act") == "decline":
            days, reason = LetInForm(label_suffix=""), RefuseForm(request.POST, label_suffix="")
        try:
            if _answered(request, row, days, reason, by, token):
                if token:
                    return render(request, "library/access_answered.html", {"row": row, "by": by})
                messages.success(request, _("Your answer is on its way."))
                return redirect("desk:desk")
        except (AlreadyAnswered, LinkOver):
            status = 409
        row = AccessRequest.objects.select_related(*SELECT).get(pk=row.pk)
    context = {
        "row": row,
        "by": by,
        "by_link": token is not None,
        "days": days,
        "form": reason,
        "is_open": row.state == AccessRequest.State.WAITING,
    }
    return render(request, "library/access_request.html", context, status=status)


def _answered(request, row, days, reason, by, token):
    act = request.POST.get("act")
    if act == "let_in" and days.is_valid():
        row.state = actions.let_in(row, by=by, days=days.cleaned_data["days"], token=token).state
    elif act == "decline" and reason.is_valid():
        row.state = actions.decline_access(row, by=by, reason=reason.cleaned_data["reason"], token=token).state
    else:
        return False
    return True


@never_cache
@login_required
@require_safe
def access(request, pk):
    """Who waits for an answer and who was let in, for whoever answers."""
    resource = get_object_or_404(Resource.objects.visible_to(request.user), pk=pk)
    demand(request.user, "library.answer_access", resource)
    waiting = AccessRequest.objects.filter(resource=resource, state=AccessRequest.State.WAITING)
    context = {
        "resource": resource,
        "waiting": waiting.select_related("member__home_city"),
        "let_in": reads.let_in(resource),
    }
    return render(request, "library/access.html", context)


@login_required
@require_POST
def revoke(request, pk):
    """Take a grant back."""
    resource = get_object_or_404(Resource.objects.visible_to(request.user), pk=pk)
    number = request.POST.get("request", "")
    rows = AccessRequest.objects.filter(resource=resource)
    row = get_object_or_404(rows, pk=int(number) if number.isdecimal() and len(number) < 16 else 0)
    try:
        actions.revoke_access(row, by=request.user)
        messages.success(request, _("It is closed to them again."))
    except AlreadyAnswered:
        messages.info(request, _("It was closed to them already."))
    return redirect("library:access", pk)
