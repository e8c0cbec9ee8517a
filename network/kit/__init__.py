"""Floor 0: what every room uses and what knows no room."""
