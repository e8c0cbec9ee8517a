"""Who may open which shared text: rooms register a function per name, in their plug file `live.py`.

    @shares("papers")
    def open_paper(member, key, params):
        ...
        return Grant(document=paper.document, role=EDIT)

The socket `/ws/papers/12/?branch=3` asks it with key "12" and params {"branch": "3"}, at the opening, whenever
`rights_changed(subject)` is called, and every few minutes. The hub knows no room and no rule.
"""

from collections.abc import Callable
from dataclasses import dataclass

EDIT, COMMENT, READ = "edit", "comment", "read"
ROLES = (EDIT, COMMENT, READ)


@dataclass(frozen=True)
class Grant:
    """What a member may do with one shared text.

    `role`: "edit" writes; "comment" changes comment marks alone; "read" changes nothing. `subject` is what
    `rights_changed` names; without one, the subject of the document. `owns(keys)` returns those of these threads whose
    marks a commenter may lay and take off, the own ones; it reads the database, and is asked at each such change.
    `names` are those of all nodes and marks that the texts may be made of: browsers would take out what they do not
    know, for everybody, so an update that brings another is refused. Without them nothing is asked.
    """

    document: object
    role: str
    subject: str = ""
    owns: Callable | None = None
    names: frozenset | None = None

    def __post_init__(self):
        if self.role not in ROLES:
            raise ValueError(f"{self.role!r} is no role; there are {', '.join(ROLES)}")
        if not self.subject:
            object.__setattr__(self, "subject", self.document.subject)


_openers = {}


def shares(name):
    """Register `def open(member, key, params) -> Grant | None` for addresses `/ws/<name>/<key>/`.

    `member` is signed in and active; `key` is text from the address, `params` the first value of each query parameter.
    The function reads the database, asks the table of rules, and answers None both for what does not exist and for
    what this member may not see.
    """

    def register(open_):
        if name in _openers:
            raise ValueError(f"{name} is shared twice")
        _openers[name] = open_
        return open_

    return register


def opener(name):
    """Return the function that opens texts called `name`, or None."""
    return _openers.get(name)
