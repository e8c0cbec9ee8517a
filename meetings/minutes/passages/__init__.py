"""Passages: the text under one heading, as lines that a plain form can hold, and back.

    found = split(content)                  # the passages of a text, in its order
    lines = to_lines(found[2].blocks)       # paragraphs, lists, **bold**, *italic*, [words](address)
    blocks = from_lines(lines, found[2].blocks)

What such lines cannot say (tables, figures, boxes, notes) stands in them as `[[1: table]]` and comes back as it was.
Paragraphs that were not touched stay as they are, with marks that lines cannot say.
"""

from meetings.minutes.passages.blocks import from_lines, to_lines
from meetings.minutes.passages.parts import TOP, Passage, put, split, with_key

__all__ = ["TOP", "Passage", "from_lines", "put", "split", "to_lines", "with_key"]
