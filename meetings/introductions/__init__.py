"""Bilateral and multilateral meetings: asking somebody for a meeting, introducing cities, and what came of it."""
