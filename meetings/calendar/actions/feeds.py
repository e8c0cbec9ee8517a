"""Making, renewing and ending the secret address of my calendar."""

import hashlib
import secrets

from django.contrib.auth import get_user_model
from django.db import transaction

from meetings.calendar.activity.feeds import ENDED, MADE
from meetings.calendar.models import FeedAddress
from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now


def digest_of(token):
    """Return what the table keeps of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make(*, by, leaves_out_mailed=None):
    """Make the one address of `by`; one that was there opens nothing from now on.

    Returns (FeedAddress, its token, which is kept nowhere). `leaves_out_mailed`: None keeps what was chosen.
    """
    demand(by, "calendar.hold_feed")
    get_user_model().objects.select_for_update().get(pk=by.pk)
    before = FeedAddress.objects.filter(member=by).good().first()
    if before is not None:
        before.ended_at = now()
        before.save(update_fields=["ended_at"])
        if leaves_out_mailed is None:
            leaves_out_mailed = before.leaves_out_mailed
    token = secrets.token_urlsafe(32)
    made = FeedAddress.objects.create(
        member=by, digest=digest_of(token), leaves_out_mailed=bool(leaves_out_mailed), made_at=now(), changed_at=now()
    )
    record(MADE, by=by, subject=made, audience=[f"member:{by.pk}"])
    return made, token


@transaction.atomic
def choose(address, *, by, leaves_out_mailed):
    """Say whether the feed leaves out what was answered from a mail program."""
    held = FeedAddress.objects.select_for_update().get(pk=address.pk)
    demand(by, "calendar.end_feed", held)
    if held.leaves_out_mailed != leaves_out_mailed:
        held.leaves_out_mailed, held.changed_at = leaves_out_mailed, now()
        held.save(update_fields=["leaves_out_mailed", "changed_at"])
    return held


@transaction.atomic
def end(address, *, by):
    """Let an address open nothing any more, from this moment on; idempotent."""
    held = FeedAddress.objects.select_for_update().get(pk=address.pk)
    demand(by, "calendar.end_feed", held)
    if held.ended_at is None:
        held.ended_at = now()
        held.save(update_fields=["ended_at"])
        record(ENDED, by=by, subject=held, audience=[f"member:{by.pk}"])
    return held
