"""Pages of standing by a text: declarations, the cities' consultation, signatures."""
