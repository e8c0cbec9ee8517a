"""Who may do what with consensus, and why not; one file per topic."""

from resources.consensus.access import planning, rating, report, results, topics  # noqa: F401 - rules register themselves
