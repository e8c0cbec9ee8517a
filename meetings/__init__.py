"""Corridor: when members meet (no room has been opened yet)."""
