"""The verbs of collections: `actions.create(by=…)`, `actions.keep(collection, entry, by=…)`."""

from resources.collections.actions.following import follow, unfollow
from resources.collections.actions.hiding import hide, show_again
from resources.collections.actions.keeping import annotate, arrange, drop, keep, move
from resources.collections.actions.shelves import copy, create, delete, hand_over, revise
from resources.collections.actions.telling import rewrite_around, tell_of_newer

__all__ = [
    "annotate",
    "arrange",
    "copy",
    "create",
    "delete",
    "drop",
    "follow",
    "hand_over",
    "hide",
    "keep",
    "move",
    "revise",
    "rewrite_around",
    "show_again",
    "tell_of_newer",
    "unfollow",
]
