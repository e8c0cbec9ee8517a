"""The verbs of joining and of membership; call them with the module: `actions.approve(application, by=…)`."""

from members.accounts.actions.deciding import approve, decline, escalate, escalate_overdue
from members.accounts.actions.joining import apply, apply_again, confirm, forget_unconfirmed, is_known, revise
from members.accounts.actions.profile import change_profile, choose_language, confirm_zone, follow_topics

__all__ = [
    "apply",
    "apply_again",
    "approve",
    "change_profile",
    "choose_language",
    "confirm",
    "confirm_zone",
    "decline",
    "escalate",
    "escalate_overdue",
    "follow_topics",
    "forget_unconfirmed",
    "is_known",
    "revise",
]
