"""Meetings of the sample world: a fortnightly hour of the five cities with a moved and a cancelled date, a hybrid
workshop, a bilateral meeting, a public webinar, and the working group that holds some of them. Told by the actions."""

from datetime import time, timedelta

from meetings.calendar import rhythm
from meetings.calendar.actions import attending, mailing, planning
from meetings.calendar.actions.rows import sync_audience
from meetings.calendar.models import Attendance, Meeting, Series
from members.accounts.models import Member
from network.catalogue.models import Entry
from network.kit import clock

SERIES = "The hour of the five cities"
GROUP = "Distress and loneliness"
WORKSHOP = "Walking interviews: learning by doing"
WEBINAR = "What does peer support cost?"
BILATERAL = "The first sentence on the telephone"
ZONE = "Europe/Copenhagen"
FIVE = ("freja", "bo", "mei", "priya", "tao", "diego", "emily", "jianing")
ANSWERS = ("yes", "yes", "yes", "maybe", "yes", "no")
AGENDA = (
    ("Who is here, and how are you?", 5, "freja", "", ""),
    ("Feelings first: what a group leader says when somebody cries", 20, "mei", "", "46-zh-hearing-feelings"),
    ("Six exercises in listening: which two do we all try?", 20, "bo", "", "02-listening-six-exercises"),
    ("Guest: how a night shift finds its listeners", 10, "", "Terrence Hill, who drives nights", ""),
)
READING = (
    ("02-listening-six-exercises", "Exercises 2 and 5, ten minutes"),
    ("13-supervision-that-supports", ""),
    ("28-samtalekort-diabetesstress", "The cards; the pictures speak for themselves"),
)
QUESTIONS = [
    {"label": "What would you like to walk through with residents?", "kind": "text", "required": True},
    {"label": "Can you walk for forty minutes?", "kind": "yesno", "required": True, "is_sensitive": True},
]


def tell(teller, resources):
    """Build them; twice is once."""
    cast = {one.handle: one for one in Member.objects.filter(status="member").select_related("home_city")}
    if Series.objects.filter(title=SERIES).exists() or not {"freja", "bo", "mei", "priya", "tao", "diego"} <= set(cast):
        return
    shared = {slug: thing for slug, thing in resources.items() if thing is not None}
    group = _group(teller, cast)
    _series(teller, cast, shared, group)
    _workshop(teller, cast, shared)
    _webinar(teller, cast)
    _bilateral(teller, cast, shared)


def _day(teller, days, weekday=2):
    """Return the day of `weekday` (Monday is 0) on or after so many days from today."""
    day = clock.local(teller.today, ZONE).date() + timedelta(days=days)
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _entry(shared, word):
    """Return the entry of a sample resource by the beginning of its file's name, None where it is not shared."""
    slug = word.partition("-")[2]
    thing = shared.get(word) or shared.get(slug)
    return Entry.objects.of(thing).first() if thing is not None else None


def _group(teller, cast):
    moment = teller.today - timedelta(days=120)
    with teller.telling(moment):
        group = planning.begin_group(
            by=cast["priya"], name=GROUP, at=moment,
            about="What weighs on people who live with diabetes, and how somebody near can lighten it.",
        )  # fmt: skip
        for handle in ("mei", "bo", "freja", "tao"):
            planning.join_group(group, by=cast[handle], at=moment)
    return group


def _series(teller, cast, shared, group):
    """Every second Wednesday at 15:00 in Copenhagen, from ten weeks ago on."""
    freja, moment, first = cast["freja"], teller.today - timedelta(days=80), _day(teller, -66)
    rule = rhythm.counted(rhythm.text(rhythm.FORTNIGHTLY, first), 14)
    with teller.telling(moment):
        series = planning.begin_series(
            by=freja, title=SERIES, rrule=rule, zone=ZONE, first_day=first, time=time(15), minutes=60, at=moment,
            kind="teleconference", mode="online", language="en", visibility="members", group=group,
            hosts=[cast["mei"]], join_url="https://meet.example.org/five-cities",
            join_url_china="https://meet.example.cn/five-cities",
            about="One hour, five cities: what worked, what did not, one thing that all try until the next time.",
        )  # fmt: skip
    people = [cast[handle] for handle in FIVE if handle in cast and handle not in ("freja", "mei")]
    with teller.telling(moment):
        mailing.invite_to_series(series, by=freja, members=people)
    for held in series.meetings.filter(ends_at__lt=teller.today):
        _came(held, people, freja, moment)
    coming = list(series.meetings.filter(starts_at__gt=teller.today).order_by("starts_at"))
    with teller.telling(teller.today - timedelta(days=9)):
        _agenda(coming[0], cast, shared, freja)
        planning.change(coming[2], by=freja, day=coming[2].day + timedelta(days=1), time=time(9),
                        at=teller.today - timedelta(days=9))  # fmt: skip
        planning.cancel(coming[3], by=freja, reason="Most of us are on holiday that week.",
                        at=teller.today - timedelta(days=9))  # fmt: skip
    for place, standing in enumerate(series.standings.select_related("member").order_by("pk")):
        value = ANSWERS[place % len(ANSWERS)]
        with teller.telling(teller.today - timedelta(days=5)):
            row = Attendance.objects.get(meeting=coming[0], member=standing.member)
            mailing.answer(row, value, by=standing.member)


