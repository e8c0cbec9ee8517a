"""Congresses, who goes there, side meetings that are proposed, and notes afterwards."""

from meetings.congresses.models.congresses import Congress, Note
from meetings.congresses.models.going import Accepting, Arranged, Presence, Proposal

__all__ = ["Accepting", "Arranged", "Congress", "Note", "Presence", "Proposal"]
