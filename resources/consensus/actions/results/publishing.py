"""Letting everybody read what a panel came to."""

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.kit.audience import PUBLIC
from network.kit.clock import now
from resources.consensus.actions.planning.rows import home_of, locked, spread
from resources.consensus.activity.results import RESULTS_PUBLISHED


@transaction.atomic
def publish(panel, *, by, at=None):
    """Let everybody read the results of a panel that has ended; returns it afresh. What is public stays public."""
    panel = locked(panel)
    demand(by, "consensus.publish", panel)
    if PUBLIC in panel.audience:
        return panel
    panel.audience = [*panel.audience, PUBLIC]
    spread(panel)
    last = panel.rounds.filter(state="closed").order_by("-number").first()
    record(
        RESULTS_PUBLISHED, by=by, subject=panel, city=home_of(by), audience=[PUBLIC], at=at or now(),
        detail={"title": panel.title, "round": last.pk if last else None},
    )  # fmt: skip
    return panel
