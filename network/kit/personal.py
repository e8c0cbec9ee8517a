"""What the rooms hold about a person: each room says in its `personal.py` how it is taken along, erased, and let go.

    @exports("library", _("The library"), holds=["library.Resource.owner", "library.Useful.member"])
    def mine(member):                  # JSON-able, with ISO times; names what it holds, for a person who reads JSON
        return {"resources": […]}

    @exports_files("library")
    def files(member):                 # (name in the archive, callable that opens it for reading bytes)
        yield "resources/12/guide.pdf", file.open

    @erases("library", order=50, holds=["library.Resource.owner", "library.Useful.member"])
    def erase(member, *, keep_authorship):   # in the caller's transaction; low orders first, the account itself last
        …

    @retains("kit.mail", _("Bytes of sent mails"), days=90, why=_("so that a lost mail can be sent again"))
    def old_mails(before, limit):      # deletes at most `limit` rows older than `before`; returns how many
        …

    spares("cities.PartnershipChange.by", _("…why it neither goes along nor is erased…"))

The room of privacy runs them: the archive on request, erasure after its days of grace, retention every night. A test of
the house walks every column that points at a person: each stands in `holds` of both, or is spared with a reason.

    looked(APPLICATION_READ, by=member, about=applicant)     # whoever looks at what is another's leaves a trace
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from network.kit import clock

FORMER = "former member"
_exports, _files, _erasers, _clocks = {}, {}, [], {}
_held, _spared, _looks, _witnesses, _purposes = {}, {}, {}, [], {}


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


@dataclass(frozen=True)
class Purpose:
    """Something that people agree to: what for, and whether it can be withdrawn without leaving."""

    name: str
    label: str
    is_optional: bool
    withdraw: object = None


def exports(name, label, *, holds=()):
    """Register `def mine(member) -> JSON-able` under a name that becomes a file of the archive.

    `holds` names the columns by which these rows are tied to the person: "library.Useful.member".
    """

    def register(mine):
        _exports[name] = (label, mine)
        _held.setdefault("export", set()).update(holds)
        _held.setdefault(name, []).extend(holds)
        return mine

    return register


def exports_files(name):
    """Register `def files(member)` that yields (name in the archive, callable that opens bytes)."""

    def register(files):
        _files[name] = files
        return files

    return register


def erases(name, *, order=50, holds=()):
    """Register `def erase(member, *, keep_authorship)`; it must do no harm when it runs twice."""

    def register(erase):
        _erasers.append((order, name, erase))
        _erasers.sort(key=lambda one: one[:2])
        _held.setdefault("erase", set()).update(holds)
        return erase

    return register


def spares(column, why, *, only=""):
    """Say why a column that points at a person is not exported and not erased (`only`: "export" or "erase" alone)."""
    for act in (only,) if only else ("export", "erase"):
        _spared[act, column] = why


def retains(name, label, *, days, why):
    """Register `def run(before, limit) -> number of rows let go` as the clock of one class of data."""

    def register(run):
        _clocks[name] = Clock(name, label, days, why, run)
        return run

    return register


def purpose(name, label, *, optional=False):
    """Say for what people are asked to agree; decorate `def withdraw(member)`, which ends what it began."""

    def register(withdraw):
        _purposes[name] = Purpose(name, label, optional, withdraw)
        return withdraw

    return register


def declare_look(name, sentence):
    """Declare a kind of look at another's data, and how people read it ('{by} read an application'); returns `name`."""
    _looks[name] = sentence
    return name


def witness(call):
    """Register `def f(name, *, by, about, detail)`: the room of privacy writes each look down."""
    _witnesses.append(call)
    return call


def looked(name, *, by, about=None, detail=None):
    """Note that `by` has looked at what is `about` another member (None: about many). Raises KeyError if undeclared."""
    _looks[name]
    if about is not None and by is not None and about.pk == by.pk:
        return
    for call in _witnesses:
        call(name, by=by, about=about, detail=detail or {})


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


def all_looks():
    """Return {name: sentence}."""
    return dict(_looks)


def all_purposes():
    """Return {name: Purpose}."""
    return dict(_purposes)


def columns_of(name):
    """Return the columns by which the rows of one export are tied to a person."""
    return list(_held.get(name, ()))


def held(act):
    """Return the columns that are covered by "export" or by "erase"."""
    return set(_held.get(act, ()))


def spared(act):
    """Return {column: reason} of what "export" or "erase" leaves alone."""
    return {column: why for (one, column), why in _spared.items() if one == act}


def plain(thing, *names):
    """Return {name: JSON-able value} of the fields `names` of a model instance (all columns without names)."""
    names = names or [field.attname for field in thing._meta.concrete_fields]
    return {name: jsonable(getattr(thing, name)) for name in names}


def jsonable(value):
    """Return `value` as JSON has it: ISO times, texts for lazy words and ids, lists for sets."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): jsonable(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [jsonable(one) for one in value]
    return str(value)


def in_batches(queryset, limit, **changes):
    """Delete at most `limit` rows of `queryset` (or set `changes` on them); returns how many it were."""
    ids = list(queryset.order_by("pk").values_list("pk", flat=True)[:limit])
    rows = queryset.model._base_manager.filter(pk__in=ids)
    if changes:
        return rows.update(**changes)
    rows.delete()
    return len(ids)