def _came(held, people, by, moment):
    """Whoever was asked to a date that is over; the past is not invited to any more."""
    rows = [
        Attendance(meeting=held, member=one, asked_at=moment, asked_by=by, answered_at=moment + timedelta(days=2),
                   answer=ANSWERS[(place + held.pk) % len(ANSWERS)])
        for place, one in enumerate(people)
    ]  # fmt: skip
    Attendance.objects.bulk_create(rows, ignore_conflicts=True)
    sync_audience(held)


def _agenda(held, cast, shared, by):
    for word, note in READING:
        if entry := _entry(shared, word):
            planning.add_material(held, entry, by=by, note=note)
    planning.put_agenda(held, [
        {"title": title, "minutes": minutes, "presenter": cast.get(handle), "presenter_name": name,
         "entry": _entry(shared, word) if word else None}
        for title, minutes, handle, name, word in AGENDA
    ], by=by)  # fmt: skip


def _workshop(teller, cast, shared):
    """On site in Copenhagen or online: each says which."""
    freja, moment = cast["freja"], teller.today - timedelta(days=25)
    with teller.telling(moment):
        held = planning.plan(
            by=freja, title=WORKSHOP, kind="hybrid", mode="both", zone=ZONE, day=_day(teller, 38, 3), time=time(13),
            minutes=210, language="en", visibility="members", city=freja.home_city, at=moment,
            titles={"da": "Gåinterview: at lære ved at gøre"},
            about="We walk in pairs through a housing area, ask the questions that residents chose, and write down "
            "together what we heard. Whoever joins online walks where they are.",
            venue="Sundhedshuset Nørrebro, room 4", venue_address="Blågårds Plads 3, 2200 København N",
            travel="Metro M3 to Nørrebros Runddel, then bus 5C for four minutes. Bicycles stand in the yard.",
            accessibility="No steps. Lift to all floors, a hearing loop, a quiet room. Assistance dogs are welcome.",
            join_url="https://meet.example.org/walking",
            speakers="Anne Kjær, resident of block 4\nOle Friis, photographer",
        )  # fmt: skip
        attending.set_places(held, by=freja, capacity=20)
        held = attending.ask_questions(held, QUESTIONS, by=freja)
        planning.put_agenda(held, [
            {"title": "Welcome, and who we are", "minutes": 20, "presenter": freja},
            {"title": "How a walking interview goes", "minutes": 30, "entry": _entry(shared, "09-walking-interviews")},
            {"title": "We walk", "minutes": 60, "note": "In pairs; online in your own street."},
            {"title": "Coffee", "minutes": 20},
            {"title": "What we heard: one wall for all", "minutes": 50},
        ], by=freja)  # fmt: skip
    keys = [one["key"] for one in held.questions]
    for place, handle in enumerate(("bo", "priya", "tao", "diego")):
        with teller.telling(teller.today - timedelta(days=12 - place)):
            words = dict(zip(keys, ("A market on a Saturday", "yes"), strict=True))
            attending.register(held, by=cast[handle], words=words, mode="on_site" if place % 2 else "online")


def _webinar(teller, cast):
    """Open to everybody, on Houston's clock."""
    diego, moment = cast["diego"], teller.today - timedelta(days=8)
    with teller.telling(moment):
        planning.plan(
            by=diego, title=WEBINAR,
            titles={"es": "¿Cuánto cuesta el apoyo entre pares?", "da": "Hvad koster peerstøtte?"},
            kind="teleconference", mode="online", zone="America/Chicago", day=_day(teller, 17, 1), time=time(10),
            minutes=75, language="en", visibility="public", city=diego.home_city, at=moment,
            join_url="https://meet.example.org/cost", takes_registrations=True,
            about="A budget line by line: wages, supervision, travel, and the hours that nobody counts. "
            "With time for questions, in English and Spanish.",
        )  # fmt: skip


def _bilateral(teller, cast, shared):
    """Vancouver and Houston, seen by the two alone."""
    priya, moment = cast["priya"], teller.today - timedelta(days=4)
    with teller.telling(moment):
        held = planning.plan(
            by=priya, title=BILATERAL, kind="bilateral", mode="online", zone="America/Vancouver",
            day=_day(teller, 6, 4), time=time(9, 30), minutes=45, language="en", visibility="invited", at=moment,
            join_url="https://meet.example.org/first-sentence",
            about="How the peer line and the waiting room begin to talk.",
        )  # fmt: skip
        mailing.invite(held, by=priya, members=[cast["bo"]])
        if entry := _entry(shared, "14-three-minute-contact-log"):
            planning.add_material(held, entry, by=priya)
    row = Attendance.objects.get(meeting=Meeting.objects.get(pk=held.pk), member=cast["bo"])
    with teller.telling(teller.today - timedelta(days=3)):
        mailing.answer(row, "yes", by=cast["bo"])
