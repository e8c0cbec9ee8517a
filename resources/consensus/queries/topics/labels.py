"""The words of GRADE and of our own states, each with a sentence that somebody understands who never heard of GRADE."""

from django.utils.translation import gettext_lazy as _

from resources.consensus.models import Certainty, Direction, Statement, Strength

CERTAINTY = {
    Certainty.HIGH: (_("High certainty"), _("More research is very unlikely to change what we say.")),
    Certainty.MODERATE: (_("Moderate certainty"), _("We are probably right; more research may change it somewhat.")),
    Certainty.LOW: (_("Low certainty"), _("More research may well change what we say.")),
    Certainty.VERY_LOW: (_("Very low certainty"), _("We know little. This is the best that we can say today.")),
}
STEPS = {Certainty.HIGH: 4, Certainty.MODERATE: 3, Certainty.LOW: 2, Certainty.VERY_LOW: 1}
"""How many of four marks are filled."""

STRENGTH = {
    (Strength.STRONG, Direction.FOR): (_("Strongly for"), _("Do it, nearly everywhere.")),
    (Strength.STRONG, Direction.AGAINST): (_("Strongly against"), _("Do not do it, nearly anywhere.")),
    (Strength.CONDITIONAL, Direction.FOR): (
        _("Conditionally for"),
        _("Do it where it fits: talk with the people concerned before you decide."),
    ),
    (Strength.CONDITIONAL, Direction.AGAINST): (
        _("Conditionally against"),
        _("Rather do not, unless you have good reasons of your own."),
    ),
    (Strength.PRACTICE, Direction.FOR): (
        _("Good practice"),
        _("It is plainly right to do this, and nobody would study whether it is."),
    ),
}
EITHER = (_("Either way"), _("Both ways are good. Let people choose."))
RESEARCH = (_("Only in research"), _("Try it where somebody studies what comes of it."))
STATES = {
    Statement.State.CURRENT: ("ok", _("Current"), ""),
    Statement.State.UPDATED: ("ok", _("Updated"), _("It was changed with a later version of this page.")),
    Statement.State.REVIEW: ("warn", _("Under review"), _("It stands, and we are looking at it again.")),
    Statement.State.SUPERSEDED: ("rest", _("Superseded"), _("Another statement has taken its place.")),
    Statement.State.RETIRED: ("rest", _("Retired"), _("We do not say this any more.")),
}


def certainty_of(code):
    """Return (label, sentence, marks of four), None where no certainty is stated."""
    return (*CERTAINTY[code], STEPS[code]) if code in CERTAINTY else None


def strength_of(strength, direction):
    """Return (label, sentence) of a recommendation, None where no strength is stated."""
    if direction == Direction.RESEARCH:
        return RESEARCH
    if direction == Direction.EITHER and strength:
        return EITHER
    return STRENGTH.get((strength, direction)) or STRENGTH.get((strength, Direction.FOR))
