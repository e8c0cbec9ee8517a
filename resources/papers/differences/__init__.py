"""What differs between two texts: found block by block and word by word, shown, and taken over piece by piece.

    hunks = compare(old, new)              # what changed, in the order of the text
    html = render(old, new)                # the same for people, with <ins> and <del>
    mixed = combine(old, new, {"key", …})  # the old text with only these changes

A character of Chinese, Japanese or Korean is a word. Comment marks are no difference: they are about a text, not in it.
"""

from resources.papers.differences.combine import combine
from resources.papers.differences.hunks import Hunk, compare
from resources.papers.differences.looks import named
from resources.papers.differences.render import pieces_of, render
from resources.papers.differences.tokens import plain_text

__all__ = ["Hunk", "combine", "compare", "named", "pieces_of", "plain_text", "render"]
