"""Erasing: what each room does for its rows, in one transaction; what others were sent about the person, before it."""

import logging

from django.db import transaction

from members.accounts.models import Member
from members.privacy import traces_left
from members.privacy.actions.traces import trace
from members.privacy.models import Departure
from network.kit import personal
from network.kit.clock import now
from network.kit.jobs import enqueue

log = logging.getLogger(__name__)


def erase_due(at=None):
    """Erase everybody whose days of grace are over; one that fails does not keep the others. Returns how many went."""
    moment, count = at or now(), 0
    due = Departure.objects.open().filter(kind=Departure.Kind.ERASE, due_at__lte=moment).order_by("due_at")
    for departure in due:
        try:
            count += bool(erase(departure, at=moment))
        except Exception:
            log.exception("departure %s could not be completed; the next night tries again", departure.pk)
    return count


def erase(departure, *, at=None):
    """Erase the member of a departure that is due; returns the Departure, None if it is not due or was undone.

    The mails in which others were told of the person are emptied first, a batch at a time: while the account is there,
    a run that breaks off begins again. Everything else is one transaction.
    """
    moment = at or now()
    if not Departure.objects.open().filter(pk=departure.pk, kind=Departure.Kind.ERASE, due_at__lte=moment).exists():
        return None
    traces_left.empty_mails(departure.member)
    with transaction.atomic():
        member = Member.objects.select_for_update(of=("self",)).get(pk=departure.member_id)
        departure = Departure.objects.select_for_update(of=("self",)).get(pk=departure.pk)
        if departure.undone_at or departure.done_at:
            return None
        for _order, _name, erase_room in personal.all_erasers():
            erase_room(member, keep_authorship=departure.keep_authorship)
        departure.done_at = moment
        departure.save(update_fields=["done_at"])
        trace("erased", by=None, about=member, detail={"kept_authorship": departure.keep_authorship})
        enqueue("privacy.index", key="privacy.index", again=True)
    return departure
