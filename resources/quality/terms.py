"""Criteria of a review, limits and spans of this room.

The criteria are those of AACODS (Tyndall 2010: authority, accuracy, coverage, objectivity, date, significance), the two
ideas of PEMAT (understandable, actionable), and what a guide for peers needs besides. They stand in the five groups by
which the network speaks of quality; README.md says why each stands where it does.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Criterion:
    """One question of a review."""

    code: str
    group: str
    label: object
    question: object


GROUPS = {
    "fit": _("Fit for purpose"),
    "equity": _("Equity"),
    "evidence": _("Evidence"),
    "clarity": _("Clarity"),
    "adaptability": _("Adaptability"),
}

CRITERIA = {
    one.code: one
    for one in (
        Criterion(
            "significance", "fit", _("Significance for peer support"),
            _("Does it help people who support one another, in a way that other works do not?"),
        ),
        Criterion(
            "tested", "fit", _("Tested with users"),
            _("Does it say with whom it was tried, and what they made of it?"),
        ),
        Criterion(
            "culture", "equity", _("Cultural fit and translation"),
            _("Do words, pictures and examples suit the people it is for? Is a translation as good as its original?"),
        ),
        Criterion(
            "access", "equity", _("Accessible file"),
            _("Can everybody read it: headings and tags, captions, contrast, a phone, a screen reader?"),
        ),
        Criterion(
            "authority", "evidence", _("Authority"),
            _("Does it say who made it, and what they know of it?"),
        ),
        Criterion(
            "accuracy", "evidence", _("Accuracy and evidence"),
            _("Are its statements right, and does it show on what they rest?"),
        ),
        Criterion(
            "objectivity", "evidence", _("Objectivity, and who paid"),
            _("Is it fair, and does it name its sponsors?"),
        ),
        Criterion(
            "date", "evidence", _("Date"),
            _("Does it say when it was written or last checked, and is that recent enough?"),
        ),
        Criterion(
            "safety", "evidence", _("Safety"),
            _("Does it keep from advice on doses and treatment that names no clinical source?"),
        ),
        Criterion(
            "clarity", "clarity", _("Clarity and reading level"),
            _("Is it understood at once by those whom it is for?"),
        ),
        Criterion(
            "action", "clarity", _("Actionable"),
            _("Does the reader know afterwards what to do?"),
        ),
        Criterion(
            "coverage", "adaptability", _("Coverage and limits"),
            _("Does it say for whom and where it holds, and where it does not?"),
        ),
        Criterion(
            "licence", "adaptability", _("Clear licence"),
            _("Is it clear what others may change and share?"),
        ),
    )
}  # fmt: skip

VALUES = {2: _("yes"), 1: _("partly"), 0: _("no"), None: _("not applicable")}
MOST_POINTS = 2

VALID_YEARS = 2
"""A review is of its time: after two years it no longer counts."""

NUDGE_BEFORE = timedelta(days=30)
REVIEWERS, CITIES = 2, 2
"""'Peer reviewed' needs so many independent reviewers, from so many cities."""

SILENT_DAYS = 365
"""After a year without an answer of its owner a resource goes to its city."""

REMIND_AFTER = (30, 90, 180, 330)
"""Days after a question on which its owner is reminded."""

CONFIRM_EVERY = timedelta(days=365)
FLAGS_SHOWN = 2
"""So many members have to say that something is outdated before others read it; or its owner agrees."""
