"""Pages of the library: reading, describing, using, feeds."""
