"""Pages for planning and running panels."""
