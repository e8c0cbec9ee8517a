"""Limits of collections."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

MOST_COLLECTIONS = 200
MOST_ENTRIES = 500
QUIET = timedelta(hours=20)
"""Followers hear at most once in this time that something was added to one shelf."""


class Full(Exception):
    """A shelf, or a member's wall of shelves, that holds no more; its words are for the reader."""


TOO_MANY_COLLECTIONS = _("You have 200 collections. Delete one that you no longer need.")
TOO_MANY_ENTRIES = _("A collection holds at most 500 entries. Begin a second one.")
