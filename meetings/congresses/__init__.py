"""International congresses, who goes there, and the side meetings that come of it."""
