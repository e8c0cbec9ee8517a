"""Who may do what with papers, and why not; one file per topic."""

from resources.papers.access import papers, texts  # noqa: F401 - rules register themselves
