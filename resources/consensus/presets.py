"""What a method fills into a new protocol. Everything can be changed until the first round opens."""

from resources.consensus import engine
from resources.consensus.models import Panel, Protocol

M, D = Panel.Method, Protocol.Definition

PRESETS = {
    M.DELPHI: {"low": 1, "high": 9, "definition": D.PERCENT, "threshold": 75, "rounds": 3},
    # Two rounds, a meeting between them; the classic panel has nine members (RAND manual, 2001).
    M.RAM: {"low": 1, "high": 9, "definition": D.RAM, "threshold": 75, "rounds": 2, "percentile": 7,
            "drops_settled": False},
    # One window; feedback follows the first private rating.
    M.REALTIME: {"low": 1, "high": 9, "definition": D.PERCENT, "threshold": 75, "rounds": 1},
    # A meeting: ideas, then a private ranking, then perhaps once more.
    M.NOMINAL: {"low": 1, "high": 9, "definition": D.PERCENT, "threshold": 75, "rounds": 2, "quorum": 5,
                "drops_settled": False},
    M.SENSE: {"low": 1, "high": 5, "definition": D.PERCENT, "threshold": 75, "rounds": 1, "quorum": 5,
              "quorum_percent": 50},
}  # fmt: skip
"""{method: {field of the protocol: value}}"""

GROUPS = ("peers", "practitioners", "researchers", "officials")
"""The groups of a new panel, by kind."""

SCALES = ((1, 9), (1, 7), (1, 5))


def thirds(low, high):
    """Return (last rating of the lower third, first of the upper third) of a scale, as the engine counts them."""
    size = engine.Rules(low=low, high=high).third
    return low + size - 1, high - size + 1


def first_kind(panel, number):
    """Return what kind of round `number` of `panel` is: 0 collects ideas; a nominal group ranks, all others rate."""
    if number == 0:
        return "ideas"
    return "ranking" if panel.method == M.NOMINAL else "rating"
