"""One module for each family of file formats; each turns a resource into the bytes of a file."""
