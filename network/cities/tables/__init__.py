"""CSV tables for the lists of the desk: read tolerantly, each row's fate told before anything is written."""
