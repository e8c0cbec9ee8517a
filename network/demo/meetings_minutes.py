"""Minutes of the sample world: a call of last month with decisions and tasks, and the next one that finds them open."""

from datetime import datetime, time, timedelta

from meetings.calendar.actions.planning.agenda import put_agenda
from meetings.calendar.actions.planning.series import begin_series
from meetings.calendar.actions.rows import sync_audience
from meetings.calendar.models import Attendance, Series
from meetings.calendar.terms import Presence
from meetings.minutes import actions
from members.accounts.models import Member
from network.catalogue.models import Entry
from network.kit import clock
from resources.library.models import Resource

TITLE = "Peer support: the monthly call"
SLUG = "peer-support-monthly-call"
ZONE = "Europe/Copenhagen"
ABOUT = "Five cities tell each other what worked last month, what did not, and what they try next."
AGENDA = (("What came of last month", 10), ("Walking groups in winter", 20), ("A common way to count who comes", 20),
          ("The guide for those who begin", 10))  # fmt: skip
SAID = {
    "What came of last month": "Houston has its room at the clinic again. Tianjin printed 400 cards; half are gone.",
    "Walking groups in winter": (
        "Vancouver moves indoors when it is icy: a mall opens early for them. Copenhagen walks by lamplight.\n\n"
        "- **Short walks** keep more people than long ones.\n- A warm place at the end matters more than the way."
    ),
    "A common way to count who comes": (
        "Everybody counts in another way. Three figures are enough to begin with: how many came, how many for the "
        "first time, how many came back within two months."
    ),
    "The guide for those who begin": "It is too long. The first two pages do most of the work.",
}
DECISIONS = (
    "All five cities count three things each month: who came, who came for the first time, who came back within two "
    "months.",
    "In winter the network recommends walks of at most forty minutes that end in a warm place.",
    "The guide for those who begin is cut to two pages before it is translated.",
)
# Who, what, days from the call until it is due, words with which it was done.
TASKS = (
    ("bo", "Send round the counting sheet with its three columns", 7, "Sent to all five cities, in two languages."),
    ("priya", "Write half a page about walking indoors", 14, ""),
    ("tao", "Cut the guide to two pages", 40, ""),
    ("mei", "Ask the walking groups in Shanghai what keeps them coming in winter", 45, ""),
)
THERE = ("freja", "bo", "mei", "priya", "tao", "diego")


def tell(teller, resources):
    """Build the series with its minutes; twice is once."""
    cast = {one.handle: one for one in Member.objects.filter(status="member").select_related("home_city")}
    if Series.objects.filter(slug=SLUG).exists() or not {"freja", "bo", "priya", "tao", "mei"} <= set(cast):
        return
    freja = cast["freja"]
    today = clock.local(teller.today, ZONE).date()
    days = [today + timedelta(days=span) for span in (-27, 5, 33)]
    with teller.telling(teller.today - timedelta(days=60)):
        series = begin_series(
            by=freja, title=TITLE, slug=SLUG, about=ABOUT, kind="teleconference", mode="online", zone=ZONE, minutes=60,
            language="en", visibility="members", city=freja.home_city, time=time(15),
            dates=[datetime.combine(day, time(15)) for day in days], at=teller.today - timedelta(days=60),
        )  # fmt: skip
    first, second, *_later = series.meetings.order_by("starts_at")
    for held in (first, second):
        with teller.telling(held.starts_at - timedelta(days=9)):
            put_agenda(held, [{"title": title, "minutes": minutes} for title, minutes in AGENDA], by=freja)
        _invite(held, [cast[name] for name in THERE if name in cast], freja, noted=held == first)
    _minutes(teller, first, cast)


def _invite(held, people, by, noted):
    moment = held.starts_at - timedelta(days=14)
    for member in people:
        row, _new = Attendance.objects.get_or_create(
            meeting=held, member=member, defaults={"asked_at": moment, "asked_by": by, "answer": "yes"}
        )
        if noted:
            Attendance.objects.filter(pk=row.pk).update(presence=Presence.PRESENT, answer="yes")
    sync_audience(held)


def _minutes(teller, held, cast):
    """Write the minutes as they were written that day, and send them in the evening."""
    freja, begins = cast["freja"], held.starts_at
    with teller.telling(begins):
        minutes = actions.begin_minutes(held, freja, at=begins)
        for point in held.agenda.all():
            actions.save_passage(minutes, f"point-{point.pk}", SAID[point.title], was="", by=freja)
        guide = Resource.objects.filter(owner=cast["tao"]).order_by("pk").first()
        entry = Entry.objects.of(guide).first() if guide else None
        for number, text in enumerate(DECISIONS):
            actions.decide(held, by=freja, text=text, entry=entry if number == 2 else None, at=begins)
    made = []
    for handle, title, days, words in TASKS:
        with teller.telling(begins + timedelta(minutes=50)):
            due = held.day + timedelta(days=days)
            task = actions.assign(
                held, by=freja, owner=cast[handle], title=title, due_on=due, at=begins + timedelta(minutes=50)
            )
        made.append((task, words))
    with teller.telling(begins + timedelta(hours=6)):
        actions.circulate(minutes, by=freja, at=begins + timedelta(hours=6))
    for task, words in made:
        if words:
            moment = begins + timedelta(days=5)
            with teller.telling(moment):
                actions.close_task(task, by=task.owner, note=words, by_mail=True, at=moment)
