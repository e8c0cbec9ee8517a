"""Pages of joining, of answering, and of one's own."""
