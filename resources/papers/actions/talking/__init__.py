"""The verbs of comments and suggestions."""

from resources.papers.actions.talking.deciding import Moved, decide, decide_all
from resources.papers.actions.talking.proposals import (
    begin_proposal,
    describe_proposal,
    follow,
    ground_of,
    hunks_of,
    share,
    tell,
    tell_after_pause,
    withdraw,
)
from resources.papers.actions.talking.threads import (
    NotFound,
    Taken,
    edit_comment,
    open_thread,
    place_again,
    reopen,
    reply,
    resolve,
    sweep,
    sweep_after_pause,
    take_back,
)

__all__ = [
    "Moved",
    "NotFound",
    "Taken",
    "begin_proposal",
    "decide",
    "decide_all",
    "describe_proposal",
    "edit_comment",
    "follow",
    "ground_of",
    "hunks_of",
    "open_thread",
    "place_again",
    "reopen",
    "reply",
    "resolve",
    "share",
    "sweep",
    "sweep_after_pause",
    "take_back",
    "tell",
    "tell_after_pause",
    "withdraw",
]
