"""What privacy keeps."""
