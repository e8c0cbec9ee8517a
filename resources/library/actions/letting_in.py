"""Asking for what is held back, and answering: a grant is an audience key that may expire and be taken back."""

from datetime import timedelta

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.kit import links
from network.kit.clock import now
from network.kit.jobs import enqueue
from resources.library import letters
from resources.library.actions.rows import city_of, locked, owners, spread
from resources.library.activity import ACCESS_ASKED, ACCESS_DECLINED, ACCESS_GRANTED, ACCESS_REVOKED
from resources.library.models import AccessRequest

State = AccessRequest.State


class AlreadyAnswered(Exception):
    """Somebody has answered the request, or it was taken back."""


class LinkOver(Exception):
    """The link of a mail has done its work."""


@transaction.atomic
def ask_access(resource, *, by, why):
    """Ask for `resource`; who answers for it gets a mail with a link of their own. Asking twice is asking once.

    Returns the AccessRequest. Whoever was declined may ask once more after 30 days.
    """
    resource = locked(resource)
    demand(by, "library.ask_access", resource)
    open_one = AccessRequest.objects.filter(resource=resource, member=by, state__in=[State.WAITING, State.GRANTED])
    if found := open_one.first():
        return found
    late = AccessRequest.objects.filter(
        resource=resource, member=by, state=State.DECLINED, answered_at__gt=now() - timedelta(days=30)
    )
    if found := late.first():
        return found
    row = AccessRequest.objects.create(resource=resource, member=by, why=why)
    told = owners(resource)
    record(
        ACCESS_ASKED,
        by=by,
        subject=resource,
        city=city_of(resource, by),
        audience=[f"member:{pk}" for pk in [*told, by.pk]],
        names=told,
    )
    letters.asked(row, told)
    return row


@transaction.atomic
def let_in(row, *, by, days=None, token=None):
    """Grant a request, for `days` days or for good; returns it afresh. Raises AlreadyAnswered, LinkOver."""
    row, resource = _open(row, by, token)
    row.expires_at = now() + timedelta(days=days) if days else None
    _answer(row, resource, State.GRANTED, by, ACCESS_GRANTED)
    if row.expires_at:
        enqueue("library.close_access", {"id": row.pk}, key=f"close:{row.pk}", not_before=row.expires_at, again=True)
    letters.let_in(row)
    return row


@transaction.atomic
def decline_access(row, *, by, reason, token=None):
    """Say no, with the reason, which the member reads; returns the request afresh."""
    row, resource = _open(row, by, token)
    row.reason = reason
    _answer(row, resource, State.DECLINED, by, ACCESS_DECLINED)
    letters.declined(row)
    return row


@transaction.atomic
def revoke_access(row, *, by, reason=""):
    """Take a grant back from now on; returns the request afresh."""
    resource = locked(row.resource)
    demand(by, "library.answer_access", resource)
    row = AccessRequest.objects.select_for_update().get(pk=row.pk)
    if row.state != State.GRANTED:
        raise AlreadyAnswered
    row.reason = reason
    _answer(row, resource, State.REVOKED, by, ACCESS_REVOKED)
    letters.over(row)
    return row


@transaction.atomic
def close_access(row):
    """End a grant whose time is over; the portal itself does this. Safe to call again."""
    resource = locked(row.resource)
    row = AccessRequest.objects.select_for_update().get(pk=row.pk)
    if row.state == State.GRANTED and row.expires_at and row.expires_at <= now():
        _answer(row, resource, State.OVER, None, ACCESS_REVOKED)
    return row


def _open(row, by, token):
    resource = locked(row.resource)
    demand(by, "library.answer_access", resource)
    row = AccessRequest.objects.select_for_update().get(pk=row.pk)
    if row.state != State.WAITING:
        raise AlreadyAnswered
    if token is not None and not links.use(token):
        raise LinkOver
    return row, resource


def _answer(row, resource, state, by, kind):
    row.state = state
    if state != State.OVER:
        row.answered_at, row.answered_by = now(), by
    row.save()
    spread(resource)
    audience = [f"member:{row.member_id}", *(f"member:{pk}" for pk in owners(resource))]
    record(kind, by=by, subject=resource, city=city_of(resource, by), audience=audience)
