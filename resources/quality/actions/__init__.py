"""The verbs of quality: `actions.give_review(review, by=…)`, `actions.flag(resource, by=…)`."""

from resources.quality.actions.outdated import (
    answer,
    ask_to_confirm,
    flag,
    mend,
    remind_and_take_over,
    take_flag_back,
    take_over,
)
from resources.quality.actions.reviews import (
    answer_review,
    expire_reviews,
    give_review,
    judge,
    nudge_reviewers,
    remark_on_whole,
    start_review,
    withdraw_review,
)
from resources.quality.actions.submissions import (
    accept,
    ask_advice,
    ask_changes,
    close,
    decline,
    open_thread,
    remark,
    set_policy,
    tell_of_version,
)

__all__ = [
    "accept",
    "answer",
    "answer_review",
    "ask_advice",
    "ask_changes",
    "ask_to_confirm",
    "close",
    "decline",
    "expire_reviews",
    "flag",
    "give_review",
    "judge",
    "mend",
    "nudge_reviewers",
    "open_thread",
    "remark",
    "remark_on_whole",
    "remind_and_take_over",
    "set_policy",
    "start_review",
    "take_flag_back",
    "take_over",
    "tell_of_version",
    "withdraw_review",
]
