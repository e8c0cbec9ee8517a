"""What a meeting asks its hosts, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from meetings.calendar import saying, times
from meetings.calendar.queries.planning.readings import readings, wall_words
from network.kit.clock import now


@dataclass(frozen=True)
class Question:
    """A question about an hour: the sentence, what to choose from ([(word, label)]), other dates that ask the same."""

    title: str
    text: str
    options: list
    others: list


def question_of(meeting):
    """Return the Question that a meeting asks its hosts, or None."""
    why, place = meeting.asks.get("why"), saying.place(meeting.zone)
    if not why or meeting.is_cancelled:
        return None
    wall = datetime.fromisoformat(meeting.asks["wall"])
    words = {"hour": wall_words(wall), "place": place}
    if why == "law":
        return Question(
            _("The law of the hours changed in %(place)s") % words,
            _("This meeting was planned for %(hour)s in %(place)s. By the new law that hour is another moment.")
            % words,
            _of_law(meeting, wall),
            _others(meeting),
        )
    options = [(value.partition("|")[0], label) for value, label in readings(wall, meeting.zone)]
    if why == "gap":
        title = _("This hour does not exist that day")
        text = _("%(hour)s does not exist in %(place)s: the clocks go forward. The date moved on by that hour.") % words
    else:
        title = _("This hour comes twice that day")
        text = _("%(hour)s comes twice in %(place)s: the clocks go back. The first is meant until you say so.") % words
    return Question(title, text, options, [])


def _of_law(meeting, wall):
    moved = datetime.fromisoformat(meeting.asks["new_start"])
    place = saying.place(meeting.zone)
    kept = times.local(meeting.starts_at, meeting.zone)
    by_wall = _("Keep %(hour)s in %(place)s. Everywhere else the meeting moves: %(everywhere)s")
    by_instant = _("Keep the moment. In %(place)s it begins at %(hour)s from now on; elsewhere nothing changes.")
    return [
        ("wall", by_wall % {"hour": f"{wall:%H:%M}", "place": place,
                            "everywhere": saying.hour_text(moved, "UTC" if meeting.zone == "UTC" else meeting.zone)}),
        ("instant", by_instant % {"hour": f"{kept:%H:%M}", "place": place}),
    ]  # fmt: skip


def _others(meeting):
    """Return the other dates of the series that ask about the same law."""
    if not meeting.series_id:
        return []
    rows = meeting.series.meetings.filter(starts_at__gt=now(), asks__why="law", state="planned").exclude(pk=meeting.pk)
    return list(rows.order_by("starts_at"))
