"""Invitations of the sample world: answers with words, a guest, another hour proposed; told by the actions."""

from datetime import UTC, timedelta

from meetings.calendar.actions import mailing
from meetings.calendar.actions.mailing import receiving
from meetings.calendar.models import Meeting
from meetings.calendar.queries.mailing.links import uid_of
from members.accounts.models import Member
from network.demo.meetings_planning import WORKSHOP

ANSWERS = (
    ("mei", "yes", "online", "I walk along Suzhou Creek while you walk in Nørrebro."),
    ("bo", "yes", "on_site", ""),
    ("priya", "maybe", "", "If my shift can be changed; I know on Monday."),
    ("diego", "no", "", ""),
)
GUEST = ("Karen Lund, residents' council", "karen.lund@example.org")


def tell(teller, resources):
    """Invite to the workshop and let people answer; twice is once."""
    cast = {one.handle: one for one in Member.objects.filter(status="member")}
    held = Meeting.objects.filter(title=WORKSHOP, starts_at__gt=teller.today).first()
    if held is None or "freja" not in cast or held.attendances.filter(address=GUEST[1]).exists():
        return
    freja, moment = cast["freja"], teller.today - timedelta(days=8)
    people = [cast[handle] for handle in (*(row[0] for row in ANSWERS), "tao", "yan") if handle in cast]
    with teller.telling(moment):
        mailing.invite(held, by=freja, members=people, addresses=[GUEST], language="da")
    for days, (handle, value, mode, note) in enumerate(ANSWERS):
        row = held.attendances.filter(member=cast.get(handle), asked_at__isnull=False).first()
        if row is not None:
            with teller.telling(moment + timedelta(days=1 + days)):
                mailing.answer(row, value, by=row.member, mode=mode, note=note)
    if "tao" in cast:
        with teller.telling(teller.today - timedelta(days=1)):
            receiving.take_in(_counter(held, cast["tao"]))


def _counter(held, member):
    """Return the mail by which a calendar proposes to begin an hour earlier."""
    start, end = (moment.astimezone(UTC) - timedelta(hours=1) for moment in (held.starts_at, held.ends_at))
    lines = [
        f"From: {member.email}", "To: meet@example.org", f"Message-ID: <proposal-{held.uid}@example.org>",
        "MIME-Version: 1.0", "Content-Type: text/calendar; charset=UTF-8; method=COUNTER", "",
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sample//EN", "METHOD:COUNTER", "BEGIN:VEVENT",
        f"UID:{uid_of(held)}", f"DTSTAMP:{held.created_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{start:%Y%m%dT%H%M%SZ}", f"DTEND:{end:%Y%m%dT%H%M%SZ}", f"SEQUENCE:{held.sequence}",
        f"ATTENDEE;PARTSTAT=TENTATIVE:mailto:{member.email}",
        "COMMENT:An hour earlier I could join from Tianjin before my last bus.", "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()
