"""What higher rooms add to calendar feeds.

    @adds("mine", version="SELECT concat(count(*), max(changed_at)) FROM room_presence WHERE member_id = %(member)s")
    def my_congresses(scope):
        return [Row(uid, date(2027, 3, 1), date(2027, 3, 4), "EASD", changed_at, …)]

in a room's `interchange` plug. `Row` is `meetings.calendar.ics.Row`. `version` is one SQL expression of text that
changes whenever the rows do; it may name %(member)s, %(city)s (the id, NULL else), %(first)s and %(last)s. It joins the
statement that answers whether a calendar has everything already, so that this stays one statement.
"""

from dataclasses import dataclass
from datetime import datetime

SCOPES = ("mine", "network", "city")
_added = {scope: [] for scope in SCOPES}


@dataclass(frozen=True)
class Scope:
    """Whose feed it is: `kind` of SCOPES, the member's id, the City, and the moments between which it looks."""

    kind: str
    first: datetime
    last: datetime
    member_id: int | None = None
    city: object = None


def adds(kind, *, version):
    """Register `def rows(scope) -> iterable of Row` for the feeds of one kind. Raises KeyError for an unknown kind."""

    def register(rows):
        _added[kind].append((rows, version))
        return rows

    return register


def added(scope):
    """Yield the rows that other rooms add to a feed."""
    for rows, _version in _added[scope.kind]:
        yield from rows(scope)


def versions(kind):
    """Return the SQL expressions of text on which the added rows of a kind depend."""
    return [version for _rows, version in _added[kind]]
