"""What a round came to: computing it, and what of it may be shown."""
