"""Sending minutes to all who were invited, approving them, saying who reads them."""

from django.db import transaction

from meetings.minutes.actions.beginning import city_of
from meetings.minutes.actions.rows import locked
from meetings.minutes.activity import APPROVED, CIRCULATED, NARROWED
from meetings.minutes.models import Minutes
from meetings.minutes.queries import fingerprints
from meetings.minutes.queries.letters import letter_for
from meetings.minutes.queries.people import host_ids, invited, present_of
from meetings.minutes.queries.seeds import language_of
from meetings.minutes.queries.series import next_of
from network.access.rules import Denied, demand
from network.activity.actions import record
from network.catalogue import actions as catalogue
from network.kit import mail
from network.kit.clock import now
from network.live import texts


@transaction.atomic
def circulate(minutes, *, by=None, at=None):
    """Send the minutes as they are to all who were invited; once, however many ask. Returns whether this call did it.

    Without `by` the portal does it, 48 hours after the end. Raises Denied.
    """
    minutes = locked(minutes)
    if minutes.is_sent:
        return False
    if by is not None:
        demand(by, "minutes.circulate", minutes)
    moment = at or now()
    texts.hold(minutes.document)
    minutes.circulated = texts.read(minutes.document)
    minutes.circulated_seq = minutes.document.head
    minutes.circulated_at, minutes.circulated_by = moment, by
    minutes.present = present_of(minutes.meeting)
    minutes.state = Minutes.State.CIRCULATED
    minutes.save()
    texts.rights_changed(minutes.subject)
    rows = list(invited(minutes.meeting))
    names = {row.member_id for row in rows if row.member_id} | set(host_ids(minutes.meeting))
    audience = {*minutes.audience, *(f"member:{pk}" for pk in names)}
    told = {"title": minutes.meeting.title, "meeting": minutes.meeting_id}
    record(CIRCULATED, by=by, subject=minutes, city=city_of(minutes.meeting), audience=audience, names=names,
           detail=told, at=moment)  # fmt: skip
    for row in rows:
        if row.address:
            _write_to_guest(minutes, row)
    catalogue.write(minutes)
    return True


def _write_to_guest(minutes, row):
    """Write to somebody who was invited by address: they have no page to read on."""
    template, context = letter_for(minutes, None)
    key = f"minutes:{minutes.pk}:{row.pk}"
    mail.post(row.address, template, context, language=language_of(minutes.meeting), kind="minutes.circulated", key=key)


@transaction.atomic
def narrow(minutes, is_narrow, *, by):
    """Open the minutes to those alone who were invited, or to all who see the meeting. Raises Denied."""
    minutes = locked(minutes)
    demand(by, "minutes.narrow", minutes)
    if minutes.is_narrow == is_narrow:
        return minutes
    minutes.is_narrow = is_narrow
    minutes.save(update_fields=["is_narrow"])
    texts.rights_changed(minutes.subject)
    told = {"title": minutes.meeting.title, "meeting": minutes.meeting_id, "is_narrow": is_narrow}
    record(NARROWED, by=by, subject=minutes, city=city_of(minutes.meeting), audience=minutes.audience, detail=told)
    catalogue.write(minutes)
    return minutes


@transaction.atomic
def approve(minutes, *, by, within=None, at=None):
    """Let the minutes stand as they are; their text takes nothing more. Returns whether this call did it.

    `within`: the later meeting of the series that approved them. Raises Denied.
    """
    minutes = locked(minutes)
    if minutes.is_approved:
        return False
    demand(by, "minutes.approve", minutes)
    if within is not None and (within.series_id is None or within != next_of(minutes.meeting)):
        raise Denied("Only the next meeting of the series approves them.", "minutes.approve")
    texts.hold(minutes.document)
    content = texts.read(minutes.document)
    texts.freeze(minutes.document)
    moment = at or now()
    minutes.content, minutes.sha256 = content, fingerprints.of(minutes, content)
    minutes.approved_at, minutes.approved_by, minutes.approved_in = moment, by, within
    minutes.state = Minutes.State.APPROVED
    minutes.save()
    told = {"title": minutes.meeting.title, "meeting": minutes.meeting_id, "sha256": minutes.sha256}
    record(APPROVED, by=by, subject=minutes, city=city_of(minutes.meeting), audience=minutes.audience,
           names=host_ids(minutes.meeting), detail=told, at=moment)  # fmt: skip
    catalogue.write(minutes)
    return True
