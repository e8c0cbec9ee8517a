"""Time polls of the sample world: one that waits for answers in five cities, one that has made its meeting."""

from datetime import UTC, datetime, time, timedelta

from meetings.polls import actions
from meetings.polls.models import Invitee, TimePoll
from members.accounts.models import Member

OPEN = "Evaluation group: when do we meet?"
CLOSED = "Reading the interview guide together"
HOURS = ((1, 13, 0), (1, 14, 0), (2, 5, 0), (3, 4, 30), (3, 14, 30), (3, 23, 0))
"""(weekday, hour, minute) of the proposed times, in UTC, in the week after next."""
SAID = {
    "freja": ("yes", "yes", "no", "if", "yes", "no"),
    "bo": ("yes", "yes", "no", "no", "yes", "if"),
    "tao": ("yes", "if", "yes", "yes", "no", "yes"),
    "priya": ("if", "yes", "no", "yes", "yes", "yes"),
    "diego": ("yes", "yes", "if", "no", "yes", "no"),
}


def tell(teller, resources):
    """Build both polls; twice is once."""
    cast = {member.handle: member for member in Member.objects.filter(status="member").select_related("home_city")}
    if TimePoll.objects.exists() or "freja" not in cast:
        return
    _open(teller, cast)
    _closed(teller, cast)


def _week(teller, weeks):
    """Return the Monday of the week that begins so many weeks ahead."""
    today = teller.today.astimezone(UTC).date()
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


def _open(teller, cast):
    """Five cities, some have answered; Mei and others not yet."""
    by, moment = cast["freja"], teller.today - timedelta(days=3)
    monday = _week(teller, 3)
    with teller.telling(moment):
        poll = actions.begin(
            by=by, title=OPEN, zone="Europe/Copenhagen", minutes=60, language="en", at=moment, kind="teleconference",
            about="We look at the first answers from the five cities and agree who writes what until spring.",
        )  # fmt: skip
        people = [cast[name] for name in ("freja", "bo", "tao", "mei", "priya", "diego", "nova", "yan") if name in cast]
        actions.ask(poll, by=by, members=people, at=moment)
        Invitee.objects.filter(poll=poll, member=by).update(is_required=True)
        starts = [datetime.combine(monday + timedelta(days=day), time(*hour), UTC) for day, *hour in HOURS]
        actions.propose(poll, by=by, starts=starts, at=moment)
        poll = actions.send(poll, by=by, closes_at=teller.today + timedelta(days=6), at=moment)
    _answers(teller, poll, cast, SAID)


def _closed(teller, cast):
    """A small one that is over: everybody was asked, one time was chosen, its meeting stands in the calendar."""
    by, moment = cast["freja"], teller.today - timedelta(days=9)
    monday = _week(teller, 2)
    with teller.telling(moment):
        poll = actions.begin(by=by, title=CLOSED, zone="Europe/Copenhagen", minutes=45, language="en", at=moment,
                             visibility="members")  # fmt: skip
        people = [cast[name] for name in ("mei", "bo", "priya") if name in cast]
        actions.ask(poll, by=by, members=people, at=moment)
        starts = [datetime.combine(monday + timedelta(days=day), time(15), UTC) for day in (1, 2, 3)]
        actions.propose(poll, by=by, starts=starts, at=moment)
        poll = actions.send(poll, by=by, closes_at=teller.today + timedelta(days=4), at=moment)
    said = {"mei": ("if", "no", "no"), "bo": ("yes", "yes", "yes"), "priya": ("yes", "yes", "if")}
    _answers(teller, poll, cast, said)
    with teller.telling(teller.today - timedelta(days=7)):
        actions.close(poll, by=by, slot=poll.slots.first(), at=teller.today - timedelta(days=7))


def _answers(teller, poll, cast, said):
    slots = [slot.pk for slot in poll.slots.all()]
    for number, (handle, answers) in enumerate(said.items()):
        row = Invitee.objects.select_related("poll").filter(poll=poll, member__handle=handle).first()
        if row is None:
            continue
        moment = poll.opened_at + timedelta(hours=5 + 7 * number)
        with teller.telling(moment):
            actions.vote(row, dict(zip(slots, answers, strict=True)), at=moment)
