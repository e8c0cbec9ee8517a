"""Pages, one module a topic."""
