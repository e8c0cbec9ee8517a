"""Who may do what with papers, and why not; one file per topic."""

from resources.papers.access import members, papers, signing, talking, texts, versions  # noqa: F401 - rules register themselves
