"""What people do, one module a topic."""

from meetings.congresses.actions.going import go, stay
from meetings.congresses.actions.listing import confirm, decline, merge, propose, revise
from meetings.congresses.actions.meeting import arrange
from meetings.congresses.actions.noting import ask_for_notes, drop_note, note
from meetings.congresses.actions.siding import answer, lapse, look, look_at_all

__all__ = [
    "answer",
    "arrange",
    "ask_for_notes",
    "confirm",
    "decline",
    "drop_note",
    "go",
    "lapse",
    "look",
    "look_at_all",
    "merge",
    "note",
    "propose",
    "revise",
    "stay",
]
