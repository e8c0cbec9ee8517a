"""Pages of papers, by topic."""
