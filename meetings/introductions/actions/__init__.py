"""What people do, one module a topic."""
