"""What minutes add to the pages of meetings, series, and the list of meetings."""

from meetings.minutes.models import Minutes, Task
from meetings.minutes.queries import registers, shown
from meetings.minutes.queries.carried import carried_to
from meetings.minutes.queries.series import before, is_next_or_past
from network.access.rules import may
from network.kit.panels import panel

MOST = 5


def _minutes(request, meeting):
    """Return the minutes of a meeting that the reader may read, or None; asked once a page."""
    known = meeting.__dict__.setdefault("_minutes_of", {})
    if request.user.pk not in known:
        row = Minutes.objects.visible_to(request.user).select_related("approved_in", "approved_by").filter(
            meeting=meeting
        ).first()  # fmt: skip
        if row is not None:
            row.meeting = meeting
        known[request.user.pk] = row
    return known[request.user.pk]


def _is_member(request):
    return request.user.is_authenticated and request.user.is_member


@panel("calendar.meeting", place="acts", order=40)
def write_minutes(request, meeting):
    """To the minutes: to write them, or to read them."""
    minutes = _minutes(request, meeting)
    if minutes is None:
        if not may(request.user, "minutes.begin", meeting) or Minutes.objects.filter(meeting=meeting).exists():
            return None
        return "minutes/panels/act.html", {"meeting": meeting, "begins": True}
    writes = not minutes.is_sent and bool(may(request.user, "minutes.write", minutes))
    return "minutes/panels/act.html", {"meeting": meeting, "writes": writes}


@panel("calendar.meeting", place="main", order=30)
def from_before(request, meeting):
    """What is open from earlier meetings of the series: it stands on the agenda by itself."""
    if not _is_member(request) or meeting.is_cancelled or not meeting.series_id or not is_next_or_past(meeting):
        return None
    seen = Task.objects.visible_to(request.user).values("pk")
    rows = shown.task_rows(carried_to(meeting).filter(pk__in=seen), request.user)
    last = before(meeting)
    waiting = Minutes.objects.visible_to(request.user).filter(meeting=last, state=Minutes.State.CIRCULATED).first()
    if waiting is not None and not may(request.user, "minutes.approve", waiting):
        waiting = None
    if not rows and waiting is None:
        return None
    return "minutes/panels/before.html", {"meeting": meeting, "rows": rows, "waiting": waiting}


@panel("calendar.meeting", place="main", order=60)
def what_came_of_it(request, meeting):
    """How far the minutes are, what was decided, who does what."""
    minutes = _minutes(request, meeting)
    if minutes is None:
        return None
    decisions = shown.decision_rows(shown.decisions_of(meeting), request.user)
    tasks = shown.task_rows(shown.tasks_of(meeting), request.user) if _is_member(request) else []
    context = {"meeting": meeting, "minutes": minutes, "decisions": decisions, "tasks": tasks}
    return "minutes/panels/outcome.html", context


@panel("calendar.series", place="main", order=50)
def of_a_series(request, series):
    """What is open in a series, and what it decided lately."""
    tasks = []
    if _is_member(request):
        tasks = shown.task_rows(registers.tasks(request.user, who="all", series=series)[: MOST + 1], request.user)
    decisions = shown.decision_rows(
        registers.decisions(request.user, series=series).filter(struck_at=None)[: MOST + 1], request.user
    )
    if not tasks and not decisions:
        return None
    context = {"series": series, "tasks": tasks[:MOST], "decisions": decisions[:MOST]}
    return "minutes/panels/series.html", context | {
        "more_tasks": len(tasks) > MOST,
        "more_decisions": len(decisions) > MOST,
        "is_member": _is_member(request),
    }


@panel("calendar.list", place="acts", order=60)
def to_the_registers(request, thing):
    """To tasks and decisions."""
    return ("minutes/panels/registers.html", {"is_member": _is_member(request)})
