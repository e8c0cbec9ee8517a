"""Corridor: members register under partner cities and find one another."""
