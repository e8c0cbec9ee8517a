"""What people do, one module a topic."""

from meetings.polls.actions.ending import call_off, close, discard, over
from meetings.polls.actions.making import (
    ask,
    begin,
    describe,
    drop,
    hand_over,
    prolong,
    propose,
    require,
    rezone,
    send,
    take_off,
)
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
