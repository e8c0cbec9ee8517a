"""Reviewing: a draft saved criterion by criterion, given, revised, answered, withdrawn, expired."""

from datetime import timedelta

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now
from resources.quality.actions.rows import fresh, home_of, makers, readers, show
from resources.quality.activity import (
    PEER_REVIEWED,
    REVIEW_ANSWERED,
    REVIEW_EXPIRES,
    REVIEW_REVISED,
    REVIEW_SAVED,
    REVIEW_WITHDRAWN,
    REVIEWED,
)
from resources.quality.models import Judgement, Reply, Review
from resources.quality.queries.scores import is_peer_reviewed, reviews_of, tally
from resources.quality.terms import CRITERIA, NUDGE_BEFORE, VALID_YEARS, VALUES


class Unfinished(Exception):
    """A review that cannot be given yet; `missing` are the codes of criteria without an answer, and other fields."""

    def __init__(self, missing):
        super().__init__(", ".join(missing))
        self.missing = list(missing)


@transaction.atomic
def start_review(resource, *, by, at=None):
    """Return the review by `by` of the newest edition: the one that is there, else a new draft."""
    resource = fresh(resource)
    demand(by, "quality.review", resource)
    newest = resource.editions.exclude(published_at=None).order_by("-number").first()
    known = Review.objects.filter(edition=newest, reviewer=by).exclude(state=Review.State.WITHDRAWN).first()
    if known:
        return known
    review = Review.objects.create(resource=resource, edition=newest, reviewer=by, started_at=at or now())
    record(REVIEW_SAVED, by=by, subject=resource, city=home_of(by), audience=[f"member:{by.pk}"], at=at)
    return review


@transaction.atomic
def judge(review, criterion, *, by, value=..., comment=None):
    """Save one criterion of a draft: `value` 2, 1, 0 or None (not applicable); what is not given stays as it was.

    Raises KeyError for an unknown criterion, ValueError for another value and for a review that was given already:
    that one changes as a whole.
    """
    review = _own(review, by)
    if review.state != Review.State.DRAFT:
        raise ValueError("a given review changes as a whole")
    return _judge(review, criterion, value, comment)


def _judge(review, criterion, value, comment):
    CRITERIA[criterion]
    if value is not ... and value not in VALUES:
        raise ValueError(value)
    judgement, _new = Judgement.objects.get_or_create(review=review, criterion=criterion)
    if value is not ...:
        judgement.is_judged, judgement.value = True, value
    if comment is not None:
        judgement.comment = comment[:1000]
    judgement.save()
    return judgement


@transaction.atomic
def remark_on_whole(review, *, by, summary=None, has_interest=..., interest=None):
    """Save what a draft says of the whole, and whether the reviewer has an interest in the work."""
    review = _own(review, by)
    if review.state != Review.State.DRAFT:
        raise ValueError("a given review changes as a whole")
    return _on_whole(review, summary, has_interest, interest)


def _on_whole(review, summary, has_interest, interest):
    if summary is not None:
        review.summary = summary
    if has_interest is not ...:
        review.has_interest = has_interest
    if interest is not None:
        review.interest = interest
    review.save()
    return review


def missing_in(review):
    """Return the codes of what a review lacks before it is given: criteria, `interest`, `points`."""
    judged = {one.criterion: one.value for one in review.judgements.all() if one.is_judged}
    lacks = [code for code in CRITERIA if code not in judged]
    if review.has_interest is None:
        lacks.append("has_interest")
    if review.has_interest and not review.interest.strip():
        lacks.append("interest")
    if not lacks and all(value is None for value in judged.values()):
        lacks.append("points")
    return lacks


@transaction.atomic
def give_review(review, *, by, judgements=None, summary=None, has_interest=..., interest=None, at=None):
    """Let others read a review; giving it again revises it and begins its two years anew. Returns it afresh.

    `judgements`: {criterion: (value, comment)}, saved with the rest. Owner and authors read of it in their letter.
    Raises Unfinished with what is missing; then nothing was changed.
    """
    review = _own(review, by)
    for criterion, (value, comment) in (judgements or {}).items():
        _judge(review, criterion, value, comment)
    has_interest = review.has_interest if has_interest is ... else has_interest
    if has_interest is None:
        raise Unfinished([*missing_in(review)])
    _on_whole(review, summary, has_interest, interest)
    if lacks := missing_in(review):
        raise Unfinished(lacks)
    moment, had_badge = at or now(), is_peer_reviewed(review.resource)
    is_first = review.state == Review.State.DRAFT
    review.state, review.given_at, review.nudged_at = Review.State.GIVEN, moment, None
    review.first_given_at = review.first_given_at or moment
    review.expires_at = years_after(moment)
    review.city, review.is_sponsor_staff = by.home_city, by.is_sponsor_staff
    review.save()
    resource = review.resource
    said = {"by": by, "subject": resource, "city": home_of(by), "audience": readers(resource), "at": moment}
    score = tally([review]).whole.per_cent
    names = makers(resource) - {by.pk}
    record(
        REVIEWED if is_first else REVIEW_REVISED, names=names, detail={"score": -1 if score is None else score}, **said
    )
    _tell_of_badge(resource, had_badge, moment)
    show(resource)
    return review


