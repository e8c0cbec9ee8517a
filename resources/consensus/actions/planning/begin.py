"""Beginning a panel, and saying what it is about."""

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now
from resources.consensus import presets
from resources.consensus.actions.planning.rows import among_us, home_of, spread
from resources.consensus.activity.planning import PLANNING_BEGUN
from resources.consensus.models import Group, Panel, Protocol

ABOUT = ("title", "titles", "language", "method", "topic", "paper")
"""Fields of the panel itself that may be given."""


@transaction.atomic
def begin(data, by, *, at=None):
    """Begin a panel that `by` runs; returns it. The method fills the protocol, `data` goes before it.

    `data`: fields of ABOUT, fields of the protocol, and `groups`, a list of kinds or of (kind, name).
    """
    demand(by, "consensus.begin")
    data = dict(data)
    groups = data.pop("groups", presets.GROUPS)
    about = {name: data.pop(name) for name in ABOUT if name in data}
    panel = Panel.objects.create(begun_by=by, created_at=at or now(), **about)
    panel.facilitators.add(by)
    Protocol.objects.create(panel=panel, **presets.PRESETS[panel.method] | data)
    for position, one in enumerate(groups):
        kind, name = (one, "") if isinstance(one, str) else one
        Group.objects.create(panel=panel, kind=kind, name=name, position=position)
    spread(panel)
    record(PLANNING_BEGUN, by=by, subject=panel, city=home_of(by), audience=among_us(panel), at=at,
           detail={"title": panel.title})  # fmt: skip
    return panel
