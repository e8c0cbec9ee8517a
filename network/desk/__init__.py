"""Reader: what waits for a person, and who waits for what."""
