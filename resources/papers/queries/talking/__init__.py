"""Reads of what is said about a text and proposed to it."""

from resources.papers.queries.talking.proposals import open_proposals, proposals_of, waiting_for
from resources.papers.queries.talking.threads import as_json, calling, name_of, people_of, threads_of

__all__ = [
    "as_json",
    "calling",
    "name_of",
    "open_proposals",
    "people_of",
    "proposals_of",
    "threads_of",
    "waiting_for",
]
