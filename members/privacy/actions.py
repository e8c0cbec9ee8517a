"""What people do in privacy."""
