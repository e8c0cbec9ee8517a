"""Reviews by members: write, read, answer, withdraw."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.accounts.forms import plain
from network.access.rules import demand
from resources.quality import actions
from resources.quality.forms import WORDS, ReviewForm, TextForm, WithdrawReviewForm, value_of
from resources.quality.models import Review
from resources.quality.queries import reviews_of, tally
from resources.quality.queries.scores import AROUND, BEHIND
from resources.quality.terms import CRITERIA
from resources.quality.views.finding import private, resource_of


def own_review(request, resource):
    """Return the reader's review of the newest edition, one that is not written yet where there is none."""
    newest = resource.editions.exclude(published_at=None).order_by("-number").first()
    mine = Review.objects.filter(edition=newest, reviewer=request.user).exclude(state=Review.State.WITHDRAWN).first()
    return mine or Review(resource=resource, edition=newest, reviewer=request.user)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request, pk):
    """Write or revise my review; a GET begins nothing."""
    resource = resource_of(request, pk)
    demand(request.user, "quality.review", resource)
    review = own_review(request, resource)
    if request.method != "POST":
        return _form(request, resource, review, ReviewForm(review=review if review.pk else _Empty(review)))
    review = actions.start_review(resource, by=request.user)
    form = ReviewForm(request.POST, review=review)
    is_whole = form.is_valid()
    if "save" in request.POST and review.state == Review.State.DRAFT:
        _save(review, form, request.user)
        messages.success(request, _("Your draft is saved. Nobody else sees it."))
        return redirect("quality:review", pk)
    if is_whole:
        actions.give_review(review, by=request.user, judgements=form.judgements(), **form.whole())
        messages.success(request, _("Thank you. Others read your review now, and its authors in their next letter."))
        return redirect(resource.get_absolute_url() + "#reviews")
    if review.state == Review.State.DRAFT:
        _save(review, form, request.user)
    return _form(request, resource, review, form)


class _Empty:
    """A review that is not in the database: nothing is judged."""

    def __init__(self, review):
        self.summary = self.interest = ""
        self.has_interest = None
        self.judgements = type(review).objects.none()


def _save(review, form, by):
    for code, (value, comment) in form.judgements().items():
        actions.judge(review, code, by=by, value=value, comment=comment)
    for code, comment in form.comments().items():
        actions.judge(review, code, by=by, comment=comment)
    actions.remark_on_whole(review, by=by, **form.whole())


def _form(request, resource, review, form):
    return render(request, "quality/review.html", {"resource": resource, "review": review, "form": form})


@login_required
@require_POST
def autosave(request, pk):
    """Save one criterion, or a word on the whole, of my draft: {"saved": true} for static/js/review.js."""
    resource = resource_of(request, pk)
    review = actions.start_review(resource, by=request.user)
    if review.state != Review.State.DRAFT:
        return JsonResponse({"saved": False}, status=409)
    name, value = request.POST.get("name", ""), plain(request.POST.get("value", ""))
    part, _line, code = name.partition("_")
    if part == "value" and code in CRITERIA and value in WORDS:
        actions.judge(review, code, by=request.user, value=value_of(value))
    elif part == "comment" and code in CRITERIA:
        actions.judge(review, code, by=request.user, comment=value)
    elif name in ("summary", "interest"):
        actions.remark_on_whole(review, by=request.user, **{name: value[:3000] if name == "summary" else value[:1000]})
    elif name == "has_interest" and value in ("yes", "no"):
        actions.remark_on_whole(review, by=request.user, has_interest=value == "yes")
    else:
        return JsonResponse({"saved": False}, status=400)
    return JsonResponse({"saved": True})


@require_safe
def all_of_one(request, pk):
    """All reviews of a resource in full: those that count, then expired ones and those of older versions."""
    resource = resource_of(request, pk)
    current = list(reviews_of(resource))
    older = (
        Review.objects.visible_to(request.user)
        .given()
        .filter(resource=resource)
        .exclude(pk__in=[review.pk for review in current])
        .select_related(*AROUND)
        .prefetch_related(*BEHIND)
    )
    context = {"resource": resource, "tally": tally(current), "older": list(older.order_by("-given_at", "-pk"))}
    return private(render(request, "quality/reviews.html", context))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk, review):
    """Answer a review of my work, once, in public."""
    resource = resource_of(request, pk)
    one = get_object_or_404(Review.objects.visible_to(request.user).filter(resource=resource), pk=review)
    demand(request.user, "quality.answer_review", one)
    form = TextForm(request.POST or None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        actions.answer_review(one, by=request.user, text=form.cleaned_data["text"])
        messages.success(request, _("Your answer stands below the review."))
        return redirect(one)
    return render(request, "quality/answer_review.html", {"resource": resource, "review": one, "form": form})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk, review):
    """Take my review away; those who look after the network may with a reason."""
    resource = resource_of(request, pk)
    one = get_object_or_404(Review.objects.visible_to(request.user).filter(resource=resource), pk=review)
    demand(request.user, "quality.withdraw_review", one)
    is_mine = one.reviewer_id == request.user.pk
    form = None if is_mine else WithdrawReviewForm(request.POST or None, label_suffix="")
    if request.method == "POST" and (is_mine or form.is_valid()):
        actions.withdraw_review(one, by=request.user, reason="" if is_mine else form.cleaned_data["reason"])
        messages.success(request, _("The review was taken away."))
        return redirect(resource.get_absolute_url() + "#reviews")
    return render(request, "quality/withdraw_review.html", {"resource": resource, "review": one, "form": form})
