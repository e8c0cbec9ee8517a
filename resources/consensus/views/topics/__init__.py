"""Pages of the state of the art."""
