"""Why an invitation or an answer is not taken. Each says it as people read it."""

from django.utils.translation import gettext_lazy as _

from network.access.rules import Denied


class NotNow(Denied):
    """It cannot be done (any more): the meeting is over, was cancelled, the person is not on its list."""

    def __init__(self, reason):
        super().__init__(reason, "calendar.answer")


class Stale(Denied):
    """The answer is to what the meeting was before it was moved; it is shown, and not applied."""

    def __init__(self):
        super().__init__(_("The meeting was moved since you were asked. Look at the new time and answer again."),
                         "calendar.answer")  # fmt: skip


class Older(Denied):
    """A newer answer of the same person came in before this one."""

    def __init__(self):
        super().__init__(_("A newer answer is here already."), "calendar.answer")


class TooMany(Denied):
    """More invitations than one person may send."""

    def __init__(self, most):
        super().__init__(_("You can invite at most %(most)s addresses a day that are no members'.") % {"most": most},
                         "calendar.invite")  # fmt: skip
