"""What of quality waits on a desk: submissions to read, advice that was asked for, what owners have not answered."""

from django.urls import reverse
from django.utils.translation import gettext as _

from network.desk.waiting import Row, waits
from network.kit.clock import now
from resources.quality.models import Review, Submission
from resources.quality.queries import waiting_for_owner


@waits(lambda member: Submission.objects.to_answer(member))
def submissions(member, things):
    """One row for each that waits for my answer."""
    for one in things.select_related("by").prefetch_related("resource__texts"):
        by = one.by.called_by(member) if one.by else _("Somebody")
        waited = (now() - one.at).days
        yield Row(
            sentence=_("%(by)s asks you to read “%(title)s” before it is published")
            % {"by": by, "title": one.resource.title},
            address=one.get_absolute_url(),
            act=_("Read and answer"),
            since=one.at,
            urgency="late" if waited >= 7 else "soon" if waited >= 3 else "calm",
        )


def _to_advise(member):
    if not member.is_member:
        return Submission.objects.none()
    asked = member.advised_on.values("submission")
    spoken = Submission.objects.filter(remarks__by=member).values("pk")
    return Submission.objects.filter(pk__in=asked, state="open").exclude(pk__in=spoken)


@waits(_to_advise)
def advice(member, things):
    """One row for each on which I was asked and have not written."""
    for one in things.prefetch_related("resource__texts"):
        yield Row(
            sentence=_("You were asked for advice on “%(title)s”") % {"title": one.resource.title},
            address=one.get_absolute_url(),
            act=_("Read it"),
            since=one.at,
        )


@waits(lambda member: Submission.objects.filter(resource__owner=member, state="open"))
def mine(member, things):
    """What of mine is being read: it waits for others."""
    for one in things.prefetch_related("resource__texts"):
        yield Row(
            sentence=_("“%(title)s” waits for its review") % {"title": one.resource.title},
            address=one.get_absolute_url(),
            act=_("See its state"),
            since=one.at,
            section="others",
        )


@waits(lambda member: waiting_for_owner(access=False).filter(owner=member))
def answers(member, things):
    """What of mine others ask about, or the portal once a year."""
    for resource in things.prefetch_related("texts"):
        waited = (now() - resource.since).days
        yield Row(
            sentence=_("“%(title)s” waits for your answer") % {"title": resource.title},
            address=resource.get_absolute_url() + "#outdated",
            act=_("Answer"),
            since=resource.since,
            urgency="late" if waited >= 180 else "soon" if waited >= 30 else "calm",
            section="due",
        )


@waits(lambda member: Review.objects.filter(reviewer=member, state="draft", resource__state="published"))
def drafts(member, things):
    """Reviews that I began."""
    for review in things.prefetch_related("resource__texts"):
        yield Row(
            sentence=_("Your review of “%(title)s” is not given yet") % {"title": review.resource.title},
            address=reverse("quality:review", args=[review.resource_id]),
            act=_("Go on"),
            since=review.started_at,
            section="due",
        )
