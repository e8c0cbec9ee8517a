"""Planning and running a panel: what it is asked, by which rules, by whom, and when."""

from resources.consensus.actions.planning.amending import amend
from resources.consensus.actions.planning.begin import begin
from resources.consensus.actions.planning.opening import NotReady, open_round
from resources.consensus.actions.planning.people import invite, put_into, remove_panellist, send_invitations
from resources.consensus.actions.planning.running import (
    close_early,
    hand_over,
    prolong,
    run_with,
    run_without,
    stop,
    tell_meeting,
)
from resources.consensus.actions.planning.statements import (
    Stale,
    add_item,
    add_many,
    drop,
    move,
    put_back,
    reword,
    seal,
    source_of,
    split,
    take_out,
)
from resources.consensus.actions.planning.words import add_evidence, check, drop_evidence, translate
from resources.consensus.actions.planning.writing import set_groups, write

__all__ = [
    "NotReady",
    "Stale",
    "add_evidence",
    "add_item",
    "add_many",
    "amend",
    "begin",
    "check",
    "close_early",
    "drop",
    "drop_evidence",
    "hand_over",
    "invite",
    "move",
    "open_round",
    "prolong",
    "put_back",
    "put_into",
    "remove_panellist",
    "reword",
    "run_with",
    "run_without",
    "seal",
    "send_invitations",
    "set_groups",
    "source_of",
    "split",
    "stop",
    "take_out",
    "tell_meeting",
    "translate",
    "write",
]
