"""What people do with publications: publish, correct, supersede, withdraw; and the files that the portal makes."""

from resources.papers.actions.publishing.exporting import ask, make, tidy, try_to_print
from resources.papers.actions.publishing.filing import make_files
from resources.papers.actions.publishing.records import publish, supersede, tie_translation, withdraw

__all__ = [
    "ask",
    "make",
    "make_files",
    "publish",
    "supersede",
    "tidy",
    "tie_translation",
    "try_to_print",
    "withdraw",
]
