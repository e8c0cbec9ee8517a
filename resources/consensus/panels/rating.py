"""On the page of a panel: my part in it, reminding, and the question why somebody does not agree."""

from network.access.rules import may
from network.kit.panels import panel
from resources.consensus.access.people import panellist_of
from resources.consensus.models import Panellist, Round
from resources.consensus.queries.rating.dissent import asked_of

TOOK_PART = (Panellist.State.ACCEPTED, Panellist.State.LEFT)


@panel("consensus.panel", place="acts", order=30)
def acts(request, of):
    """My part in it, for panellists; reminding, for those who run it while a round is open."""
    row = panellist_of(request.user, of)
    takes_part = row is not None and row.state in TOOK_PART
    round = next((one for one in of.rounds.all() if one.state == Round.State.OPEN), None)
    runs = bool(may(request.user, "consensus.run", of))
    if not takes_part and not runs:
        return None
    told = {"panel": of, "takes_part": takes_part, "remind": round if runs else None}
    return "consensus/rating/parts/acts.html", told | {"reads": runs and of.rounds.exists()}


@panel("consensus.panel", order=20)
def dissent(request, of):
    """Statements about which the last word of the panel is not mine: I may say why, for the page."""
    row = panellist_of(request.user, of)
    if row is None or row.state != Panellist.State.ACCEPTED:
        return None
    last = asked_of(row)
    return ("consensus/rating/parts/dissent_ask.html", {"round": last}) if last else None
