"""Short marks in a text that programs pass through unseen: a number between two private letters.

What a number means stands in a table beside the text. In a Word file it is a hidden bookmark of that number, and the
table a part of the package.
"""

import re

OPEN, CLOSE = "\U0010fff0", "\U0010fff1"
MARK = re.compile(f"{OPEN}([0-9]+){CLOSE}")
PRIVATE = re.compile(f"[{OPEN}{CLOSE}]")


class Table(list):
    """What the numbers mean: dicts with "k" for their kind."""

    def add(self, what, **more):
        """Return the mark of a new entry."""
        self.append({"k": what, **more})
        return f"{OPEN}{len(self) - 1}{CLOSE}"

    def node(self, what, **more):
        """Return the mark of a new entry as a node of content JSON."""
        return {"type": "text", "text": self.add(what, **more)}


def pieces(text):
    """Yield (words, None) and ("", number) in the order in which they stand in a text."""
    at = 0
    for found in MARK.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], None
        yield "", int(found[1])
        at = found.end()
    if at < len(text):
        yield text[at:], None


def without(text):
    """Return a text that holds no letter of ours."""
    return PRIVATE.sub("", text)
