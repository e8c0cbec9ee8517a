"""Time polls with their slots, people and answers."""

from meetings.polls.models.polls import Invitee, Slot, Suits, TimePoll, Vote, VoteChange

__all__ = ["Invitee", "Slot", "Suits", "TimePoll", "Vote", "VoteChange"]
