"""What people do in collections."""
