"""What pages read, one module a topic."""
