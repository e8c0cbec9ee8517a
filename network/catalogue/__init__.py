"""Hub: one entry per thing that can be found, and the search over them. Knows no room."""
