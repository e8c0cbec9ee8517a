"""What adopting a panel would bring to its page."""

from dataclasses import dataclass, field

from resources.consensus.models import Item
from resources.consensus.queries.topics.agreement import agreement_of
from resources.consensus.queries.topics.votes import vote_of


@dataclass
class Outlook:
    """The statements of a panel by what became of them, each with its vote."""

    agreed: list = field(default_factory=list)
    rejected: list = field(default_factory=list)
    open: list = field(default_factory=list)


def outlook(panel):
    """Return the Outlook of an ended panel."""
    from resources.consensus.actions.topics.adopting import votes_of

    found = Outlook()
    for state, rows in (
        (Item.State.AGREED, found.agreed),
        (Item.State.REJECTED, found.rejected),
        (Item.State.UNSETTLED, found.open),
    ):
        rows += [{"entry": one, "agreement": agreement_of(vote_of(one))} for one in votes_of(panel, state)]
    return found
