"""What adaptations keeps."""
