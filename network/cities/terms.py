"""Words and rules of thumb of the partnership: which step may follow which, and when reminders go out."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NEXT = {
    "prospect": ("invited", "joined"),
    "invited": ("joined", "prospect"),
    "joined": ("active", "paused", "alumni"),
    "active": ("paused", "alumni"),
    "paused": ("active", "alumni"),
    "alumni": ("invited", "active"),
}
"""The steps that a partnership may take next."""

REMIND_DAYS = (7, 30, 90)
"""Days before an agreement ends on which people are reminded, the nearest first."""

REMIND_AFTER = 14
"""For so many days after the end a reminder that an outage swallowed is still sent."""

REMINDED = ("invited", "joined", "active", "paused")
"""States in which an agreement that ends matters to somebody."""

COORDINATORS_WANTED = 2
"""How many coordinators a city should have, so that it does not hang on one person."""

MARK_OF_LIFE_DAYS = 90
"""A city from which nothing was heard for so long is called quiet."""


class NotPossible(ValidationError):
    """A step that cannot be taken; its sentence is shown to whoever tried."""


SAME_STATE = _("The partnership is in this state already.")
NO_SUCH_STEP = _("A partnership cannot go from “%(before)s” to “%(after)s” in one step.")
REASON_MISSING = _("Please say why: the reason is kept in the history.")
IN_THE_FUTURE = _("A step is written down once it was taken: the day lies in the future.")
BEFORE_THE_LAST = _("The history has a later step already: choose %(day)s or a later day.")
NOT_A_MEMBER = _("Only members of the network can be coordinators.")
TERM_OVER = _("This term has ended already.")
FILE_UNKNOWN = _("This file is not ready, or is not yours.")
RENEWED_BEFORE = _("An agreement is renewed after it has begun.")
ENDS_BEFORE_START = _("This day lies before the first one.")
NOT_ONESELF = _("Choose somebody else: the successor is the person who leaves.")
OF_THE_CITY = _("Choose a member of this city. Somebody of another city is appointed by an administrator.")
HANDED_OVER = _("This was handed over already, on %(day)s, to %(successor)s. Nothing was moved again.")
ENDED_ALREADY = _("This term has ended already, without a hand-over. An administrator can help.")


class Changed(NotPossible):
    """What a leaver holds is no longer what was shown. `new` and `gone` list names of things."""

    def __init__(self, new, gone):
        super().__init__(_("Something has changed since you read the list. Please look once more."), code="changed")
        self.new, self.gone = new, gone
