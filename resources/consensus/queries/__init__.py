"""What pages read, one topic per file."""
