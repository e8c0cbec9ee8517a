"""What collections keeps."""
