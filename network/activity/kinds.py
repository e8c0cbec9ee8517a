"""The kinds of activity, declared by each room, and the reactions to them."""

from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`room.past_participle`, the sentence in which people read it, and how urgent it is.

    The sentence may use {by}, {what} and the keys of the activity's detail. Urgency: 'now' (whom it names gets a mail
    at once, unless they chose otherwise), 'digest', or 'none' (kept for the record alone). `may_name`: it can be about
    somebody's own work, so that members choose when to hear of it.
    """

    name: str
    sentence: str
    urgency: str
    may_name: bool


_kinds = {}
_reactions = defaultdict(list)


def declare(name, *, sentence, urgency="digest", may_name=False):
    """Declare a kind of activity; returns its name, so that rooms write `PUBLISHED = declare(…)`."""
    if name in _kinds:
        raise ValueError(f"the activity {name} is declared twice")
    if urgency not in ("now", "digest", "none"):
        raise ValueError(f"unknown urgency {urgency!r}")
    _kinds[name] = Kind(name, sentence, urgency, may_name)
    return name


def kind(name):
    """Return the declared Kind; KeyError for an unknown name."""
    return _kinds[name]


def all_kinds():
    """Return every declared Kind, sorted by name."""
    return [_kinds[name] for name in sorted(_kinds)]


def on(name):
    """Register `def f(activity, subject)` to run, in the same transaction, when `name` (or "*": anything) happens."""

    def register(reaction):
        _reactions[name].append(reaction)
        return reaction

    return register


def reactions(name):
    """Return the reactions to a kind, those to every kind last."""
    return _reactions[name] + _reactions["*"]
