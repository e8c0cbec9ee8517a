"""Reads of signing: what was declared, what cities say, who stands by which text, what still stands in the way."""

from resources.papers.queries.signing.checking import Check, before_signing, checks
from resources.papers.queries.signing.consulting import (
    cities_asked,
    latest_consultation,
    may_speak_for,
    open_consultation,
    standings,
    with_earlier,
)
from resources.papers.queries.signing.declaring import (
    VALID,
    Declared,
    authors_of,
    declared,
    is_fresh,
    latest_declaration,
    lead_disclosed,
    undecided,
)
from resources.papers.queries.signing.printing import printed, rows_printed
from resources.papers.queries.signing.rounds import board, last_known, last_round, latest_signatures, round_of
from resources.papers.queries.signing.texts import Changes, changes_since, passages, present

__all__ = [
    "VALID",
    "Changes",
    "Check",
    "Declared",
    "authors_of",
    "before_signing",
    "board",
    "changes_since",
    "checks",
    "cities_asked",
    "declared",
    "is_fresh",
    "last_known",
    "last_round",
    "latest_consultation",
    "latest_declaration",
    "latest_signatures",
    "lead_disclosed",
    "may_speak_for",
    "open_consultation",
    "passages",
    "present",
    "printed",
    "round_of",
    "rows_printed",
    "standings",
    "undecided",
    "with_earlier",
]
