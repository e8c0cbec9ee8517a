"""How far a panel agreed, as a page draws and says it; from the vote that a version keeps."""

from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from resources.consensus.engine import Rules
from resources.consensus.models import Group
from resources.consensus.queries.results.shown import Figures, Shown

VERDICTS = {
    "agreed": gettext_lazy("The panel agrees, by the rule that it had set beforehand."),
    "rejected": gettext_lazy("The panel rejects it, by the rule that it had set beforehand."),
}


@dataclass
class Agreement:
    """One vote as a page tells it. `shown` is what the drawing of distributions takes; None: too few to show."""

    vote: dict
    shown: Shown | None
    closed_on: date
    upper: int = 0
    n: int = 0
    percents: tuple = ()
    """Of the lower third, the middle, the upper; 0 to 100."""
    median: float | None = None

    @property
    def sentence(self):
        """How many rated high, of how many: counts where few rated, so that nobody reads decimals into five people."""
        if not self.n:
            return _("Too few people rated this for figures to be shown.")
        words = {"n": self.upper, "of": self.n, "low": self.floor, "high": self.vote["high"]}
        return (
            ngettext(
                "%(n)s of %(of)s rated it %(low)s to %(high)s",
                "%(n)s of %(of)s rated it %(low)s to %(high)s",
                self.upper,
            )
            % words
        )

    @property
    def verdict_words(self):
        """What the rule of the panel says of it, in a sentence."""
        return VERDICTS.get(self.vote["verdict"], _("The panel did not agree, by the rule that it had set beforehand."))

    @property
    def bar(self):
        """The drawing of the thirds: [(kind, from, width)], of 200; the upper third first, where readers begin."""
        if not self.percents or self.percents[0] is None:
            return []
        found, at = [], 0.0
        for kind, percent in zip(("hi", "md", "lo"), reversed(self.percents), strict=True):
            if percent:
                found.append((kind, round(at, 2), round(2 * percent, 2)))
                at += 2 * percent
        return found

    @property
    def floor(self):
        """The lowest rating that agrees."""
        rules = Rules(low=self.vote["low"], high=self.vote["high"])
        return next(value for value in rules.values if rules.third_of(value) == 2)


def agreement_of(vote):
    """Return the Agreement of a frozen vote, None where a statement stands on none."""
    if not vote:
        return None
    told = vote["figures"]
    made = Agreement(vote, None, date.fromisoformat(vote["closed_on"]))
    if told["all"]:
        whole = figures_of(told["all"])
        groups = tuple(figures_of(one) for one in told["groups"])
        entry = SimpleNamespace(verdict=vote["verdict"], round=SimpleNamespace(number=vote["round"]), result={})
        made.shown = Shown(entry, vote["verdict"], whole=whole, groups=groups, hidden=tuple(told["hidden"]))
        made.n, made.median = whole.n, whole.stats.get("median")
        made.upper = whole.stats["thirds"][2]
        made.percents = tuple(whole.stats["percents"] or ())
    return made


def figures_of(one):
    """Return frozen figures as a drawing takes them, named in the reader's language."""
    return Figures(
        key=one["key"], label=label_of(one), n=one["n"], invited=one["invited"], cannot_judge=one["cannot_judge"],
        missing=one["missing"], stats=one["stats"],
    )  # fmt: skip


def label_of(one):
    """Return the name of a row of figures."""
    if one["key"] == "all":
        return _("Whole panel")
    if one["key"] == "rest":
        return _("Other groups together")
    return one["name"] or str(Group.Kind(one["kind"]).label)
