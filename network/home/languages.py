"""Who remembers a member's language: the room that keeps members registers itself here, in its `home.py`."""

_keepers = []


def keeper(call):
    """Register `def f(member, code)`, called when a member chooses the language of the interface."""
    _keepers.append(call)
    return call


def remember(member, code):
    """Let every keeper know which language `member` chose."""
    for call in _keepers:
        call(member, code)
