"""Requests and introductions of the sample world: one accepted, one open, three cities who are introduced."""

from datetime import timedelta

from meetings.introductions.actions import asking, introducing
from meetings.introductions.models import Introduction, Request
from meetings.introductions.queries.times import suggestions
from members.accounts.models import Member

TITLE = "Keeping walking groups going in winter"
WHY = (
    "Vancouver moves indoors when it is icy, Copenhagen walks by lamplight, and Tianjin has cards that bring people "
    "back in spring. Each has a part of what the others look for."
)


def tell(teller, resources):
    """Let them ask and answer; twice is once."""
    cast = {one.handle: one for one in Member.objects.filter(status="member").select_related("home_city")}
    if not {"bo", "priya", "tao", "freja", "mei", "carmen"} <= set(cast) or Request.objects.exists():
        return
    with teller.telling(teller.today - timedelta(days=3)):
        _accepted(cast["bo"], cast["freja"])
        _introduced(cast)
    with teller.telling(teller.today - timedelta(days=1)):
        starts = suggestions([cast["priya"], cast["mei"]], 25, most=3)
        asking.ask(
            cast["mei"], by=cast["priya"], starts=starts, minutes=25, language="en",
            purpose="Our group loses people after the third month. Yours stays together for years: may I ask you how?",
        )  # fmt: skip


def _accepted(bo, freja):
    starts = suggestions([bo, freja], 50, most=3)
    request = asking.ask(
        freja, by=bo, starts=starts, minutes=50, language="en",
        purpose="I would like to compare how Houston and Copenhagen train the leaders of walking groups.",
    )  # fmt: skip
    if starts:
        asking.accept(request, by=freja, start=starts[-1])


def _introduced(cast):
    if Introduction.objects.exists():
        return
    people = [cast["priya"], cast["freja"], cast["tao"]]
    made = introducing.introduce(people, by=cast["carmen"], title=TITLE, why=WHY, language="en")
    introducing.say(made.sides.get(member=cast["priya"]), by=cast["priya"], is_yes=True)
    introducing.say(made.sides.get(member=cast["tao"]), by=cast["tao"], is_yes=True)
