"""Suspending one's own membership, coming back, and the yearly question whether the profile is still right."""

from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Coalesce, Greatest

from members.accounts import letters
from members.accounts.activity import RESTED, RETURNED
from members.accounts.models import Member
from members.accounts.terms import CONFIRM_DAYS
from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now

MOST_REMINDED = 500


@transaction.atomic
def rest(*, by):
    """Suspend one's own membership: one is found and written to no more, everything is kept, one may come back."""
    member = Member.objects.select_for_update(of=("self",)).select_related("home_city").get(pk=by.pk)
    demand(member, "accounts.rest")
    member.status, member.rested_at = Member.Status.SUSPENDED, now()
    member.save(update_fields=["status", "rested_at"])
    _record(RESTED, member)
    letters.resting(member)
    return member


@transaction.atomic
def come_back(*, by):
    """Be a member again after one's own pause; whom others suspended, they alone bring back."""
    member = Member.objects.select_for_update(of=("self",)).select_related("home_city").get(pk=by.pk)
    demand(member, "accounts.come_back")
    member.status, member.rested_at = Member.Status.MEMBER, None
    member.save(update_fields=["status", "rested_at"])
    _record(RETURNED, member)
    return member


def _record(kind, member):
    city = member.home_city.slug if member.home_city else ""
    audience = [f"member:{member.pk}", f"coordinators:{city}", "network"]
    record(kind, by=member, subject=member, city=city, audience=audience)


def remind_to_confirm():
    """Ask those whose profile nobody confirmed for a year whether it is still right, once a year; returns how many."""
    before = now() - timedelta(days=CONFIRM_DAYS)
    last = Greatest(Coalesce("confirmed_at", "joined_at", "created_at"), "reminded_at")
    stale = Member.objects.filter(is_active=True, status=Member.Status.MEMBER).alias(last=last).filter(last__lt=before)
    stale = list(stale.order_by("pk").values_list("pk", flat=True)[:MOST_REMINDED])
    for pk in stale:
        with transaction.atomic():
            member = Member.objects.select_for_update(of=("self",)).get(pk=pk)
            if member.is_member:
                letters.still_right(member)
            Member.objects.filter(pk=pk).update(reminded_at=now())
    return len(stale)
