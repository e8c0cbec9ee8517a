"""Who may do what with quality, and why not."""

from resources.quality.access import outdated, reviews, submissions

__all__ = ["outdated", "reviews", "submissions"]
