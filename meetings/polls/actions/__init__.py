"""What people do, one module a topic."""

from meetings.polls.actions.ending import call_off, close, discard, over
from meetings.polls.actions.making import begin, describe, hand_over, rezone
from meetings.polls.actions.people import ask, require, take_off
from meetings.polls.actions.sending import prolong, send
from meetings.polls.actions.slots import drop, propose
from meetings.polls.actions.voting import vote

__all__ = [
    "ask",
    "begin",
    "call_off",
    "close",
    "describe",
    "discard",
    "drop",
    "hand_over",
    "over",
    "prolong",
    "propose",
    "require",
    "rezone",
    "send",
    "take_off",
    "vote",
]
