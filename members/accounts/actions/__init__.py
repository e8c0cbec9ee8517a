"""The verbs of joining and of membership; call them with the module: `actions.approve(application, by=…)`."""

from members.accounts.actions.deciding import approve, decline, escalate, escalate_overdue
from members.accounts.actions.following import follow_city, follow_topics, rename_expertise, unfollow_city
from members.accounts.actions.inviting import invite, revoke_invitation, use_invitation
from members.accounts.actions.joining import apply, apply_again, confirm, is_known, revise
from members.accounts.actions.moving import (
    accept_move,
    ask_to_move,
    decline_move,
    escalate_move,
    escalate_overdue_moves,
    withdraw_move,
)
from members.accounts.actions.profile import (
    change_photo,
    change_profile,
    choose_language,
    confirm_profile,
    confirm_zone,
    remove_photo,
)
from members.accounts.actions.resting import come_back, remind_to_confirm, rest

__all__ = [
    "accept_move",
    "apply",
    "apply_again",
    "approve",
    "ask_to_move",
    "change_photo",
    "change_profile",
    "choose_language",
    "come_back",
    "confirm",
    "confirm_profile",
    "confirm_zone",
    "decline",
    "decline_move",
    "escalate",
    "escalate_move",
    "escalate_overdue",
    "escalate_overdue_moves",
    "follow_city",
    "follow_topics",
    "invite",
    "is_known",
    "remind_to_confirm",
    "remove_photo",
    "rename_expertise",
    "rest",
    "revise",
    "revoke_invitation",
    "unfollow_city",
    "use_invitation",
    "withdraw_move",
]
