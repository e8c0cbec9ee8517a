"""What closes a round, what is let through of its words, and who may read what it came to."""
