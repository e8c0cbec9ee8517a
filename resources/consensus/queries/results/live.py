"""What a panellist sees of a panel in real time: after the own first private rating, and from enough answers on."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from resources.consensus import engine
from resources.consensus.models import Panel, Rating, Round
from resources.consensus.queries import planning
from resources.consensus.queries.results.shown import Figures, names_of


@dataclass(frozen=True)
class Live:
    """Figures so far: `whole` is None while too few have answered, and `reason` says so."""

    whole: Figures | None = None
    groups: tuple = ()
    reason: str = ""


def live(entry, seat, *, names=None):
    """Return the Live of a statement for whoever sits on `seat`; None before that seat has rated it, or elsewhere.

    `take_in` (`actions/results/live.py`) moves the figures on, in steps of at least the smallest group.
    """
    round = entry.round
    if round.panel.method != Panel.Method.REALTIME or round.state != Round.State.OPEN:
        return None
    if not Rating.objects.filter(entry=entry, seat=seat, first_value__isnull=False).exists():
        return None
    kept = entry.result.get("live")
    if not kept:
        return Live(
            reason=_("Others have still to rate this. From a few ratings on, you see here what the panel says.")
        )
    rules, names = planning.rules_of(round.panel), names if names is not None else names_of(round.panel)
    groups = [
        _figures(key, names[key], kept["groups"][key], rules)
        for key in names
        if key in kept["groups"] and key not in kept["closed"]
    ]
    return Live(whole=_figures("all", _("Whole panel"), kept["all"], rules), groups=tuple(groups))


def _figures(key, label, counts, rules):
    ordered = {int(value): n for value, n in sorted(counts.items(), key=lambda row: int(row[0]))}
    stats = engine.of_counts(ordered, 0, rules)
    return Figures(key=key, label=label, n=stats["n"], invited=0, cannot_judge=None, missing=None, stats=stats)
