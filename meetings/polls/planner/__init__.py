"""Fair rotations: who sits through which hours over a season, computed exactly."""
