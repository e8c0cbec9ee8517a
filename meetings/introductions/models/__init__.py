"""Requests for a meeting, introductions of cities, and what came of both."""

from meetings.introductions.models.asking import Block, Openness, Request, Slot
from meetings.introductions.models.introducing import Introduction, Side
from meetings.introductions.models.outcomes import Outcome

__all__ = ["Block", "Introduction", "Openness", "Outcome", "Request", "Side", "Slot"]
