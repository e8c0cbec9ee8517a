"""Changing a rule after the lock: which ones may change, why, and in a chain that shows whether one was taken away."""

from django.db import transaction
from django.utils.translation import gettext as _

from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit.clock import now
from resources.consensus.actions.planning.locking import canonical, digest
from resources.consensus.actions.planning.rows import among_us, home_of, locked, who_sit
from resources.consensus.activity.planning import PLANNING_AMENDED
from resources.consensus.models import Amendment, Panel
from resources.consensus.queries.planning import amendable, in_force


@transaction.atomic
def amend(panel, changes, *, by, reason, at=None):
    """Change rules of a running panel; returns the Amendment. The panel is told.

    `changes`: {field: new value} of the fields that `amendable(panel)` names. What is scale, consent, and, once results
    are known, the definition of consensus, never changes: that is another panel.
    """
    panel = locked(panel)
    demand(by, "consensus.run", panel)
    if panel.state != Panel.State.RUNNING:
        raise Denied(_("Only a panel that is running can be amended."), "consensus.run")
    if not reason.strip():
        raise Denied(_("Say why: the panel reads it, and so does the report."), "consensus.run")
    held, allowed = in_force(panel), amendable(panel)
    if set(changes) - set(allowed):
        raise Denied(_("This rule cannot change any more."), "consensus.run")
    changed = {name: [held[name], value] for name, value in changes.items() if held[name] != value}
    if not changed:
        raise Denied(_("Nothing would change."), "consensus.run")
    protocol, moment = panel.protocol, at or now()
    before = protocol.amendments.order_by("-pk").values_list("sha256", flat=True).first() or protocol.sha256
    row = Amendment(protocol=protocol, changes=changed, reason=reason.strip(), by=by, by_name=str(by), at=moment)
    row.sha256 = digest(link(row, before))
    row.save()
    record(PLANNING_AMENDED, by=by, subject=panel, city=home_of(by), audience=among_us(panel), names=who_sit(panel),
           detail={"fields": sorted(changed), "reason": row.reason, "title": panel.title}, at=moment)  # fmt: skip
    return row


def link(row, before):
    """Return the text that is hashed of an amendment: with the hash of the one before, or of the protocol."""
    return canonical({
        "format": "consensus-amendment-1",
        "before": before,
        "at": row.at.isoformat(),
        "reason": row.reason,
        "changes": row.changes,
    })  # fmt: skip
