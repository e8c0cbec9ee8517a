"""The verbs of standing by a text: declare, ask the cities, put up for signing, sign, go without somebody."""

from resources.papers.actions.signing import guards  # noqa: F401 - what states ask registers itself
from resources.papers.actions.signing.consulting import (
    answer_for_city,
    close_city,
    consult,
    remind_city,
    stop_consultation,
    tidy_consultations,
)
from resources.papers.actions.signing.declaring import ask_questions, confirm_roles, declare, manage, propose_roles
from resources.papers.actions.signing.leaving import answer_departure, carry_out, let_go, propose_departure
from resources.papers.actions.signing.rounds import end_round, put_up, remind_signers, sign, tell_of_changes

__all__ = [
    "answer_departure",
    "answer_for_city",
    "ask_questions",
    "carry_out",
    "close_city",
    "confirm_roles",
    "consult",
    "declare",
    "end_round",
    "let_go",
    "manage",
    "propose_departure",
    "propose_roles",
    "put_up",
    "remind_city",
    "remind_signers",
    "sign",
    "stop_consultation",
    "tell_of_changes",
    "tidy_consultations",
]
