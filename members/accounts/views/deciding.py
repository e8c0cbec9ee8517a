"""Answering an application: by the link of a mail, or from the desk."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from members.accounts import actions
from members.accounts.forms import DeclineForm
from members.accounts.letters import DECIDE
from members.accounts.middleware import needs_second_factor
from members.accounts.models import Application, Member
from members.accounts.queries import history_of
from members.accounts.terms import LINK_DAYS, AlreadyAnswered, Stale
from network.access.rules import may
from network.kit import links

SELECT = ("city", "member", "decided_by", "invitation__made_by")


@csrf_exempt
def answer(request, token):
    """The page that the link of a mail opens: GET shows, POST acts, the link works once.

    The authority is the signed token in the address, not a cookie, so there is nothing for a forged form to borrow;
    and a page that sends no referrer has the origin `null`, which Django's check would refuse.
    """
    payload = links.read(DECIDE, token, days=LINK_DAYS)
    by = application = None
    if payload:
        by = Member.objects.filter(pk=payload["member"], is_active=True).first()
        application = Application.objects.select_related(*SELECT).filter(pk=payload["application"]).first()
    # Whoever is no longer coordinator has a link that leads nowhere.
    if by is None or application is None or not _seen_by(by, application):
        response = render(request, "accounts/link_over.html", status=410)
    elif needs_second_factor(by):
        response = render(request, "accounts/link_factor.html", status=403)
    else:
        response = _page(request, application, by=by, token=token)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response


def _seen_by(member, application):
    return Application.objects.visible_to(member).filter(pk=application.pk).exists()


@login_required
def application(request, pk):
    """The same page from the desk, for whoever is signed in."""
    found = get_object_or_404(Application.objects.visible_to(request.user).select_related(*SELECT), pk=pk)
    if found.member_id == request.user.pk:
        return redirect("accounts:status")
    return _page(request, found, by=request.user)


def _page(request, application, *, by, token=None):
    """Show an application with its two acts, or act on it."""
    form, status, stale = DeclineForm(), 200, False
    answered = application.state in (Application.State.APPROVED, Application.State.DECLINED)
    if token and links.is_used(token) and not answered:
        return render(request, "accounts/link_over.html", status=410)
    if request.method == "POST" and (answered or application.is_withdrawn):
        status = 409
    elif request.method == "POST":
        form = DeclineForm(request.POST)
        try:
            if _act(request, application, form, by, token):
                if token:
                    return render(request, "accounts/answered.html", {"application": application, "by": by})
                messages.success(request, _("Your answer is on its way to the applicant."))
                return redirect("desk:desk")
            status = 422
        except Stale:
            status, stale = 409, True
        except AlreadyAnswered:
            status = 409
        application = Application.objects.select_related(*SELECT).get(pk=application.pk)
    return render(
        request,
        "accounts/application.html",
        {
            "application": application,
            "answered": application.state in (Application.State.APPROVED, Application.State.DECLINED),
            "by": by,
            "by_link": token is not None,
            "form": form,
            "history": list(history_of(application)),
            "may_decide": may(by, "accounts.decide", application),
            "stale": stale,
        },
        status=status,
    )


def _act(request, application, form, by, token):
    """Approve, or decline with a reason; False where something is missing."""
    revision = request.POST.get("revision", "")
    revision = int(revision) if revision.isdecimal() and len(revision) < 9 else 0
    act = request.POST.get("act")
    if act == "approve":
        actions.approve(application, by=by, revision=revision, token=token)
    elif act == "decline" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.decline(application, by=by, reason=reason, revision=revision, token=token)
    else:
        return False
    application.refresh_from_db()
    return True
