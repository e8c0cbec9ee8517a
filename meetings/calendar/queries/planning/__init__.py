"""What pages of planning read."""
