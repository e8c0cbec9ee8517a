"""The thread of a submission."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from members.accounts.models import Member
from resources.quality import actions
from resources.quality.forms import AdviceForm, RemarkForm
from resources.quality.models import Remark, Submission
from resources.quality.queries import latest_submission
from resources.quality.views.finding import resource_of

WORDS_NEEDED = ("say", "changes", "decline")


def submission_of(request, pk):
    """Return (resource, its newest submission) as the reader may see them, or a 404."""
    resource = resource_of(request, pk)
    submission = latest_submission(resource, request.user)
    if submission is None:
        raise Http404
    return resource, submission


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request, pk):
    """Read the thread; write in it; accept, decline, or ask for changes."""
    resource, submission = submission_of(request, pk)
    form = RemarkForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        act, text = request.POST.get("act", "say"), form.cleaned_data["text"]
        if act in WORDS_NEEDED and not text:
            form.add_error("text", _("Say it in a few words."))
        else:
            return _done(request, resource, submission, act, text)
    return render(request, "quality/submission.html", context_of(request, resource, submission, form))


def _done(request, resource, submission, act, text):
    if act == "accept":
        actions.accept(submission, by=request.user, text=text)
        messages.success(request, _("It is published."))
        return redirect(resource)
    if act == "decline":
        actions.decline(submission, by=request.user, text=text)
        messages.success(request, _("Declined. Who submitted it reads your reason."))
    elif act == "changes":
        actions.ask_changes(submission, by=request.user, text=text)
        messages.success(request, _("It went back with your words. It comes to you again when it is submitted anew."))
    else:
        actions.remark(submission, by=request.user, text=text)
        return redirect(submission)
    return redirect("desk:desk")


def context_of(request, resource, submission, form, advice=None):
    """Return what the page of a thread shows."""
    remarks = list(submission.remarks.select_related("by__home_city"))
    ids = [int(one.text) for one in remarks if one.kind == Remark.Kind.ADVISED and one.text.isdigit()]
    asked = Member.objects.in_bulk(ids)
    for one in remarks:
        one.name = one.by.called_by(request.user) if one.by else _("a former member")
        if one.kind == Remark.Kind.ADVISED:
            member = asked.get(int(one.text)) if one.text.isdigit() else None
            one.name, one.text = member.called_by(request.user) if member else _("a former member"), ""
    earlier = Submission.objects.visible_to(request.user).filter(resource=resource).exclude(pk=submission.pk)
    return {
        "resource": resource,
        "submission": submission,
        "remarks": remarks,
        "earlier": earlier.order_by("-at", "-pk"),
        "form": form,
        "advice": advice or AdviceForm(by=request.user),
    }


@never_cache
@login_required
@require_POST
def advice(request, pk):
    """Ask a member for advice."""
    resource, submission = submission_of(request, pk)
    form = AdviceForm(request.POST, by=request.user)
    if form.is_valid():
        actions.ask_advice(submission, by=request.user, member=form.cleaned_data["handle"])
        messages.success(request, _("Asked. They may read it and write here."))
        return redirect(submission)
    remark = RemarkForm(label_suffix="")
    return render(request, "quality/submission.html", context_of(request, resource, submission, remark, form))
