"""Reader: the front pages, from the entries and from what rooms register."""
