"""Forms of papers, by topic: shape and clean, never save."""
