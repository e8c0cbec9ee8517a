"""Answering: yes, if need be, no; changed as often as one likes until the poll ends. Every change is kept."""

from django.db import transaction

from meetings.polls.access.polls import takes_answers
from meetings.polls.actions.rows import host_ids, keys, locked, told
from meetings.polls.activity import ANSWERED, COMPLETE
from meetings.polls.models import Invitee, Suits, TimePoll, Vote, VoteChange
from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit.clock import now


@transaction.atomic
def vote(invitee, answers, *, by=None, note=None, how="page", at=None):
    """Keep what `invitee` says: {id of a slot: "yes"|"if"|"no"|""}; "" takes an answer back. Returns the Invitee.

    `by`: the member who is signed in, None where a signed link is the authority. Slots of other polls are ignored,
    unknown words raise ValueError. Raises Denied where answers are not taken any more.
    """
    poll = locked(invitee.poll)
    if by is not None:
        demand(by, "polls.answer", poll)
        if invitee.member_id != by.pk:
            raise Denied(takes_answers(poll).reason, "polls.answer")
    elif not (answer := takes_answers(poll)):
        raise Denied(answer.reason, "polls.answer")
    row = Invitee.objects.select_for_update(of=("self",)).get(pk=invitee.pk)
    slots = {slot.pk: slot for slot in poll.slots.all()}
    known = {one.slot_id: one for one in row.votes.all()}
    moment = at or now()
    changes = []
    for pk, given in answers.items():
        if pk not in slots:
            continue
        if given and given not in Suits.values:
            raise ValueError(f"{given!r} is no answer")
        before = known[pk].answer if pk in known else ""
        if given == before:
            continue
        changes.append(VoteChange(slot=slots[pk], invitee=row, before=before, after=given, how=how, at=moment))
        if not given:
            known.pop(pk).delete()
        elif pk in known:
            Vote.objects.filter(pk=known[pk].pk).update(answer=given, changed_at=moment)
        else:
            known[pk] = Vote.objects.create(slot=slots[pk], invitee=row, answer=given, changed_at=moment)
    VoteChange.objects.bulk_create(changes)
    if note is not None:
        row.note = note.strip()[:500]
    row.answered_at = moment if known else None
    row.save(update_fields=["note", "answered_at"])
    if changes:
        detail = told(poll) if row.member_id else told(poll, guest=True)
        record(ANSWERED, by=row.member, subject=poll, audience=keys(host_ids(poll)), detail=detail, at=moment)
        _tell_when_complete(poll, moment)
    return row


def _tell_when_complete(poll, moment):
    """Tell those who ask, once, that everybody has answered."""
    if poll.complete_at is not None or poll.invitees.filter(answered_at__isnull=True).exists():
        return
    TimePoll.objects.filter(pk=poll.pk).update(complete_at=moment)
    names = host_ids(poll)
    record(COMPLETE, by=None, subject=poll, audience=keys(names), names=names, detail=told(poll), at=moment)
