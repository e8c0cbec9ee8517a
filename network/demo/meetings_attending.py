"""Places, a waiting list, attendance, a certificate and the two questions of the sample world, told by the actions."""

from datetime import datetime, time, timedelta

from meetings.calendar.actions import attending, planning
from meetings.calendar.models import Attendance, Meeting
from members.accounts.models import Member
from network.kit import clock

WORKSHOP = "Peer support groups: how to begin, how to last"
PAST = "What helped people keep coming?"
ZONE = "Europe/Copenhagen"
ABOUT = (
    "A day on what makes groups of peers begin well and last: finding places, sharing the lead, caring for "
    "those who care. With walks between the sessions."
)
QUESTIONS = [
    {"label": "Which of your groups would you like to bring as an example?", "kind": "text", "required": True},
    {"label": "Which walk would you join?", "kind": "choice", "choices": ["Along the harbour", "Through the gardens"]},
    {"label": "Is there anything that you cannot or do not eat?", "kind": "text", "is_sensitive": True},
    {"label": "Do you need a letter for a visa?", "kind": "yesno", "required": True, "is_sensitive": True},
]
GROUPS = (
    "The walking group on Thursdays",
    "Our cooking evenings",
    "A group for newcomers",
    "Men who talk while mending",
)
FOOD = ("", "No fish", "", "Vegetarian", "", "", "No nuts", "")
THERE = ("bo", "mei", "priya", "tao", "diego", "yan", "nova")
PULSE = ((5, 5), (4, 5), (5, 4), (4, 4), (5, 5), (3, 4))
WORDS = ("The small groups were the best part.", "Please send the questions before, so that I can prepare in Spanish.")


def tell(teller, resources):
    """Build both meetings; twice is once."""
    cast = {member.handle: member for member in Member.objects.filter(status="member").select_related("home_city")}
    if Meeting.objects.filter(title=WORKSHOP).exists() or "freja" not in cast:
        return
    _workshop(teller, cast)
    _past(teller, cast)


def _day(teller, days):
    """Return the weekday nearest to so many days from today."""
    day = clock.local(teller.today, ZONE).date() + timedelta(days=days)
    return day - timedelta(days=max(0, day.weekday() - 4))


def _workshop(teller, cast):
    """Twenty places in Copenhagen, all taken; some wait in line."""
    freja, moment = cast["freja"], teller.today - timedelta(days=20)
    with teller.telling(moment):
        held = planning.plan(
            by=freja, title=WORKSHOP, about=ABOUT, kind="workshop", mode="on_site", zone=ZONE, language="en", at=moment,
            day=_day(teller, 52), time=time(9, 30), minutes=450, visibility="public", city=freja.home_city,
            venue="Kulturhuset Islands Brygge", venue_address="Islands Brygge 18, 2300 København S",
        )  # fmt: skip
        attending.set_places(held, by=freja, capacity=20)
        held = attending.ask_questions(held, QUESTIONS, by=freja)
    keys = [one["key"] for one in held.questions]
    others = sorted((one for one in cast.values() if one.pk != freja.pk), key=lambda one: one.pk)
    for n, member in enumerate(others[:24]):
        said = (GROUPS[n % 4], QUESTIONS[1]["choices"][n % 2], FOOD[n % 8], "yes" if n % 7 == 0 else "no")
        when = moment + timedelta(hours=9 + 17 * n)
        with teller.telling(min(when, teller.today)):
            row = attending.register(held, by=member, words=dict(zip(keys, said, strict=True)))
        Attendance.objects.filter(pk=row.pk).update(registered_at=min(when, teller.today), answered_at=when)


def _past(teller, cast):
    """A call of last week: who was there, what they thought, a certificate."""
    freja, moment = cast["freja"], teller.today - timedelta(days=30)
    day = _day(teller, -7)
    begins = clock.at(datetime.combine(day, time(15)), ZONE)
    people = [cast[name] for name in THERE if name in cast]
    with teller.telling(moment):
        held = planning.plan(
            by=freja, title=PAST, kind="teleconference", zone=ZONE, language="en", at=moment, day=day, time=time(15),
            minutes=60, visibility="members", city=freja.home_city, join_url="https://meet.example.org/keep-coming",
            about="What people told us when they stayed, and when they left.",
        )  # fmt: skip
    for n, member in enumerate([*people, cast["carmen"]] if "carmen" in cast else people):
        row = Attendance.objects.create(
            meeting=held, member=member, asked_at=moment, asked_by=freja, answered_at=moment + timedelta(days=1 + n),
            answer="no" if member.handle == "carmen" else "yes",
        )  # fmt: skip
        if member.handle != "carmen" and n != len(people) - 1:
            Attendance.objects.filter(pk=row.pk).update(joined_at=begins + timedelta(minutes=n - 4))
    _after(teller, held, freja, begins + timedelta(hours=2))


def _after(teller, held, freja, moment):
    from meetings.calendar.actions.attending.presence import proposed
    from meetings.calendar.actions.rows import sync_audience
    from meetings.calendar.terms import Presence

    sync_audience(held)
    with teller.telling(moment):
        for row in Attendance.objects.filter(meeting=held).order_by("pk"):
            noted = Presence.PRESENT if row.role == "host" else proposed(row) or Presence.ABSENT
            attending.mark(row, noted, by=freja)
    with teller.telling(moment + timedelta(days=1)):
        attending.ask_pulse(held)
        there = Attendance.objects.filter(meeting=held, presence=Presence.PRESENT).exclude(member=freja)
        for n, (row, (useful, glad)) in enumerate(zip(there.order_by("pk"), PULSE, strict=False)):
            attending.answer_pulse(row, useful=useful, glad=glad, words=WORDS[n] if n < len(WORDS) else "")
        first = there.select_related("member").order_by("pk").first()
        if first is not None:
            attending.certify(first, by=first.member, name=first.member.name_latin or first.member.name, agrees=True,
                              language="en")  # fmt: skip
