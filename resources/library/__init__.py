"""Room: the library of resources."""
