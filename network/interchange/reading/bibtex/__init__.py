"""BibTeX and biblatex, read in one pass; what is broken in one entry ends with that entry."""

from network.interchange.reading.bibtex.entries import records

__all__ = ["records"]
