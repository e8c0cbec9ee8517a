"""What a round came to: its page, files for machines, moderation, publishing."""
