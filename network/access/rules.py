"""The table of rules. A rule is a small predicate that answers yes, or no with the reason as the member reads it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Answer:
    """The answer of a rule: true or false, with a reason in words either way."""

    allowed: bool
    reason: str = ""

    def __bool__(self):
        return self.allowed


class Denied(PermissionDenied):
    """Raised by `demand`; `reason` is shown to the member, and the answer is 403."""

    def __init__(self, reason, name=""):
        super().__init__(str(reason))
        self.reason = reason
        self.name = name


@dataclass(frozen=True)
class Rule:
    """One row of the table: `room.verb`, what it means, the predicate, and whether it is about a thing."""

    name: str
    label: str
    predicate: object
    needs_object: bool


_table = {}


def yes(reason=""):
    """Allow; `reason` says why in words ('you are coordinator of Shanghai')."""
    return Answer(True, reason)


def no(reason):
    """Refuse, with the reason as the member will read it."""
    return Answer(False, reason)


def rule(name, label, *, needs_object=True):
    """Register `def f(member, thing) -> Answer` (or `f(member)` with needs_object=False) under `room.verb`."""

    def register(predicate):
        if name in _table:
            raise ValueError(f"the rule {name} stands twice in the table")
        _table[name] = Rule(name, label, predicate, needs_object)
        return predicate

    return register


def all_rules():
    """Return every Rule, sorted by name."""
    return [_table[name] for name in sorted(_table)]


def may(member, name, thing=None):
    """Ask the table. Unknown names raise KeyError: a typing error must not open or close a door."""
    entry = _table[name]
    if member is None:
        from django.contrib.auth.models import AnonymousUser

        member = AnonymousUser()
    if member.is_authenticated and not member.is_active:
        return no(_("This account is closed."))
    if not entry.needs_object:
        return entry.predicate(member)
    return entry.predicate(member, thing)


def demand(member, name, thing=None):
    """Raise Denied with the reason unless `member` may; return the Answer otherwise."""
    answer = may(member, name, thing)
    if not answer:
        raise Denied(answer.reason, name)
    return answer
