"""What people do in adaptations."""
