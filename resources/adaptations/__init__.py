"""Adaptations: who used a resource where, what they changed and why, and the family tree of a work."""
