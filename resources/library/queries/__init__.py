"""Reads of the library."""

from resources.library.queries.lists import drafts_of, followers, kin, related, topic_count
from resources.library.queries.reading import Part, Reading, parts_of, reading

__all__ = [
    "Part",
    "Reading",
    "drafts_of",
    "followers",
    "kin",
    "parts_of",
    "reading",
    "related",
    "topic_count",
]
