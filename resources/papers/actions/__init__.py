"""The verbs of papers, by topic: papers, people, planning, states, and what the other topics add."""

from resources.papers.actions.papers import begin, describe

__all__ = ["begin", "describe"]
