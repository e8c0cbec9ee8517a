"""What is read of answers while they come in: who may give them, and how far each is. No figures: see `results`."""

from resources.consensus.queries.rating.seats import done, progress, progress_of, seats_of

__all__ = ["done", "progress", "progress_of", "seats_of"]
