"""What pages of consensus answer, one topic per file."""
