"""The verbs of papers, by topic: papers, people, planning, states, and what the other topics add."""

from resources.papers.actions import signing, states
from resources.papers.actions.papers import begin, describe
from resources.papers.actions.people import (
    accept,
    arrange,
    by_name,
    change_part,
    decline,
    hand_over,
    invite,
    leave,
    let_answer_letters,
    print_as,
    step,
    take_off,
)
from resources.papers.actions.planning import add_section, change_section, drop_section, move_section, put_headings
from resources.papers.actions.room import say
from resources.papers.actions.states import move

__all__ = [
    "accept",
    "add_section",
    "arrange",
    "begin",
    "by_name",
    "change_part",
    "change_section",
    "decline",
    "describe",
    "drop_section",
    "hand_over",
    "invite",
    "leave",
    "let_answer_letters",
    "move",
    "move_section",
    "print_as",
    "put_headings",
    "say",
    "signing",
    "states",
    "step",
    "take_off",
]
