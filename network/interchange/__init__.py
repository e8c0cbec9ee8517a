"""Interchange: how machines read the network (OAI-PMH, feeds, API, linked data) and how references are read in."""
