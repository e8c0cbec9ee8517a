"""What people do in quality."""
