"""The agenda of a meeting: points with minutes that fit into it, and what there is to read before."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.calendar.actions.planning.rows import city_of, locked, told
from meetings.calendar.activity.planning import AGENDA, MATERIALS
from meetings.calendar.models import AgendaPoint, Material
from network.access.rules import demand
from network.activity.actions import record
from network.catalogue.models import Entry

FIELDS = ("title", "minutes", "presenter", "presenter_name", "note", "entry")
MOST_POINTS = 60


def length_of(meeting):
    """Return the minutes between beginning and end of a meeting; None for one of whole days."""
    return None if meeting.all_day else int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)


def demand_fits(total, length):
    """Raise ValidationError where an agenda of `total` minutes is longer than the meeting's `length`."""
    if length is not None and total > length:
        words = _("The agenda needs %(total)s minutes, the meeting has %(length)s. Take %(over)s minutes off it.")
        raise ValidationError(words % {"total": total, "length": length, "over": total - length})


@transaction.atomic
def put_agenda(meeting, rows, *, by, at=None):
    """Write the whole agenda anew, in order; returns the AgendaPoints.

    `rows`: dicts of FIELDS; with `pk` a point that exists stays the same one, what is not named goes. Raises
    ValidationError where the minutes are more than the meeting has.
    """
    meeting = locked(meeting)
    demand(by, "calendar.run", meeting)
    rows = list(rows)
    if len(rows) > MOST_POINTS:
        raise ValidationError(_("These are too many points for one meeting."))
    demand_fits(sum(row["minutes"] for row in rows), length_of(meeting))
    held = {one.pk: one for one in meeting.agenda.select_for_update(of=("self",))}
    points = []
    for position, row in enumerate(rows):
        point = held.get(row.get("pk")) or AgendaPoint(meeting=meeting)
        point.position = position
        for name in FIELDS:
            setattr(point, name, row.get(name, "" if name in ("presenter_name", "note") else None))
        points.append(point)
    kept = {one.pk for one in points if one.pk}
    meeting.agenda.exclude(pk__in=kept).delete()
    for one in points:
        one.save()
    record(AGENDA, by=by, subject=meeting, city=city_of(meeting), audience=meeting.audience, at=at,
           detail=told(meeting, points=len(points)))  # fmt: skip
    return points


@transaction.atomic
def add_material(meeting, entry, *, by, note="", at=None):
    """Put something of the library on the list of what to read; returns the Material. Twice is once.

    Raises Entry.DoesNotExist for what `by` may not see.
    """
    meeting = locked(meeting)
    demand(by, "calendar.run", meeting)
    entry = Entry.objects.visible_to(by).get(pk=entry.pk)
    row, new = Material.objects.get_or_create(meeting=meeting, entry=entry, defaults={"added_by": by, "note": note})
    if not new and note and row.note != note:
        row.note = note
        row.save(update_fields=["note"])
    if new:
        record(MATERIALS, by=by, subject=meeting, city=city_of(meeting), audience=meeting.audience, at=at,
               detail=told(meeting))  # fmt: skip
    return row


@transaction.atomic
def drop_material(meeting, pk, *, by):
    """Take something off the list of what to read."""
    meeting = locked(meeting)
    demand(by, "calendar.run", meeting)
    meeting.materials.filter(pk=pk).delete()
