"""Consensus: panels and their rules, statements and rounds, answers by key, and the pages of the state of the art."""

from resources.consensus.models.pages import PageStatement, StateOfTheArtIndex, TopicPage
from resources.consensus.models.panels import Amendment, Group, Interest, Panel, Panellist, Protocol
from resources.consensus.models.report import ReportFile
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
from resources.consensus.models.topics import (
    Certainty,
    Change,
    Direction,
    Edition,
    Statement,
    StatementVersion,
    Strength,
    Topic,
)

__all__ = [
    "Amendment",
    "Ballot",
    "Certainty",
    "Change",
    "Direction",
    "Edition",
    "Evidence",
    "Group",
    "Interest",
    "Item",
    "PageStatement",
    "Panel",
    "Panellist",
    "Protocol",
    "Rating",
    "Remark",
    "ReportFile",
    "Round",
    "RoundItem",
    "Seat",
    "StateOfTheArtIndex",
    "Statement",
    "StatementVersion",
    "Strength",
    "Topic",
    "TopicPage",
    "Translation",
    "Wording",
]
