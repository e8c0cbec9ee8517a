"""Reads of publishing: what is printed around a text, what stands in the way, what was published."""

from resources.papers.queries.publishing.checks import before_publishing
from resources.papers.queries.publishing.frozen import frozen_of
from resources.papers.queries.publishing.matter import cited_as, matter_of, of_publication, pictures_of
from resources.papers.queries.publishing.reading import Reading, read

__all__ = [
    "Reading",
    "before_publishing",
    "cited_as",
    "frozen_of",
    "matter_of",
    "of_publication",
    "pictures_of",
    "read",
]
