"""What stands in the way of consultation, signing and publishing, and what follows when a paper moves past them."""

from django.utils.translation import gettext as _

from resources.papers.actions import states
from resources.papers.actions.signing.rounds import end_round
from resources.papers.queries.signing.checking import checks
from resources.papers.queries.signing.consulting import open_consultation
from resources.papers.queries.signing.rounds import round_of

State = states.State


@states.guard(State.CONSULTATION)
def cities_are_asked(paper, by):
    """A paper is with the cities when they were asked, and not before."""
    if open_consultation(paper) is None:
        yield _("Ask the cities: say which, until when, and what silence counts as.")


@states.guard(State.REVIEW, State.CONSULTATION)
def cities_have_answered(paper, by):
    """Nobody takes a text away from cities that are still reading it."""
    if open_consultation(paper) is not None:
        yield _("The cities are still being asked. Break the consultation off first, and say why.")


@states.guard(State.SIGNING)
def text_is_put_up(paper, by):
    """A paper is being signed when one exact text was put up for it."""
    if round_of(paper) is None:
        yield _("Put a text up for signing: its authors then read and sign this very text.")


@states.guard(State.PUBLISHED, State.SIGNING)
def all_have_signed(paper, by):
    """Nothing is published that not every author has signed as it is."""
    for one in checks(paper):
        if one.blocks:
            yield f"{one.label}: {one.text}"


@states.left(State.SIGNING)
def round_is_over(paper, by, to):
    """Whoever leaves signing, for the press or back to the desk, ends the round."""
    end_round(paper, by=by)
