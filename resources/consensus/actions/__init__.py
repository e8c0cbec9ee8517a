"""What people do with consensus, one topic per file."""
