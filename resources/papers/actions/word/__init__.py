"""Word files that come in: one becomes a paper, another comes back to the paper that it left."""

from resources.papers.actions.word.receiving import begin_paper, receive, work_off

__all__ = ["begin_paper", "receive", "work_off"]
