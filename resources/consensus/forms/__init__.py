"""What people fill in, one topic per file."""
