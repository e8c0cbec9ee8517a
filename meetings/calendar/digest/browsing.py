"""Meetings in the letter under 'Coming up': those that a member takes part in, and those of the own city."""

from django.db.models import Q
from django.utils.translation import gettext as _

from meetings.calendar import saying
from meetings.calendar.models import Meeting
from meetings.calendar.queries.browsing.lists import takes_part, with_mine
from network.digests.plugs import Coming, comes

MOST = 30


@comes
def meetings(member, first, last):
    """Yield the meetings between two moments that `member` takes part in or the own city holds, in the own hours."""
    rows = Meeting.objects.visible_to(member).filter(starts_at__gte=first, starts_at__lt=last, state="planned")
    rows = rows.filter(takes_part(member) | Q(city=member.home_city_id)) if member.home_city_id else rows.filter(
        takes_part(member)
    )  # fmt: skip
    for meeting in with_mine(rows.select_related("city").order_by("starts_at", "pk"), member)[:MOST]:
        mine = meeting.mine[0] if meeting.mine else None
        if mine is not None and (mine.answer == "no" or mine.place == "withdrawn"):
            continue  # who said no need not be told when it is, in the own city either
        takes = mine is not None or meeting.organiser_id == member.pk
        yield Coming(
            key=f"coming:meeting:{meeting.pk}:{meeting.starts_at:%Y%m%dT%H%M}",
            at=meeting.starts_at,
            title=meeting.titles.get(member.language) or meeting.title,
            language=member.language if meeting.titles.get(member.language) else meeting.language,
            when=saying.meeting_text(meeting),
            address=meeting.get_absolute_url(),
            source="calendar.meeting",
            source_id=str(meeting.pk),
            line=state_of(mine),
            why=_("because you take part") if takes else _("because your city holds it"),
            city=meeting.city.slug if meeting.city_id else "",
        )


def state_of(mine):
    """Return what a member answered, in words; "" where nobody asked."""
    if mine is None:
        return ""
    if mine.role == "host":
        return _("You are host")
    if mine.place == "waiting":
        return _("On the waiting list")
    if mine.place == "confirmed" or mine.answer == "yes":
        return _("You come")
    if mine.answer == "maybe":
        return _("You come perhaps")
    return _("Waits for your answer") if mine.asked_at else ""
