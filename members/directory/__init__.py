"""Room: the directory of members."""
