"""The hub of files: one StoredFile for every upload, resumable intake, reading in a child, serving by permission."""
