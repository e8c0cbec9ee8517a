"""What the rooms hold about a person: each room says in its `personal.py` how it is taken along, erased, and let go.

    @exports("library", _("The library"))
    def mine(member):                  # JSON-able, with ISO times; names what it holds, for a person who reads JSON
        return {"resources": […]}

    @exports_files("library")
    def files(member):                 # (name in the archive, callable that opens it for reading bytes)
        yield "resources/12/guide.pdf", file.open

    @erases("library", order=50)
    def erase(member, *, keep_authorship):   # in the caller's transaction; low orders first, the account itself last
        …

    @retains("kit.mail", _("Bytes of sent mails"), days=90, why=_("so that a lost mail can be sent again"))
    def old_mails(before, limit):      # deletes at most `limit` rows older than `before`; returns how many
        …

The room of privacy runs them: the archive on request, erasure after its days of grace, retention every night.
"""

from dataclasses import dataclass
from datetime import timedelta

from network.kit import clock

_exports, _files, _erasers, _clocks = {}, {}, [], {}


@dataclass(frozen=True)
class Clock:
    """A class of data and how long it is kept."""

    name: str
    label: str
    days: int
    why: str
    run: object

    @property
    def before(self):
        """The moment before which rows of this class go."""
        return clock.now() - timedelta(days=self.days)


def exports(name, label):
    """Register `def mine(member) -> JSON-able` under a name that becomes a file of the archive."""

    def register(mine):
        _exports[name] = (label, mine)
        return mine

    return register


def exports_files(name):
    """Register `def files(member)` that yields (name in the archive, callable that opens bytes)."""

    def register(files):
        _files[name] = files
        return files

    return register


def erases(name, *, order=50):
    """Register `def erase(member, *, keep_authorship)`; it must do no harm when it runs twice."""

    def register(erase):
        _erasers.append((order, name, erase))
        _erasers.sort(key=lambda one: one[:2])
        return erase

    return register


def retains(name, label, *, days, why):
    """Register `def run(before, limit) -> number of rows let go` as the clock of one class of data."""

    def register(run):
        _clocks[name] = Clock(name, label, days, why, run)
        return run

    return register


def all_exports():
    """Return {name: (label, function)}."""
    return dict(_exports)


def all_files():
    """Return {name: function}."""
    return dict(_files)


def all_erasers():
    """Return [(order, name, function)], in the order in which they run."""
    return list(_erasers)


def all_clocks():
    """Return {name: Clock}."""
    return dict(_clocks)
