"""The statistics of consensus, exact, without Django."""
