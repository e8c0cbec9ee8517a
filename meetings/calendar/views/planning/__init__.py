"""Pages of planning: a meeting, its forms, its series, working groups."""
