"""Answering an application: approve, decline, or hand it on when nobody answers."""

from datetime import timedelta

from django.db import transaction

from members.accounts import letters
from members.accounts.activity import APPROVED, DECLINED, ESCALATED, JOINED
from members.accounts.models import Application, Member
from members.accounts.organisations import organisation_named
from members.accounts.queries import network_coordinators
from members.accounts.terms import DAYS_TO_ANSWER, AlreadyAnswered, Stale
from network.access.rules import demand
from network.activity.actions import record
from network.kit import links
from network.kit.clock import now


def _locked(application, *, by, revision, token):
    """Lock the row, see that it is what the answerer has read, ask the rule, and use up the link."""
    application = (
        Application.objects.select_for_update(of=("self",)).select_related("city", "member").get(pk=application.pk)
    )
    if application.state in (Application.State.APPROVED, Application.State.DECLINED):
        raise AlreadyAnswered
    # Locked, so that nobody is let in who leaves at this moment.
    application.member = Member.objects.select_for_update().get(pk=application.member_id)
    demand(by, "accounts.decide", application)
    if revision is not None and revision != application.revision:
        raise Stale
    if token is not None and not links.use(token):
        raise AlreadyAnswered
    return application


@transaction.atomic
def approve(application, *, by, revision=None, token=None):
    """Let the applicant in: a member from this moment on, with what the application says as the first profile."""
    application = _locked(application, by=by, revision=revision, token=token)
    _answer(application, Application.State.APPROVED, by)
    member = application.member
    member.status = Member.Status.MEMBER
    member.home_city = application.city
    member.joined_at = now()
    member.role = application.role
    member.languages = application.languages
    member.offers, member.seeks = application.offer, application.seek
    member.interests, member.is_sponsor_staff = application.interests, application.is_sponsor_staff
    member.organisation = organisation_named(application.organisation, application.city)
    member.save()
    record(APPROVED, by=by, subject=application, city=application.city.slug, audience=_readers(application))
    city = application.city.slug
    record(JOINED, by=member, subject=member, city=city, audience=[f"city:{city}"], names=[])
    letters.approved(application, member)
    return application


@transaction.atomic
def decline(application, *, by, reason, revision=None, token=None):
    """Say no, with the reason that the applicant reads. Raises ValueError for an empty reason."""
    if not reason.strip():
        raise ValueError("declining takes a reason")
    application = _locked(application, by=by, revision=revision, token=token)
    application.reason = reason.strip()
    _answer(application, Application.State.DECLINED, by)
    record(DECLINED, by=by, subject=application, city=application.city.slug, audience=_readers(application))
    letters.declined(application)
    return application


def _answer(application, state, by):
    application.state = state
    application.decided_by = by
    application.decided_at = now()
    application.save()


def _readers(application):
    return [f"member:{application.member_id}", f"coordinators:{application.city.slug}", "network"]


@transaction.atomic
def escalate(application, *, tell_applicant=True):
    """Ask the network's coordinators, since the city did not answer or has nobody who could; once only."""
    application = (
        Application.objects.select_for_update(of=("self",)).select_related("city", "member").get(pk=application.pk)
    )
    if application.state != Application.State.WAITING or application.escalated_at:
        return application
    application.escalated_at = now()
    application.save(update_fields=["escalated_at"])
    record(ESCALATED, by=None, subject=application, city=application.city.slug, audience=_readers(application))
    letters.asked(application, network_coordinators().exclude(pk=application.member_id), late=True)
    if tell_applicant:
        letters.escalated(application)
    return application


def escalate_overdue():
    """Escalate every application that has waited for more than five days; returns how many."""
    before = now() - timedelta(days=DAYS_TO_ANSWER)
    overdue = Application.objects.waiting().filter(escalated_at=None, submitted_at__lte=before)
    for application in overdue:
        escalate(application)
    return len(overdue)
