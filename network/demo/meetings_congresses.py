"""Congresses of the sample world: one soon with a side meeting proposed, one that waits for a coordinator, one over."""

from datetime import UTC, timedelta

from meetings.congresses import actions
from meetings.congresses.models import Congress, Note, Presence, Proposal
from members.accounts.models import Member

SOON = "International Congress on Peer Support in Health"
PROPOSED = "Asia Pacific Forum on Living with Diabetes"
OVER = "European Days of Urban Diabetes Research"
GOERS = {
    "freja": (0, 3, ["distress"], "I stay near the station; breakfast suits me best."),
    "bo": (0, 2, ["distress"], ""),
    "tao": (1, 3, [], "My first congress outside China. I would like to see how others train peer supporters."),
    "diego": (0, 3, ["distress"], ""),
}
NOTES = {
    "freja": ("en", "Two groups have used walking meetings for a year, and people stay. I have asked for their plan; "
                    "it could be tried in our city in spring."),
    "bo": ("en", "Least expected: a session where people living with diabetes chose the questions. We should do that."),
}  # fmt: skip


def tell(teller, resources):
    """Build all three; twice is once."""
    cast = {member.handle: member for member in Member.objects.filter(status="member").select_related("home_city")}
    if Congress.objects.exists() or not {"freja", "bo", "tao", "diego", "priya"} <= set(cast):
        return
    today = teller.today.astimezone(UTC).date()
    _soon(teller, cast, today)
    _proposed(teller, cast, today)
    _over(teller, cast, today)


def _soon(teller, cast, today):
    """Four goers of three cities, and a side meeting to which one has said yes."""
    first, moment = today + timedelta(days=24), teller.today - timedelta(days=30)
    with teller.telling(moment):
        made = actions.propose(
            by=cast["freja"], at=moment, name=SOON, short_name="ICPSH", edition=str(first.year), language="en",
            first_day=first, last_day=first + timedelta(days=3), place="Lisbon, Centro de Congressos", country="PT",
            zone="Europe/Lisbon", link="https://example.org/icpsh", topics=["distress"],
            about="Four days on what peers do for each other: training, supervision, evidence, money.",
        )  # fmt: skip
    for days, (handle, (since, until, topics, note)) in enumerate(GOERS.items()):
        moment = teller.today - timedelta(days=12 - 2 * days)
        with teller.telling(moment):
            actions.go(made, by=cast[handle], first_day=first + timedelta(days=since), note=note, topics=topics,
                       last_day=first + timedelta(days=until), at=moment)  # fmt: skip
    proposal = Proposal.objects.filter(congress=made).first()
    if proposal is not None:
        with teller.telling(teller.today - timedelta(days=3)):
            actions.answer(proposal, by=cast["bo"], comes=True)


def _proposed(teller, cast, today):
    """One that a member proposed and nobody has confirmed."""
    first, moment = today + timedelta(days=150), teller.today - timedelta(days=2)
    with teller.telling(moment):
        actions.propose(
            by=cast["priya"], at=moment, name=PROPOSED, short_name="", edition=str(first.year), language="en",
            first_day=first, last_day=first + timedelta(days=1), place="Singapore", country="SG",
            zone="Asia/Singapore", link="https://example.org/forum", topics=[], about="",
        )  # fmt: skip


def _over(teller, cast, today):
    """One that is over, with what two brought back."""
    last, moment = today - timedelta(days=40), teller.today - timedelta(days=120)
    with teller.telling(moment):
        made = actions.propose(
            by=cast["freja"], at=moment, name=OVER, short_name="EDUDR", edition=str(last.year), language="en",
            first_day=last - timedelta(days=2), last_day=last, place="Rotterdam", country="NL",
            zone="Europe/Amsterdam", link="https://example.org/days", topics=[], about="",
        )  # fmt: skip
    made.asked_notes_at = teller.today - timedelta(days=39)
    made.save(update_fields=["asked_notes_at"])
    for handle, (language, text) in NOTES.items():
        Presence.objects.create(congress=made, member=cast[handle], first_day=made.first_day, last_day=last,
                                said_at=moment)  # fmt: skip
        written = teller.today - timedelta(days=36)
        with teller.telling(written):
            Note.objects.create(congress=made, member=cast[handle], text=text, language=language,
                                written_at=written, changed_at=written)  # fmt: skip
