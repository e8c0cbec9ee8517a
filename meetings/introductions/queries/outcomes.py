"""What came of meetings that were asked for or introduced, counted."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q

from meetings.calendar.models import Meeting
from meetings.introductions.models import Introduction, Outcome, Request, Side


@dataclass(frozen=True)
class Totals:
    """How many were asked for and introduced, met, and what came of it; each meeting counts once."""

    requests: int
    introductions: int
    meetings: int
    asked: int
    projects: int
    nothing_yet: int
    nothing: int
    not_held: int


def held():
    """Return the meetings that came of requests and introductions."""
    return Meeting.objects.filter(
        Q(Exists(Request.objects.filter(meeting=OuterRef("pk"))))
        | Q(Exists(Introduction.objects.filter(Q(meeting=OuterRef("pk")) | Q(poll__meeting=OuterRef("pk")))))
    )


def people_of(meeting):
    """Return the members of whom a meeting was made: both of a request, those who said yes to an introduction."""
    said_yes = Side.objects.filter(
        Q(introduction__meeting=meeting) | Q(introduction__poll__meeting=meeting), answer=Side.Answer.YES
    )
    found = get_user_model().objects.filter(
        Q(requests_made__meeting=meeting) | Q(requests_got__meeting=meeting) | Q(introduced_in__in=said_yes)
    )
    return [one for one in found.distinct().order_by("pk") if one.is_member]


BEST = (Outcome.Result.PROJECT, Outcome.Result.NOTHING_YET, Outcome.Result.NOTHING, Outcome.Result.NOT_HELD)


def result_of(said):
    """Return what counts for a meeting of what its people said: the best of it."""
    return next((result for result in BEST if result in said), "")


def totals():
    """Return the Totals of the network; numbers alone, nobody's words."""
    said, asked = {}, set()
    for meeting, result in Outcome.objects.order_by().values_list("meeting", "result"):
        asked.add(meeting)
        said.setdefault(meeting, set()).add(result)
    results = [result_of(words) for words in said.values()]
    met = held().filter(state=Meeting.State.PLANNED)
    return Totals(
        requests=Request.objects.count(),
        introductions=Introduction.objects.count(),
        meetings=met.count(),
        asked=len(asked),
        projects=results.count(Outcome.Result.PROJECT),
        nothing_yet=results.count(Outcome.Result.NOTHING_YET),
        nothing=results.count(Outcome.Result.NOTHING),
        not_held=results.count(Outcome.Result.NOT_HELD),
    )
