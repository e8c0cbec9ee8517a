"""Corridor: when members meet, how they find a time, and what came of it."""
