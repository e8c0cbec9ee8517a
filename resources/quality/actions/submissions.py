"""Reading before publication: the choice of a city, the thread of a submission, its end."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from network.access.rules import demand
from network.activity.actions import record
from network.cities.models import City
from network.kit.clock import now
from resources.library import actions as library
from resources.library.actions.rows import spread
from resources.quality.actions.rows import fresh, home_of
from resources.quality.activity import ADVICE_ASKED, DECIDED, POLICY_CHANGED, REMARKED, SUBMISSION_WAITS, VERSION_OUT
from resources.quality.models import Adviser, Policy, Remark, Submission
from resources.quality.queries.submissions import answerers, cities_of, wants_review


@transaction.atomic
def set_policy(city, *, by, asks, at=None):
    """Say whether `city` (None: the whole network) asks for a review before publication; returns the Policy."""
    if city is not None:
        City.objects.select_for_update(of=("self",)).get(pk=city.pk)
    demand(by, "quality.set_policy", city)
    policy, _new = Policy.objects.update_or_create(
        city=city, defaults={"asks": asks, "changed_at": at or now(), "changed_by": by}
    )
    audience = ["network", *([f"coordinators:{city.slug}"] if city else ["coordinators"])]
    record(POLICY_CHANGED, by=by, subject=city or policy, city=city.slug if city else "", audience=audience,
           detail={"asks": asks}, at=at)  # fmt: skip
    return policy


@transaction.atomic
def open_thread(resource, *, by, why="", at=None):
    """Begin the thread of a submission and ask those who answer; returns it. Once for each submission."""
    known = Submission.objects.filter(resource=resource, state=Submission.State.OPEN).first()
    if known:
        return known
    moment = at or now()
    near, far = answerers(resource)
    submission = Submission.objects.create(resource=resource, by=by, why=why[:300], at=moment, is_for_network=not near)
    submission.cities.set(cities_of(resource))
    submission.remarks.create(by=by, kind=Remark.Kind.SUBMITTED, at=moment)
    asked = near or far
    record(SUBMISSION_WAITS, by=by, subject=resource, city=home_of(by), audience=[f"member:{one.pk}" for one in asked],
           names=[one.pk for one in asked], detail={"title": resource.title}, at=moment)  # fmt: skip
    return submission


@transaction.atomic
def tell_of_version(resource, *, by, number, at=None):
    """Tell those who would read a first publication of `resource` that its version `number` is out, if they asked to.

    A version does not wait: who took an earlier one hears at once of what it corrects.
    """
    if not wants_review(resource):
        return
    near, far = answerers(resource)
    told = {one.pk for one in near or far} - {by.pk if by else None}
    if told:
        record(VERSION_OUT, by=by, subject=resource, city=home_of(by), audience=[f"member:{pk}" for pk in sorted(told)],
               names=sorted(told), detail={"title": resource.title, "number": number}, at=at)  # fmt: skip


@transaction.atomic
def remark(submission, *, by, text, at=None):
    """Write in the thread; all others who take part get a mail. Raises ValueError for an empty text."""
    if not text.strip():
        raise ValueError("a remark says something")
    submission = _locked(submission)
    demand(by, "quality.remark", submission)
    one = submission.remarks.create(by=by, kind=Remark.Kind.SAID, text=text.strip(), at=at or now())
    _tell(REMARKED, submission, by, _takers_part(submission) - {by.pk}, at)
    return one


@transaction.atomic
def ask_advice(submission, *, by, member, at=None):
    """Let a member read the submission and write in its thread; returns the Adviser. Asking twice is asking once."""
    submission = _locked(submission)
    demand(by, "quality.ask_advice", submission)
    if not member.is_member:
        raise ValueError("advice is asked of members")
    adviser, is_new = Adviser.objects.get_or_create(
        submission=submission, member=member, defaults={"by": by, "at": at or now()}
    )
    if is_new:
        submission.remarks.create(by=by, kind=Remark.Kind.ADVISED, text=str(member.pk), at=at or now())
        spread(submission.resource)
        _tell(ADVICE_ASKED, submission, by, {member.pk}, at)
    return adviser


@transaction.atomic
def accept(submission, *, by, text="", at=None):
    """Publish what was submitted. Returns the submission afresh."""
    submission = _locked(submission)
    demand(by, "quality.decide", submission)
    library.accept(submission.resource, by=by, at=at)
    return _said(submission, text)


@transaction.atomic
def ask_changes(submission, *, by, text, at=None):
    """Give the draft back with what should change; its owner is told at once. Raises ValueError for an empty text."""
    if not text.strip():
        raise ValueError("asking for changes says which")
    submission = _locked(submission)
    demand(by, "quality.decide", submission)
    library.send_back(submission.resource, by=by, reason=text.strip(), at=at)
    return _said(submission, text)


@transaction.atomic
def decline(submission, *, by, text, at=None):
    """Say no, with the reason that the submitter reads. Raises ValueError for an empty one."""
    if not text.strip():
        raise ValueError("declining takes a reason")
    submission = _locked(submission)
    demand(by, "quality.decide", submission)
    _end(submission, Submission.State.DECLINED, by, text.strip(), at)
    owner = submission.resource.owner
    with translation.override(owner.language if owner else translation.get_language()):
        reason = _("It was declined. %(reason)s") % {"reason": text.strip()}
    library.send_back(submission.resource, by=by, reason=reason, at=at)
    return submission


@transaction.atomic
def close(resource, state, *, by, reason="", at=None):
    """Bring the open thread of a resource to the end that the library came to; nothing if there is none."""
    submission = Submission.objects.select_for_update(of=("self",)).filter(resource=resource, state="open").first()
    if submission is not None:
        _end(submission, state, by, reason, at)
    return submission


def _end(submission, state, by, reason, at):
    submission.state, submission.reason = state, reason
    submission.decided_at, submission.decided_by = at or now(), by
    submission.save()
    submission.remarks.create(by=by, kind=state, text=reason, at=submission.decided_at)
    audience = [f"member:{pk}" for pk in _takers_part(submission)] + ["network"]
    record(DECIDED, by=by, subject=submission.resource, city=home_of(by), audience=audience, at=at)


def _said(submission, text):
    """Keep the words that came with an answer, which the library's own act did not carry."""
    submission.refresh_from_db()
    last = submission.remarks.last()
    if text.strip() and last is not None and not last.text:
        last.text = text.strip()
        last.save(update_fields=["text"])
    return submission


def _takers_part(submission):
    """Return the ids of those who take part: submitter and owner, who wrote, who was asked for advice."""
    ids = {submission.by_id, submission.resource.owner_id}
    ids |= set(submission.remarks.values_list("by", flat=True)) | set(
        submission.advisers.values_list("member", flat=True)
    )
    return ids - {None}


def _tell(kind, submission, by, names, at):
    if names:
        audience = [f"member:{pk}" for pk in names]
        detail = {"title": submission.resource.title}
        record(kind, by=by, subject=submission.resource, city=home_of(by), audience=audience, names=names,
               detail=detail, at=at)  # fmt: skip


def _locked(submission):
    # The resource first: publishing locks it first too.
    fresh(submission.resource)
    return Submission.objects.select_for_update(of=("self",)).select_related("resource").get(pk=submission.pk)
