"""Distribution bars as numbers for an SVG: all on one scale; thirds are told apart by place, not by colour alone."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.kit import words
from resources.consensus.engine import Rules

STEP, BAR, TALL = 17.4, 15, 82
"""Width of a rating and of its bar, and the height of all ratings on one; units of the drawing."""

FLOOR = TALL + 2


@dataclass(frozen=True)
class Drawing:
    """One distribution, drawn: paths of the three thirds, where the median and the reader's own rating stand."""

    label: str
    n: int
    counts: tuple
    """((rating, how many), …)"""
    median: str
    upper: int
    """How many ratings lie in the upper third."""
    first_upper: int
    """Where the upper third begins."""
    last: int
    width: float
    low_path: str
    middle_path: str
    high_path: str
    zone: float
    """Where the field of the upper third begins."""
    median_at: float | None
    mine_at: float | None
    ticks: tuple
    """((where, rating), …) written below the axis"""
    said: str
    """The whole of it in words."""


def drawing(figures, *, mine=None):
    """Return the Drawing of a Figures, or of a dict with `label`, `counts` {rating as text: n} and `median`.

    `mine`: the reader's own rating, marked. None where there are no counts.
    """
    if isinstance(figures, dict):
        label, stats = figures.get("label", ""), figures
    else:
        label, stats = figures.label, figures.stats
    counts = [(int(value), n) for value, n in (stats.get("counts") or {}).items()]
    if len(counts) < 2:
        return None
    counts.sort()
    low, high = counts[0][0], counts[-1][0]
    rules, n = Rules(low=low, high=high), sum(times for _value, times in counts)
    paths = ["", "", ""]
    for place, (value, times) in enumerate(counts):
        if times:
            tall = max(2, TALL * times / n)
            paths[rules.third_of(value)] += f"M{1 + STEP * place:.1f} {FLOOR}v-{tall:.1f}h{BAR}v{tall:.1f}z"
    median = stats.get("median")
    upper = sum(times for value, times in counts if rules.third_of(value) == 2)
    middle = (low + high) // 2
    return Drawing(
        label=label,
        n=n,
        counts=tuple(counts),
        median=short(median),
        upper=upper,
        first_upper=high - rules.third + 1,
        last=high,
        width=round(STEP * len(counts) + 1, 1),
        low_path=paths[0],
        middle_path=paths[1],
        high_path=paths[2],
        zone=round(STEP * (len(counts) - rules.third), 1),
        median_at=None if median is None else _at(median, low),
        mine_at=None if mine is None else _at(mine, low),
        ticks=tuple((_at(value, low), value) for value in dict.fromkeys((low, middle, high))),
        said=_said(label, n, median, counts, mine),
    )


def drawings(what, *, mine=None):
    """Return the Drawings of a Shown (whole and groups), or of a list of what `drawing` takes."""
    if hasattr(what, "whole"):
        what = [what.whole, *what.groups] if what.whole else []
    found = (drawing(one, mine=mine if place == 0 else None) for place, one in enumerate(what))
    return [one for one in found if one is not None and one.n]


def short(value):
    """Return a figure in the reader's language, at most one decimal: '7', '7.5'; '–' where it is not defined."""
    if value is None:
        return "–"
    rounded = round(value, 1)
    return words.number(int(rounded) if rounded == int(rounded) else rounded)


def _at(value, low):
    return round(1 + BAR / 2 + STEP * (value - low), 1)


def _said(label, n, median, counts, mine):
    parts = {
        "label": label,
        "ratings": ngettext("%(count)s rating", "%(count)s ratings", n) % {"count": n},
        "median": short(median),
        "low": counts[0][0],
        "high": counts[-1][0],
        "counts": ", ".join(str(times) for _value, times in counts),
    }
    text = _("%(label)s: %(ratings)s, median %(median)s; how many gave %(low)s to %(high)s: %(counts)s") % parts
    return text if mine is None else f"{text}. {_('Your rating: %(rating)s') % {'rating': mine}}"
