"""The shared list: proposing, confirming, mending, taking doubles together."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.congresses.actions.rows import FIELDS, audience_of, check, locked, told
from meetings.congresses.activity import CONFIRMED, DECLINED, MERGED, MOVED, PROPOSED, REVISED
from meetings.congresses.models import Congress, Note, Presence, Proposal
from network.access.rules import Denied, demand, may
from network.activity.actions import record
from network.catalogue import actions as catalogue
from network.kit.clock import now


@transaction.atomic
def propose(*, by, at=None, **fields):
    """Put a congress on the list; returns it. A coordinator's own is confirmed at once."""
    demand(by, "congresses.propose")
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"a congress has no {', '.join(sorted(unknown))}")
    moment = at or now()
    congress = Congress(proposed_by=by, created_at=moment, changed_at=moment, **fields)
    check(congress)
    congress.audience = audience_of(congress)
    congress.save()
    record(PROPOSED, by=by, subject=congress, audience=["members"], detail=told(congress), at=at)
    if may(by, "congresses.curate"):
        return confirm(congress, by=by, at=at)
    catalogue.write(congress)
    return congress


@transaction.atomic
def revise(congress, *, by, at=None, **fields):
    """Change what stands about a congress; who goes keeps the days that still lie within. Returns it."""
    congress = locked(congress)
    demand(by, "congresses.revise", congress)
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"a congress has no {', '.join(sorted(unknown))}")
    changed = [name for name, value in fields.items() if getattr(congress, name) != value]
    if not changed:
        return congress
    for name in changed:
        setattr(congress, name, fields[name])
    check(congress)
    congress.changed_at = at or now()
    congress.save()
    record(REVISED, by=by, subject=congress, audience=["members"], detail=told(congress, fields=changed), at=at)
    if {"first_day", "last_day"} & set(changed):
        going = _fit_days(congress)
        if going:
            record(MOVED, by=by, subject=congress, audience=[f"member:{pk}" for pk in going], names=going,
                   detail=told(congress), at=at)  # fmt: skip
    catalogue.write(congress)
    return congress


def _fit_days(congress):
    """Bring everybody's days within the new ones; an open side meeting on a day that fell away lapses."""
    going = []
    for row in congress.presences.select_for_update():
        first, last = max(row.first_day, congress.first_day), min(row.last_day, congress.last_day)
        if last < first:
            first, last = congress.first_day, congress.last_day
        row.first_day, row.last_day = first, last
        row.save(update_fields=["first_day", "last_day"])
        going.append(row.member_id)
    away = congress.proposals.filter(state=Proposal.State.OPEN).exclude(
        day__range=(congress.first_day, congress.last_day)
    )
    away.update(state=Proposal.State.LAPSED, ended_at=now())
    return going


@transaction.atomic
def confirm(congress, *, by, at=None):
    """Let a proposed congress be on the list for everybody. Confirmed twice, it is confirmed."""
    congress = locked(congress)
    demand(by, "congresses.curate")
    if congress.is_confirmed:
        return congress
    if congress.state != Congress.State.PROPOSED:
        raise Denied(_("This congress is not on the list any more."), "congresses.curate")
    _decide(congress, Congress.State.CONFIRMED, by, at)
    names = [congress.proposed_by_id] if congress.proposed_by_id and congress.proposed_by_id != by.pk else []
    record(CONFIRMED, by=by, subject=congress, audience=congress.audience, names=names, detail=told(congress), at=at)
    catalogue.write(congress)
    return congress


@transaction.atomic
def decline(congress, *, by, reason, at=None):
    """Take a proposed congress off the list and say why. Raises ValidationError without a reason."""
    congress = locked(congress)
    demand(by, "congresses.curate")
    if congress.state != Congress.State.PROPOSED:
        raise Denied(_("Somebody has decided on it already."), "congresses.curate")
    if not reason.strip():
        raise ValidationError(_("Say why: whoever proposed it reads it."))
    congress.reason = reason.strip()[:500]
    _decide(congress, Congress.State.DECLINED, by, at)
    names = [congress.proposed_by_id] if congress.proposed_by_id and congress.proposed_by_id != by.pk else []
    record(DECLINED, by=by, subject=congress, audience=[f"member:{pk}" for pk in names], names=names,
           detail=told(congress, reason=congress.reason), at=at)  # fmt: skip
    catalogue.withdraw(congress)
    return congress


@transaction.atomic
def merge(double, *, into, by, at=None):
    """Take two entries of one congress together: who goes, and notes, move to `into`; returns it."""
    first, second = sorted((double, into), key=lambda one: one.pk)
    rows = {one.pk: locked(one) for one in (first, second)}
    double, into = rows[double.pk], rows[into.pk]
    demand(by, "congresses.curate")
    standing = (Congress.State.PROPOSED, Congress.State.CONFIRMED)
    if double.pk == into.pk or double.state not in standing or into.state not in standing:
        raise Denied(_("This congress is not on the list any more."), "congresses.curate")
    there = set(into.presences.values_list("member", flat=True))
    Presence.objects.filter(congress=double, member__in=there).delete()
    Presence.objects.filter(congress=double).update(congress=into)
    _fit_days(into)
    written = set(into.notes.exclude(member=None).values_list("member", flat=True))
    Note.objects.filter(congress=double).exclude(member__in=written).update(congress=into)
    double.proposals.filter(state=Proposal.State.OPEN).update(state=Proposal.State.LAPSED, ended_at=now())
    double.merged_into = into
    _decide(double, Congress.State.MERGED, by, at)
    Congress.objects.filter(merged_into=double).update(merged_into=into)
    record(MERGED, by=by, subject=double, audience=["members"], detail=told(double, into=into.pk), at=at)
    catalogue.withdraw(double)
    if double.is_confirmed and into.is_proposed:
        return confirm(into, by=by, at=at)
    catalogue.write(into)
    return into


def _decide(congress, state, by, at):
    moment = at or now()
    congress.state, congress.decided_by, congress.decided_at, congress.changed_at = state, by, moment, moment
    congress.audience = audience_of(congress)
    congress.save()
