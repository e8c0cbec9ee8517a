"""Registering and waiting, who was there, certificates, the two questions afterwards."""

from meetings.calendar.actions.attending.certificates import certify, offer, withdraw_certificate
from meetings.calendar.actions.attending.hosting import add, remove, set_places
from meetings.calendar.actions.attending.joining import join
from meetings.calendar.actions.attending.places import give_back, promote, register, take, withdraw
from meetings.calendar.actions.attending.presence import mark
from meetings.calendar.actions.attending.pulse import answer_pulse, ask_pulse
from meetings.calendar.actions.attending.questions import Unanswered, answer_questions, ask_questions

__all__ = [
    "Unanswered",
    "add",
    "answer_pulse",
    "answer_questions",
    "ask_pulse",
    "ask_questions",
    "certify",
    "give_back",
    "join",
    "mark",
    "offer",
    "promote",
    "register",
    "remove",
    "set_places",
    "take",
    "withdraw",
    "withdraw_certificate",
]
