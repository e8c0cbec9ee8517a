"""Letters about invitations, each with its calendar file; and how the same things read in the digest."""

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.calendar.activity import mailing as kinds
from meetings.calendar.activity.planning import HANDED_OVER
from meetings.calendar.models import Attendance, Meeting, Series, Standing
from meetings.calendar.queries.mailing.letters import letter, still_right
from meetings.calendar.terms import Answer
from network.digests.plugs import leads_to, reads, stands, writes

SENT = (kinds.INVITED, kinds.HOSTED, kinds.UPDATED, kinds.CALLED_OFF, kinds.TAKEN_OFF, kinds.ASKED_AGAIN)


def row_of(activity, member):
    """Return the Attendance or Standing of `member` (a Member or an id) that an activity is about, or None."""
    pk = getattr(member, "pk", member)
    if activity.subject in ("calendar.attendance", "calendar.standing"):
        model = Attendance if activity.subject == "calendar.attendance" else Standing
        rows = model.objects.filter(pk=activity.subject_id, member=pk)
    elif activity.subject == "calendar.series":
        rows = Standing.objects.filter(series=activity.subject_id, member=pk)
    else:
        rows = Attendance.objects.filter(meeting=activity.subject_id, member=pk)
    about = "series" if rows.model is Standing else "meeting"
    return rows.select_related("member", about, f"{about}__organiser").first()


def _write(activity, member):
    row = row_of(activity, member)
    if row is None:
        return None
    return letter(activity.kind, row, by=activity.by, detail=activity.detail)


def _stands(activity):
    rows = [row_of(activity, pk) for pk in activity.names]
    return any(row is not None and still_right(activity.kind, row, activity.detail) for row in rows)


def _leads(activity):
    if activity.subject in ("calendar.attendance", "calendar.standing"):
        return ""
    model = Series if activity.subject == "calendar.series" else Meeting
    thing = model.objects.filter(pk=activity.subject_id).first()
    return thing.get_absolute_url() if thing is not None else ""


for _kind in SENT:
    writes(_kind)(_write)
    stands(_kind)(_stands)
    leads_to(_kind)(_leads)


# Whoever holds it now gets it into their calendar by the same mail that says so.
writes(HANDED_OVER)(_write)


@reads(kinds.ANSWERED)
def answered(activity, entry):
    """Who said what; whoever let the network forget them is not named."""
    model, pk = (Standing, activity.detail.get("standing")) if "standing" in activity.detail else (
        Attendance, activity.detail.get("attendance"))  # fmt: skip
    row = model.objects.filter(pk=pk).select_related("member").first()
    words = {"title": activity.detail.get("title", ""), "who": _("Somebody")}
    if activity.by is not None:
        words["who"] = str(activity.by)
    elif row is not None and row.member_id is None:
        words["who"] = row.name or row.address
    said = {
        Answer.YES: _("%(who)s comes to “%(title)s”"),
        Answer.MAYBE: _("%(who)s perhaps comes to “%(title)s”"),
        Answer.NO: _("%(who)s does not come to “%(title)s”"),
        Answer.DELEGATED: _("%(who)s sends somebody else to “%(title)s”"),
    }
    return said.get(activity.detail.get("answer"), said[Answer.MAYBE]) % words


@leads_to(kinds.ANSWERED)
@leads_to(kinds.PROPOSED)
def to_people(activity):
    """To the page of those who are invited, for hosts."""
    if activity.subject == "calendar.series":
        return _leads(activity)
    return reverse("calendar:people", args=[activity.subject_id])


@stands(kinds.ANSWERED)
def still_said(activity):
    """An answer is news as long as it is the one that stands."""
    model, pk = (Standing, activity.detail.get("standing")) if "standing" in activity.detail else (
        Attendance, activity.detail.get("attendance"))  # fmt: skip
    row = model.objects.filter(pk=pk, removed_at=None).first()
    return row is not None and row.answer == activity.detail.get("answer")
