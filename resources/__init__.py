"""Corridor: what members share and keep."""
