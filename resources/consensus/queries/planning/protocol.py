"""What a panel goes by: its protocol with all amendments, what a round asks."""

from dataclasses import fields

from resources.consensus.models import Item, Round

TEXTS = ("aim", "panel_rule", "information", "consent", "question")
RULES = (
    *("low", "high", "anchors", "definition", "threshold", "threshold_reason", "out_rule", "scope", "percentile"),
    *("rounds", "stable_percent", "drops_settled", "quorum", "quorum_percent", "entry", "withdrawal"),
    *("smallest_group", "is_shuffled"),
)

AMENDABLE = (
    "rounds",
    "stable_percent",
    "drops_settled",
    "quorum",
    "quorum_percent",
    "entry",
    "panel_rule",
    "information",
)
"""What may change while a panel runs."""
BEFORE_RESULTS = ("definition", "threshold", "threshold_reason", "out_rule", "scope", "percentile")
"""What may change only while nobody has seen a result."""


def amendable(panel):
    """Return the names of the fields that an amendment of `panel` may change now."""
    known = panel.rounds.filter(state=Round.State.CLOSED).exclude(kind=Round.Kind.IDEAS).exists()
    return AMENDABLE if known else (*AMENDABLE, *BEFORE_RESULTS)


def in_force(panel):
    """Return {field: value} of every rule and text of `panel` as it holds now: the protocol with its amendments."""
    protocol = panel.protocol
    held = {name: getattr(protocol, name) for name in (*RULES, *TEXTS, "texts")}
    for one in protocol.amendments.all():
        held |= {name: after for name, (_before, after) in one.changes.items()}
    return held


def rules_of(panel):
    """Return the rules by which figures of `panel` are computed, as the engine takes them."""
    from resources.consensus import engine

    held = in_force(panel)
    return engine.Rules(**{one.name: held[one.name] for one in fields(engine.Rules) if one.name in held})


def items_asked(panel, *, held=None):
    """Return the statements that the next round asks, in their order: settled ones drop out where the rule says so."""
    held = held or in_force(panel)
    states = [Item.State.OPEN]
    if not held["drops_settled"]:
        states += [Item.State.AGREED, Item.State.REJECTED]
    return panel.items.filter(state__in=states).order_by("number")
