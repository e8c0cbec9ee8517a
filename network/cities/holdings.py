"""What a coordinator holds for a city, as the rooms say in their `belongings.py`."""

from dataclasses import dataclass

from network.kit import belongings


@dataclass(frozen=True)
class Holding:
    """The things of one kind that somebody holds."""

    kind: belongings.Kind
    things: list

    @property
    def names(self):
        """The names of the things, by which a list that was read is compared with what is there now."""
        return [f"{self.kind.name}:{thing.pk}" for thing in self.things]


def holdings(member, city, *, lock=False):
    """Return a Holding for each kind of which there is something; with `lock` their rows stay locked."""
    found = []
    for kind in belongings.all_kinds():
        things = kind.things(member, city).order_by("pk")
        if lock:
            things = things.select_for_update(of=("self",))
        things = list(things)
        if things:
            found.append(Holding(kind, things))
    return found


def names_of(held):
    """Return the names of all things of these Holdings."""
    return {name for holding in held for name in holding.names}
