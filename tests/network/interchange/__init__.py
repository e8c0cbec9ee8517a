"""What machines are given, read by the clients that people use for it."""
