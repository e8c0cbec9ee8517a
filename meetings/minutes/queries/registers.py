"""The registers across meetings: decisions, tasks; what is asked of them by an address."""

from django.db.models import Q

from meetings.calendar.models import Series
from meetings.minutes.models import Decision, Task
from meetings.minutes.models.tasks import OPEN_FIRST
from network.kit.clock import now

WHO = ("mine", "series", "all")
STATES = ("open", "late", "done", "dropped", "all")


def tasks(member, *, who="mine", state="open", series=None):
    """Return the tasks that `member` may read, in the order of their days; closed ones newest first."""
    rows = Task.objects.visible_to(member)
    if who == "mine":
        rows = rows.filter(owner=member)
    elif who == "series":
        rows = rows.filter(series__in=my_series(member))
    if series is not None:
        rows = rows.filter(series=series)
    if state == "late":
        rows = rows.open().filter(due_at__lte=now())
    elif state != "all":
        rows = rows.filter(state=state)
    order = ("-closed_at", "-pk") if state in ("done", "dropped") else OPEN_FIRST
    if state in ("open", "late"):
        order = ("due_at", "pk")
    return rows.select_related("owner__home_city", "meeting", "series", "closed_by").order_by(*order)


def my_series(member):
    """Return the series of which `member` is host, or to whose meetings they were invited."""
    mine = Q(hosts=member) | Q(organiser=member) | Q(standings__member=member)
    mine |= Q(meetings__attendances__member=member, meetings__attendances__removed_at__isnull=True)
    return Series.objects.filter(mine).distinct()


def series_with_tasks(member):
    """Return the series of which `member` sees tasks, by title, to choose from."""
    seen = Task.objects.visible_to(member).exclude(series=None).values("series")
    return Series.objects.filter(pk__in=seen).order_by("title", "pk")


def decisions(member, *, series=None, words=""):
    """Return the decisions that `member` (None: a visitor) may read, newest first."""
    rows = Decision.objects.visible_to(member)
    if series is not None:
        rows = rows.filter(series=series)
    for word in words.split()[:6]:
        rows = rows.filter(Q(text__icontains=word) | Q(meeting__title__icontains=word))
    return rows.select_related("meeting__written", "series", "entry")


def series_with_decisions(member):
    """Return the series of which `member` sees decisions, by title, to choose from."""
    seen = Decision.objects.visible_to(member).exclude(series=None).values("series")
    return Series.objects.filter(pk__in=seen).order_by("title", "pk")
