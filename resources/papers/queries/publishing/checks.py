"""What stands in the way of publishing: all of signing, and a printed page that everybody can read."""

from django.utils.translation import gettext as _

from resources.papers.models import Export
from resources.papers.queries.signing import Check, checks, round_of


def before_publishing(paper):
    """Return the Checks of what must be so before `paper` is published, as a list for people to read."""
    return [*checks(paper), printed(paper)]


def printed(paper):
    """Return the Check of the printed page: tagged, every letter there, every picture in words (PDF/UA-1)."""
    round = round_of(paper)
    row = trial(round.version) if round else None
    label = _("The printed page can be read by everybody (PDF/UA)")
    if row is None or row.state == Export.State.WAITING:
        return Check("printed", label, True, _("It is tried when you publish."), is_hard=False)
    return Check("printed", label, row.is_ready, row.fault)


def trial(version):
    """Return the newest try at printing a version, or None."""
    return version.exports.filter(format="pdf").order_by("-asked_at", "-pk").first()