def years_after(moment):
    """Return the moment two years later; the 29th of February becomes the 28th."""
    try:
        return moment.replace(year=moment.year + VALID_YEARS)
    except ValueError:
        return moment.replace(year=moment.year + VALID_YEARS, day=28)


def _tell_of_badge(resource, had_badge, moment):
    resource.__dict__.pop("_prefetched_objects_cache", None)
    if had_badge or not is_peer_reviewed(resource):
        return
    record(PEER_REVIEWED, by=None, subject=resource, audience=readers(resource), names=makers(resource), at=moment)


@transaction.atomic
def withdraw_review(review, *, by, reason="", at=None):
    """Take a review away; its reviewer may without a word, those who look after the network with a reason."""
    review = Review.objects.select_for_update(of=("self",)).select_related("resource").get(pk=review.pk)
    demand(by, "quality.withdraw_review", review)
    if review.reviewer_id != by.pk and not reason.strip():
        raise ValueError("taking away the review of somebody else takes a reason")
    if review.state == Review.State.DRAFT:
        review.delete()
        return None
    review.state = Review.State.WITHDRAWN
    review.withdrawn_at, review.withdrawn_by, review.withdrawn_reason = at or now(), by, reason.strip()
    review.save()
    names = makers(review.resource) | ({review.reviewer_id} if review.reviewer_id else set())
    record(REVIEW_WITHDRAWN, by=by, subject=review.resource, city=home_of(by), audience=readers(review.resource),
           names=names - {by.pk}, at=at)  # fmt: skip
    show(review.resource)
    return review


@transaction.atomic
def answer_review(review, *, by, text, at=None):
    """Say in public, once, what those whose work it is think of a review. Raises ValueError for an empty text."""
    if not text.strip():
        raise ValueError("an answer says something")
    review = Review.objects.select_for_update(of=("self",)).select_related("resource").get(pk=review.pk)
    demand(by, "quality.answer_review", review)
    reply = Reply.objects.create(review=review, by=by, text=text.strip(), at=at or now())
    names = [review.reviewer_id] if review.reviewer_id else []
    record(REVIEW_ANSWERED, by=by, subject=review.resource, city=home_of(by), audience=readers(review.resource),
           names=names, at=at)  # fmt: skip
    show(review.resource)
    return reply


def nudge_reviewers(at=None):
    """Ask those whose review expires within a month whether it still holds, once; returns how many."""
    moment, told = at or now(), 0
    due = Review.objects.current(moment).filter(expires_at__lte=moment + NUDGE_BEFORE, nudged_at=None)
    for pk in list(due.filter(reviewer__is_active=True).order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            review = Review.objects.select_for_update(of=("self",)).select_related("resource").get(pk=pk)
            if review.nudged_at or not reviews_of(review.resource, moment).filter(pk=pk).exists():
                continue  # a review of an older edition need not be renewed
            review.nudged_at = moment
            review.save(update_fields=["nudged_at"])
            record(REVIEW_EXPIRES, by=None, subject=review.resource, audience=[f"member:{review.reviewer_id}"],
                   names=[review.reviewer_id], at=moment)  # fmt: skip
            told += 1
    return told


def expire_reviews(at=None):
    """Take badges away whose reviews expired in the last two days; idempotent. Returns how many were looked at."""
    moment = at or now()
    over = Review.objects.given().filter(expires_at__lte=moment, expires_at__gt=moment - timedelta(days=2))
    resources = {review.resource_id: review.resource for review in over.select_related("resource")}
    for resource in resources.values():
        show(resource)
    return len(resources)


def _own(review, by):
    """Return a review afresh and locked, which `by` may still change."""
    review = Review.objects.select_for_update(of=("self",)).select_related("resource").get(pk=review.pk)
    demand(by, "quality.revise_review", review)
    return review
