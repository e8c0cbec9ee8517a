"""Links by which a city invites: made, taken back, and used once an address is proved."""

from datetime import timedelta

from django.db import transaction

from members.accounts.activity import INVITATION_MADE, INVITATION_REVOKED
from members.accounts.models import Invitation
from members.accounts.models.invitations import digest_of, new_token
from network.access.rules import demand
from network.activity.actions import record
from network.cities.models import City
from network.kit.clock import now


@transaction.atomic
def invite(city, kind, *, by, days, most_uses):
    """Make the city's link of this kind; the one before stops. Returns (Invitation, token); the token is not kept."""
    city = City.objects.select_for_update().get(pk=city.pk)
    demand(by, "accounts.invite", city)
    for before in Invitation.objects.select_for_update().filter(city=city, kind=kind, revoked_at=None):
        _revoke(before, by)
    token = new_token()
    invitation = Invitation.objects.create(
        city=city,
        kind=kind,
        digest=digest_of(token),
        made_by=by,
        expires_at=now() + timedelta(days=days),
        most_uses=most_uses,
    )
    _record(INVITATION_MADE, invitation, by)
    return invitation, token


@transaction.atomic
def revoke_invitation(invitation, *, by):
    """Stop a link; whoever opens it from now on is told so and offered the ordinary way."""
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("city").get(pk=invitation.pk)
    demand(by, "accounts.invite", invitation.city)
    if invitation.revoked_at is None:
        _revoke(invitation, by)
    return invitation


def _revoke(invitation, by):
    invitation.revoked_at, invitation.revoked_by = now(), by
    invitation.save(update_fields=["revoked_at", "revoked_by"])
    _record(INVITATION_REVOKED, invitation, by)


def _record(kind, invitation, by):
    city = invitation.city.slug
    record(kind, by=by, subject=invitation, city=city, audience=[f"coordinators:{city}", "network"])


def use_invitation(pk, city):
    """Count one use of a live link of `city`, in the caller's transaction; None where there is none such any more."""
    invitation = Invitation.objects.select_for_update(of=("self",)).filter(pk=pk, city=city).live().first()
    if invitation is not None:
        invitation.uses += 1
        invitation.save(update_fields=["uses"])
    return invitation
