"""The state of the art: beginning topics, publishing and adopting, proposals of change, review dates."""

from resources.consensus.actions.topics.adopting import NotYet, adopt, submit, translate
from resources.consensus.actions.topics.beginning import begin, original_page, translation_of
from resources.consensus.actions.topics.editors import index_page, sync_editors
from resources.consensus.actions.topics.proposing import answer, confirm, forget_unconfirmed, propose, set_state
from resources.consensus.actions.topics.publishing import after_publishing, after_unpublishing, languages
from resources.consensus.actions.topics.reviewing import due, tell_due

__all__ = [
    "NotYet",
    "adopt",
    "after_publishing",
    "after_unpublishing",
    "answer",
    "begin",
    "confirm",
    "due",
    "forget_unconfirmed",
    "index_page",
    "languages",
    "original_page",
    "propose",
    "set_state",
    "submit",
    "sync_editors",
    "tell_due",
    "translate",
    "translation_of",
]
