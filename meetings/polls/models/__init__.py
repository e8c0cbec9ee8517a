"""Time polls with their slots, people and answers; what hours weigh, and who bore which."""

from meetings.polls.models.ledger import Burden, CityHours
from meetings.polls.models.polls import Invitee, Slot, Suits, TimePoll, Vote, VoteChange

__all__ = ["Burden", "CityHours", "Invitee", "Slot", "Suits", "TimePoll", "Vote", "VoteChange"]
