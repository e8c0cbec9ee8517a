"""Writing the plan: what it is about, its rules, its texts, its groups. All of it before the first round opens."""

from django.db import transaction
from django.utils.translation import gettext as _

from network.access.rules import Denied, demand
from resources.consensus.actions.planning.rows import locked
from resources.consensus.models import Group
from resources.consensus.queries.planning import RULES, TEXTS

ABOUT = ("title", "titles", "language", "topic", "paper")


@transaction.atomic
def write(panel, *, by, **fields):
    """Change fields of the panel (ABOUT) and of its protocol (rules and texts); returns the panel afresh.

    Raises Denied once the protocol is locked; what follows from RAND/UCLA or from the scale is checked by the form.
    """
    panel = locked(panel)
    demand(by, "consensus.plan", panel)
    protocol = panel.protocol
    for name, value in fields.items():
        if name in ABOUT:
            setattr(panel, name, value)
        elif name in RULES or name in TEXTS or name == "texts":
            setattr(protocol, name, value)
        else:
            raise TypeError(f"a plan has no {name}")
    panel.save()
    protocol.save()
    return panel


@transaction.atomic
def set_groups(panel, kinds, *, by):
    """Let the panel have exactly the groups `kinds`, a list of (kind, name) in order; those in use stay."""
    panel = locked(panel)
    demand(by, "consensus.plan", panel)
    wanted = list(dict.fromkeys(kinds))
    if not wanted:
        raise Denied(_("A panel needs a group at least."), "consensus.plan")
    held = {(one.kind, one.name): one for one in panel.groups.all()}
    for key, one in held.items():
        if key in wanted:
            continue
        if one.panellists.exists():
            raise Denied(_("%(group)s has people in it: move or take them off first.") % {"group": one},
                         "consensus.plan")  # fmt: skip
        one.delete()
    for position, key in enumerate(wanted):
        one = held.get(key) or Group(panel=panel, kind=key[0], name=key[1])
        one.position = position
        one.save()
