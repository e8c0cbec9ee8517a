"""Withdrawing what was agreed to."""

from django.db import transaction

from members.accounts.models import Consent
from members.privacy.activity import WITHDREW
from members.privacy.models import Withdrawal
from members.privacy.terms import NEEDED
from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit import personal


@transaction.atomic
def withdraw(consent, *, by):
    """Withdraw a consent that is optional; withdrawing it twice is withdrawing it once. Returns the Withdrawal."""
    consent = Consent.objects.select_for_update(of=("self",)).select_related("member").get(pk=consent.pk)
    demand(by, "privacy.withdraw", consent.member)
    purpose = personal.all_purposes().get(consent.purpose)
    if purpose is None or not purpose.is_optional:
        raise Denied(NEEDED, "privacy.withdraw")
    withdrawal, is_new = Withdrawal.objects.get_or_create(consent=consent)
    if is_new:
        if purpose.withdraw:
            purpose.withdraw(consent.member)
        audience = [f"member:{consent.member_id}"]
        record(WITHDREW, by=by, subject=consent, audience=audience, detail={"purpose": consent.purpose})
    return withdrawal
