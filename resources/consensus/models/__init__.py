"""Consensus: panels and their rules, statements and rounds, answers by key, and the pages of the state of the art."""

from resources.consensus.models.panels import Amendment, Group, Interest, Panel, Panellist, Protocol
from resources.consensus.models.rounds import (
    Ballot,
    Evidence,
    Item,
    Rating,
    Remark,
    Round,
    RoundItem,
    Seat,
    Translation,
    Wording,
)
from resources.consensus.models.topics import Change, Statement, StatementVersion, Topic

__all__ = [
    "Amendment",
    "Ballot",
    "Change",
    "Evidence",
    "Group",
    "Interest",
    "Item",
    "Panel",
    "Panellist",
    "Protocol",
    "Rating",
    "Remark",
    "Round",
    "RoundItem",
    "Seat",
    "Statement",
    "StatementVersion",
    "Topic",
    "Translation",
    "Wording",
]
