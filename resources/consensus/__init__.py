"""Consensus: panels that rate statements without names, and the pages of the state of the art that come of it."""
