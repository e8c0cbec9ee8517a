"""What quality keeps."""
