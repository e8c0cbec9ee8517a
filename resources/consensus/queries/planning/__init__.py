"""What is read of panels: the rules in force, what stands in the way, lists, and the panel's page."""

from resources.consensus.queries.planning.protocol import (
    AMENDABLE,
    BEFORE_RESULTS,
    RULES,
    TEXTS,
    amendable,
    in_force,
    items_asked,
    rules_of,
)

__all__ = ["AMENDABLE", "BEFORE_RESULTS", "RULES", "TEXTS", "amendable", "in_force", "items_asked", "rules_of"]
