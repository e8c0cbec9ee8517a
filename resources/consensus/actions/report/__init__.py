"""The report of a panel: what people add to it, and the files that are made of it."""

from resources.consensus.actions.report.files import ask, make, tidy
from resources.consensus.actions.report.story import Crossed, tell

__all__ = ["Crossed", "ask", "make", "tell", "tidy"]
