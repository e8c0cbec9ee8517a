"""Planning and running a panel: what it is asked, by which rules, by whom, and when."""

from resources.consensus.actions.planning.begin import begin
from resources.consensus.actions.planning.opening import NotReady, open_round
from resources.consensus.actions.planning.people import invite, remove_panellist, send_invitations
from resources.consensus.actions.planning.statements import add_item, reword

__all__ = [
    "NotReady",
    "add_item",
    "begin",
    "invite",
    "open_round",
    "remove_panellist",
    "reword",
    "send_invitations",
]
