"""What a leaver owns and a successor takes over: rooms register it in their `belongings.py`.

    @belongs("library.drafts", _("Drafts in the library"))
    def drafts(member, city):          # a queryset of what `member` holds for `city` (None: for no city in particular)
        return Resource.objects.filter(owner=member, state="draft")

    @drafts.moves
    def move(things, *, to, by):       # in the caller's transaction; `things` is a locked list of what was shown
        …

The hand-over in the room of cities lists them all and moves them in one confirmed step.
"""

from dataclasses import dataclass

_kinds = {}


@dataclass
class Kind:
    """One kind of belonging: its name, its label, what there is of it, and how it moves."""

    name: str
    label: str
    things: object
    move: object = None

    def moves(self, move):
        """Register `def move(things, *, to, by)`."""
        self.move = move
        return move


def belongs(name, label):
    """Register `def things(member, city) -> queryset` whose rows have `__str__` and, if they can, an address."""

    def register(things):
        _kinds[name] = Kind(name, label, things)
        return _kinds[name]

    return register


def all_kinds():
    """Return the kinds in the order of their names."""
    return [_kinds[name] for name in sorted(_kinds)]
