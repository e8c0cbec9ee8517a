"""How planning reads in a letter, and where it leads. Who is invited has letters of their own about a meeting."""

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from meetings.calendar import saying
from meetings.calendar.activity.planning import (
    CANCELLED,
    GROUP_ADDED,
    GROUP_BEGUN,
    GROUP_LEADS,
    HANDED_OVER,
    LAW_CHANGED,
    MOVED,
    PLANNED,
    SERIES_BEGUN,
    SERIES_ENDED,
)
from meetings.calendar.models import Group, Meeting, Series
from network.digests.plugs import leads_to, reads, stands
from network.kit.clock import now


def words_of(activity):
    """Return who did it and the title, and when the meeting is (in the receiver's zone and its own)."""
    detail = activity.detail
    told = {"by": str(activity.by or _("Somebody")), "title": detail.get("title", ""), "when": "",
            "reason": detail.get("reason", "")}  # fmt: skip
    start = parse_datetime(detail.get("new_start") or detail.get("start") or "")
    if start is not None and not detail.get("all_day"):
        told["when"] = saying.hour_text(start, detail["zone"])
    return told


def _row(activity):
    return Meeting.objects.filter(pk=activity.subject_id).first()


@reads(PLANNED)
def planned(activity, entry):
    """Say when."""
    words = words_of(activity)
    if words["when"]:
        return _("%(by)s plans the meeting “%(title)s”: %(when)s") % words
    return _("%(by)s plans the meeting “%(title)s”") % words


@stands(PLANNED)
def still_planned(activity):
    """A meeting that was called off, moved since or is over is no news: what came later says so."""
    row = _row(activity)
    return row is not None and not row.is_cancelled and row.starts_at > now() and row.sequence == 0


@reads(MOVED)
def moved(activity, entry):
    """Say where to."""
    words = words_of(activity)
    if words["when"]:
        return _("%(by)s moved “%(title)s” to %(when)s") % words
    return _("%(by)s moved the meeting “%(title)s”") % words


@stands(MOVED)
def still_there(activity):
    """Only the last place counts, as long as it lies ahead."""
    row = _row(activity)
    is_last = row is not None and row.sequence == activity.detail.get("sequence")
    return is_last and not row.is_cancelled and row.starts_at > now()


@reads(CANCELLED)
def cancelled(activity, entry):
    """Say why."""
    return _("%(by)s cancelled the meeting “%(title)s”: %(reason)s") % words_of(activity)


@stands(CANCELLED)
def was_to_come(activity):
    """What would be over by now need not be told of."""
    row = _row(activity)
    return row is not None and row.is_cancelled and row.starts_at > now()


@stands(SERIES_BEGUN)
def goes_on(activity):
    """A series that has ended since is no news."""
    return Series.objects.filter(pk=activity.subject_id, ended_at=None).exists()


@reads(LAW_CHANGED)
def law(activity, entry):
    """Say where, and which meeting."""
    words = words_of(activity) | {"place": activity.detail.get("place", "")}
    return _("The law of the hours changed in %(place)s: what shall become of “%(title)s”?") % words


@stands(LAW_CHANGED)
def still_asks(activity):
    """A question that was answered is none."""
    row = _row(activity)
    return row is not None and row.asks.get("why") == "law"


@leads_to(LAW_CHANGED)
def to_the_question(activity):
    """To the two answers."""
    return reverse("calendar:settle", args=[activity.subject_id])


@leads_to(PLANNED)
@leads_to(MOVED)
@leads_to(CANCELLED)
def to_the_meeting(activity):
    """To its page."""
    row = _row(activity)
    return row.get_absolute_url() if row else "/meetings/"


@leads_to(SERIES_BEGUN)
@leads_to(SERIES_ENDED)
def to_the_series(activity):
    """To its page."""
    row = Series.objects.filter(pk=activity.subject_id).first()
    return row.get_absolute_url() if row else "/meetings/"


@leads_to(GROUP_BEGUN)
@leads_to(GROUP_ADDED)
@leads_to(GROUP_LEADS)
def to_the_group(activity):
    """To its page."""
    row = Group.objects.filter(pk=activity.subject_id).first()
    return reverse("calendar:group", args=[row.slug]) if row else reverse("calendar:groups")


@leads_to(HANDED_OVER)
def to_what_is_held(activity):
    """To the meeting or series that somebody holds now."""
    return to_the_series(activity) if activity.subject == "calendar.series" else to_the_meeting(activity)
