"""Reads: what reviews add up to, whose answer is wanted, what is outdated."""

from resources.quality.queries.outdated import (
    flags_of,
    is_told_outdated,
    open_confirmation,
    reminded_of,
    waiting_for_owner,
    waits_since,
)
from resources.quality.queries.scores import Tally, is_peer_reviewed, reviews_of, tally
from resources.quality.queries.submissions import (
    answerers,
    asks_review,
    latest_submission,
    reviews_wanted,
    wants_review,
)

__all__ = [
    "Tally",
    "answerers",
    "asks_review",
    "flags_of",
    "is_peer_reviewed",
    "is_told_outdated",
    "latest_submission",
    "open_confirmation",
    "reminded_of",
    "reviews_of",
    "reviews_wanted",
    "tally",
    "waiting_for_owner",
    "waits_since",
    "wants_review",
]
