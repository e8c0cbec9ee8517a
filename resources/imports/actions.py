"""What people do in imports."""
