"""What pages of the state of the art read."""
