"""What imports keeps."""
