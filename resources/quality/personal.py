"""What quality holds about a person: reviews and answers, their part in submissions, what they called outdated."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from network.kit.personal import erases, exports
from resources.library.models import Resource
from resources.quality.actions.rows import show
from resources.quality.models import Adviser, Flag, Remark, Reply, Review, Submission
from resources.quality.terms import CRITERIA

COLUMNS = [
    *("quality.Review.reviewer", "quality.Reply.by", "quality.Flag.by", "quality.Submission.by", "quality.Remark.by"),
    "quality.Adviser.member",
]


@exports("quality", _("Reviews and quality"), holds=COLUMNS)
def mine(member):
    """Everything in the member's own words, with the titles that they may still see."""
    seen = {row.pk: row.title for row in Resource.objects.visible_to(member).prefetch_related("texts").filter(
        pk__in={*_ids(Review.objects.filter(reviewer=member)), *_ids(Flag.objects.filter(by=member)),
                *_ids(Submission.objects.filter(by=member))}
    )}  # fmt: skip
    return {
        "reviews": [
            _review(one, seen) for one in Review.objects.filter(reviewer=member).prefetch_related("judgements")
        ],
        "answers_to_reviews": [
            {"text": one.text, "at": one.at.isoformat()} for one in Reply.objects.filter(by=member).order_by("at")
        ],
        "flags": [
            {
                "resource": one.resource_id,
                "title": seen.get(one.resource_id, ""),
                "reason": one.reason,
                "at": one.at.isoformat(),
                "state": one.state,
                "answer": one.answer,
            }
            for one in Flag.objects.filter(by=member)
        ],
        "submissions": [
            {
                "resource": one.resource_id,
                "title": seen.get(one.resource_id, ""),
                "at": one.at.isoformat(),
                "state": one.state,
                "reason": one.reason,
            }
            for one in Submission.objects.filter(by=member)
        ],
        "remarks": [
            {"resource": one.submission.resource_id, "text": one.text, "at": one.at.isoformat()}
            for one in Remark.objects.filter(by=member).exclude(kind=Remark.Kind.ADVISED).select_related("submission")
        ],
        "advice_asked_of_me": [
            {"resource": one.submission.resource_id, "at": one.at.isoformat()}
            for one in Adviser.objects.filter(member=member).select_related("submission")
        ],
    }


def _ids(rows):
    return rows.values_list("resource_id", flat=True)


def _review(review, seen):
    return {
        "resource": review.resource_id,
        "title": seen.get(review.resource_id, ""),
        "state": review.state,
        "given_at": review.given_at.isoformat() if review.given_at else None,
        "expires_at": review.expires_at.isoformat() if review.expires_at else None,
        "summary": review.summary,
        "has_interest": review.has_interest,
        "interest": review.interest,
        "works_for_a_sponsor": review.is_sponsor_staff,
        "criteria": [
            {
                "criterion": str(CRITERIA[one.criterion].label),
                "value": one.value if one.is_judged else None,
                "applies": one.value is not None if one.is_judged else None,
                "comment": one.comment,
            }
            for one in review.judgements.all()
        ],
    }


@erases("quality", order=40, holds=COLUMNS)
@transaction.atomic
def erase(member, *, keep_authorship):
    """Drafts and flags go; given reviews stay for those who rely on them, under the name or as a former member's."""
    drafts = Review.objects.filter(reviewer=member).exclude(state=Review.State.GIVEN)
    flagged = list(Flag.objects.filter(by=member).values_list("resource", flat=True))
    drafts.delete()
    given = Review.objects.filter(reviewer=member)
    touched = {*given.values_list("resource", flat=True), *flagged}
    name = member.get_full_name()[:300] if keep_authorship else ""
    given.update(reviewer=None, credit=name)
    Reply.objects.filter(by=member).update(by=None, credit=name)
    Flag.objects.filter(by=member).delete()
    Adviser.objects.filter(member=member).delete()
    Remark.objects.filter(kind=Remark.Kind.ADVISED, text=str(member.pk)).update(text="")
    Remark.objects.filter(by=member).update(by=None)
    Submission.objects.filter(by=member).update(by=None)
    for resource in Resource.objects.filter(pk__in=touched):
        show(resource)
