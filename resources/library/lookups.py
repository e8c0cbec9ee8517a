"""What a link that somebody gives says of itself. A higher room looks it up; the library knows no network.

@looks_up
def by_doi(link, member):          # (fields as `actions.describe` takes them, a notice or ""); None: not mine
    …                              # raises Unresolved where there is no such thing
"""

_asked = []


class Unresolved(Exception):
    """There is nothing at the end of this link; `sentence` is shown beside the field."""

    def __init__(self, sentence):
        super().__init__(str(sentence))
        self.sentence = sentence


def looks_up(ask):
    """Register a way to look up links."""
    _asked.append(ask)
    return ask


def look_up(link, member):
    """Return (fields, notice) of the first that knows this link; ({}, "") where nobody does. Raises Unresolved."""
    for ask in _asked:
        found = ask(link, member)
        if found is not None:
            return found
    return {}, ""
