"""What the library keeps."""

from resources.library.models.editions import Edition, EditionFile
from resources.library.models.resource import (
    Authorship,
    Related,
    Resource,
    ResourceQuerySet,
    ResourceText,
    address_of,
)
from resources.library.models.topics import Concept, Term, Topic, TopicMerge, TopicOf
from resources.library.models.using import AccessRequest, Download, Following, Taken, Unremembered, Useful

__all__ = [
    "AccessRequest",
    "Authorship",
    "Concept",
    "Download",
    "Edition",
    "EditionFile",
    "Following",
    "Related",
    "Resource",
    "ResourceQuerySet",
    "ResourceText",
    "Taken",
    "Term",
    "Topic",
    "TopicMerge",
    "TopicOf",
    "Unremembered",
    "Useful",
    "address_of",
]
