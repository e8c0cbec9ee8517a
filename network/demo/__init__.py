"""The demo world: a network with cities, people, resources and some months of activity."""
