"""What invitations follow when meetings move, are called off, or get new dates. Called in the act's transaction."""

from meetings.calendar.actions.mailing.telling import tell, write_to
from meetings.calendar.activity.mailing import CALLED_OFF, HOSTED, INVITED, UPDATED
from meetings.calendar.activity.planning import HANDED_OVER
from meetings.calendar.queries.mailing.whole import is_by_rule
from meetings.calendar.terms import Answer, Place, Role
from network.activity.models import Activity
from network.kit.clock import now
from network.kit.models import Mail


def on_the_list(meeting):
    """Return the rows of all who are on the list of a meeting: asked, registered, waiting for a place."""
    rows = meeting.attendances.filter(removed_at=None).exclude(place=Place.WITHDRAWN)
    rows = list(rows.select_related("member").order_by("pk"))
    for row in rows:
        row.meeting = meeting
    return rows


def standings_of(series):
    """Return the rows of all who are asked to a whole series."""
    rows = list(series.standings.filter(removed_at=None).select_related("member").order_by("pk"))
    for row in rows:
        row.series = series
    return rows


def moved(meeting, activity):
    """Tell of another time; who moved it knows."""
    if meeting.ends_at <= now() or meeting.is_cancelled:
        return
    detail = {name: activity.detail.get(name) for name in ("old_start", "old_end", "sequence")}
    _still_comes(meeting, activity.by)
    tell(UPDATED, meeting, on_the_list(meeting), by=activity.by, **detail)
    _own_calendar(UPDATED, meeting, activity.by, **detail)


def _still_comes(meeting, by):
    """A host who moved it to another time comes then, and is not asked for an answer."""
    if by is not None:
        rows = meeting.attendances.filter(member=by, role=Role.HOST, answer=Answer.YES, removed_at=None)
        rows.update(answer_sequence=meeting.sequence)


def _own_calendar(kind, meeting, by, **detail):
    """Whoever did it needs no news, but their calendar does where it has the meeting."""
    row = meeting.attendances.filter(member=by, removed_at=None).first() if by is not None else None
    if row is not None and _has_it(row, meeting):
        row.meeting = meeting
        write_to(kind, row, **detail)


def _has_it(row, meeting):
    """Whether a mail brought a meeting to the calendar of the person of `row`."""
    kinds = (HOSTED, INVITED, HANDED_OVER)
    told = Activity.objects.filter(kind__in=kinds, subject="calendar.meeting", subject_id=str(meeting.pk))
    letters = [f"notice:{pk}:{row.member_id}" for pk in told.values_list("pk", flat=True)]
    return Mail.objects.filter(member=row.member_id, key__in=letters).exists()


def _on_one_of_many(meeting, known=()):
    """Return the rows of those who hear of one of many dates: not `known`, and hosts where their calendar has it.

    Hosts run all of them: a letter for each would only be many.
    """
    rows = [row for row in on_the_list(meeting) if (row.member_id, row.address) not in known]
    return [row for row in rows if row.role != Role.HOST or _has_it(row, meeting)]


def called_off(meeting, activity):
    """Tell that it does not take place."""
    detail = {"reason": meeting.reason, "sequence": meeting.sequence}
    tell(CALLED_OFF, meeting, on_the_list(meeting), by=activity.by, **detail)
    _own_calendar(CALLED_OFF, meeting, activity.by, **detail)


def series_changed(series, activity):
    """New dates of a series: those of its rule come by themselves, others have an invitation of their own.

    Dates chosen one by one that moved together are told one by one, as calendars know them.
    """
    detail, by = activity.detail, activity.by
    for meeting in series.meetings.filter(pk__in=detail.get("moved", ()), ends_at__gt=now()).order_by("starts_at"):
        meeting.series = series
        tell(UPDATED, meeting, _on_one_of_many(meeting), by=by, sequence=meeting.sequence)
    if detail.get("what") != "dates_added":
        return
    for meeting in series.meetings.filter(pk__in=detail.get("added", ()), ends_at__gt=now()).order_by("starts_at"):
        meeting.series = series
        if not is_by_rule(meeting):
            rows = [row for row in on_the_list(meeting) if row.role != Role.HOST]
            tell(INVITED, meeting, rows, by=by, asked=now().isoformat())


def goes_on(series, activity):
    """Send the whole of a series that carries another one on to all who are asked to it."""
    tell(INVITED, series, standings_of(series), by=activity.by, asked=now().isoformat())
    # Whoever was asked to some of its dates alone hears of each.
    known = {(row.member_id, row.address) for row in standings_of(series)}
    for meeting in series.meetings.filter(ends_at__gt=now(), sequence__gt=0).order_by("starts_at"):
        meeting.series = series
        tell(UPDATED, meeting, _on_one_of_many(meeting, known), by=activity.by, sequence=meeting.sequence)


def series_ended(series, activity):
    """Tell of the end; the file of the series says until when, or takes it out where nothing took place."""
    detail = {"reason": activity.detail.get("reason", ""), "sequence": series.sequence}
    detail["next"] = activity.detail.get("next", "")
    rows = standings_of(series)
    if series.rrule:
        tell(CALLED_OFF, series, rows, by=activity.by, **detail)
    known = {(row.member_id, row.address) for row in rows} if series.rrule else set()
    for meeting in series.meetings.filter(pk__in=activity.detail.get("cancelled", ())).order_by("starts_at"):
        meeting.series = series
        left = _on_one_of_many(meeting, known)
        tell(CALLED_OFF, meeting, left, by=activity.by, reason=meeting.reason, sequence=meeting.sequence)
