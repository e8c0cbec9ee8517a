"""On the pages of a meeting and a series: my place, joining, the hosts' ways, how it was and who was there."""

from django.utils.translation import gettext as _

from meetings.calendar.access.attending import closed_because
from meetings.calendar.access.meetings import OPENS_BEFORE
from meetings.calendar.access.people import attendance_of
from meetings.calendar.actions.attending.joining import links_of
from meetings.calendar.actions.attending.questions import open_questions
from meetings.calendar.models import Pulse
from meetings.calendar.queries.attending import by_city, places_of, position_of, pulse_of
from meetings.calendar.terms import Mode, Place, Presence
from network.access.rules import may
from network.kit.clock import now
from network.kit.panels import panel

HELD = (Place.CONFIRMED, Place.WAITING)


@panel("calendar.meeting", place="acts", order=20)
def acts(request, meeting):
    """Registering, for whoever may or could by signing in; the hosts' pages."""
    row = attendance_of(request.user, meeting)
    has_place = row is not None and row.place in HELD
    is_open = not closed_because(meeting)
    may_register = is_open and not has_place and (
        not request.user.is_authenticated or bool(may(request.user, "calendar.register", meeting))
    )  # fmt: skip
    runs = bool(may(request.user, "calendar.run", meeting)) and not meeting.is_cancelled
    if not may_register and not runs:
        return None
    label = ""
    if may_register:
        label = _("Join the waiting list") if places_of(meeting).free == 0 else _("Register")
        if not request.user.is_authenticated:
            label = _("Sign in to register")
    told = {"meeting": meeting, "register": label, "runs": runs, "has_begun": now() >= meeting.starts_at}
    return "calendar/attending/parts/acts.html", told


@panel("calendar.meeting", place="top", order=30)
def mine(request, meeting):
    """My place, how many are free, joining, the two questions, my certificate."""
    moment, row = now(), attendance_of(request.user, meeting)
    has_begun = moment >= meeting.starts_at
    told = {"meeting": meeting, "has_begun": has_begun}
    if row is not None:
        told |= {"has_place": row.place == Place.CONFIRMED, "position": position_of(row)}
        if row.place in HELD and not closed_because(meeting):
            told["open_questions"] = open_questions(meeting, row)
        if row.presence:
            told |= {"presence": row.get_presence_display(), "was_there": row.presence == Presence.PRESENT}
        told["pulse"] = bool(may(request.user, "calendar.answer_pulse", row))
    if meeting.takes_registrations and not meeting.is_cancelled and not has_begun:
        told |= {"places": places_of(meeting), "closed": closed_because(meeting), "until": meeting.register_until}
    if _joins(request, meeting) and moment <= meeting.ends_at:
        told |= {"joins": True, "can_join": bool(may(request.user, "calendar.join", meeting)),
                 "opens_at": meeting.starts_at - OPENS_BEFORE}  # fmt: skip
    shown = ("has_place", "position", "places", "joins", "pulse", "presence")
    if not any(told.get(name) for name in shown):
        return None
    return "calendar/attending/parts/mine.html", told


def _joins(request, meeting):
    """Whether there is a link that this reader will be shown."""
    if meeting.mode == Mode.ON_SITE or meeting.is_cancelled or not links_of(meeting):
        return False
    return bool(may(request.user, "calendar.take_part", meeting))


@panel("calendar.meeting", order=80)
def after(request, meeting):
    """How it was, for members, when it is over; words to the hosts alone."""
    if now() < meeting.ends_at or not getattr(request.user, "is_member", False):
        return None
    pulse = Pulse.objects.filter(meeting=meeting).first()
    figures = pulse_of([meeting]) if pulse is not None else None
    cities = by_city([meeting])
    if pulse is None and not cities:
        return None
    runs = bool(may(request.user, "calendar.run", meeting))
    told = {"bars": [figures["useful"], figures["glad"]] if figures else [], "asked": pulse is not None,
            "words": pulse.shown_words if figures and runs else [], "cities": cities}  # fmt: skip
    return "calendar/attending/parts/after.html", told


@panel("calendar.series", order=80)
def over_the_series(request, series):
    """The same over all meetings of a series that the reader sees."""
    if not getattr(request.user, "is_member", False):
        return None
    meetings = list(series.meetings.visible_to(request.user).filter(ends_at__lt=now()))
    figures, cities = pulse_of(meetings), by_city(meetings)
    if figures is None and not cities:
        return None
    told = {"bars": [figures["useful"], figures["glad"]] if figures else [], "cities": cities}
    return "calendar/attending/parts/after.html", told


@panel("calendar.list", place="acts", order=60)
def my_record(request, nothing):
    """The way to the meetings that I attended."""
    return ("calendar/attending/parts/record.html", {}) if may(request.user, "calendar.see_own") else None
