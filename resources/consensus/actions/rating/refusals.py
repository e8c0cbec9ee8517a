"""Why an answer is not taken."""

from django.utils import timezone
from django.utils.translation import gettext as _

from network.access.rules import Denied
from network.kit.words import own_day, today


class TooLate(Denied):
    """The round is over; the reason names the moment in the reader's zone. `at`: that moment, or None."""

    def __init__(self, round):
        self.at = round.closed_at or round.closes_at
        said = _("This round is not open.")
        if self.at:
            said = _("This round closed on %(moment)s. What you typed is still here, but it does not count.") % {
                "moment": moment_in_zone(self.at)
            }
        super().__init__(said, "consensus.rate")


def moment_in_zone(at):
    """Return an aware moment as the reader's clock shows it, with its zone: '3 June, 18:00 (Europe/Copenhagen)'."""
    local = timezone.localtime(at)
    words = {"day": own_day(local.date(), today()), "time": f"{local:%H:%M}", "zone": local.tzinfo}
    return _("%(day)s, %(time)s (%(zone)s)") % words


class NotOnScale(ValueError):
    """What came is no rating of this panel's scale."""

    def __init__(self, low, high):
        super().__init__(_("Choose a whole number from %(low)s to %(high)s, or that you cannot judge it.")
                         % {"low": low, "high": high})  # fmt: skip


class Newer(Exception):
    """A browser sent late what was answered anew elsewhere meanwhile. `rating`: what stands."""

    def __init__(self, rating):
        super().__init__("newer")
        self.rating = rating
