"""Who may do what with papers, and why not; one file per topic."""

from resources.papers.access import (  # noqa: F401 - rules register themselves
    members,
    papers,
    publishing,
    signing,
    talking,
    texts,
    versions,
)
