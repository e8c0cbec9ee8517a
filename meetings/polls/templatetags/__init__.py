"""Tags of time polls."""
