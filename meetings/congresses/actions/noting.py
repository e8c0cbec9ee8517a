"""What those who were there bring back: asked for when a congress is over."""

from django.db import transaction

from meetings.congresses.actions.rows import locked, told
from meetings.congresses.activity import NOTED, NOTES_ASKED
from meetings.congresses.models import Congress, Note
from network.access.rules import demand
from network.activity.actions import record
from network.catalogue import actions as catalogue
from network.kit.clock import now


@transaction.atomic
def note(congress, *, by, text, link="", language="en"):
    """Write what `by` brings back, or change it; returns the Note. Members read it on the page of the congress."""
    congress = locked(congress)
    demand(by, "congresses.note", congress)
    row = Note.objects.filter(congress=congress, member=by).first()
    is_new = row is None
    row = row or Note(congress=congress, member=by, written_at=now())
    row.text, row.link, row.language, row.changed_at = text, link, language, now()
    row.save()
    if is_new:
        record(NOTED, by=by, subject=congress, audience=["members"], detail=told(congress))
    catalogue.write(congress)
    return row


@transaction.atomic
def drop_note(congress, *, by):
    """Take one's own note away."""
    demand(by, "congresses.note", congress)
    Note.objects.filter(congress=congress, member=by).delete()


@transaction.atomic
def ask_for_notes(congress, *, at=None):
    """Ask once everybody who was there, and has not written yet, what they bring back; returns how many were asked."""
    congress = locked(congress)
    if congress.asked_notes_at is not None or congress.state != Congress.State.CONFIRMED:
        return 0
    congress.asked_notes_at = at or now()
    congress.save(update_fields=["asked_notes_at"])
    written = congress.notes.exclude(member=None).values("member")
    names = list(
        congress.presences.filter(member__is_active=True).exclude(member__in=written).values_list("member", flat=True)
    )
    if names:
        record(NOTES_ASKED, by=None, subject=congress, audience=[f"member:{pk}" for pk in names], names=names,
               detail=told(congress), at=at)  # fmt: skip
    return len(names)
