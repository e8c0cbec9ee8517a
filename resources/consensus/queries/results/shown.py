"""What may be shown of a closed round: the only way by which figures leave the tables.

Pages, CSV, JSON, feedback to panellists, reports and adoption all read `shown` and `shown_round`; nothing else reads
`RoundItem.result` and `Round.results`. Nothing is shown before a round closes, nothing of fewer people than the
protocol's smallest group, and nothing from which that could be computed (`hiding.py`).
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from resources.consensus import engine
from resources.consensus.models import Round
from resources.consensus.queries.results.computing import together
from resources.consensus.queries.results.hiding import hidden, hidden_since

ASIDE = ("n", "invited", "cannot_judge", "missing", "under_quorum")
COUNTED, COUNTED_THIRDS = ("changed", "percent_changed"), ("changed_third", "percent_changed_third")
SURE_FROM = 8
"""Fewer ratings than this are told as 'five of six', without percents."""


@dataclass(frozen=True)
class Figures:
    """What may be shown of the whole panel, of one group, or of the small groups together."""

    key: str
    """"all", the id of a group, or "rest" """
    label: str
    n: int
    invited: int
    cannot_judge: int | None
    """None: too few to be told, as `missing`."""
    missing: int | None
    stats: dict
    """As `engine.item` returns them."""
    change: dict = field(default_factory=dict)
    """As `engine.stability` returns it, or a part of it; empty where it must not be told."""

    @property
    def is_sure(self):
        """Whether percents say more than counts do."""
        return self.n >= SURE_FROM


@dataclass(frozen=True)
class Shown:
    """What may be shown of one statement in one closed round."""

    entry: object
    verdict: str = ""
    whole: Figures | None = None
    groups: tuple = ()
    """Figures of groups, in their order, "rest" last."""
    hidden: tuple = ()
    """Names of the groups that are not shown by themselves."""
    reason: str = ""
    """Why there is no `whole`, in a sentence."""
    languages: dict = field(default_factory=dict)
    """{language: how many read the statement in it}, where none of them are few"""
    attrition: dict | None = None
    """As `engine.attrition` returns it; None where there is nothing to compare, or too few people."""
    before: str = ""
    """Why there is no change to tell: "" where there is; "first", "reworded", or "few"."""

    @property
    def is_under_quorum(self):
        """Whether fewer rated this statement than the protocol asks for."""
        return bool(self.entry.result.get("all", {}).get("under_quorum"))

    @property
    def is_sensitive(self):
        """Whether the verdict depends on the rule for percentiles."""
        return bool(self.whole and self.whole.stats.get("rule_sensitive"))


def shown(entry, *, names=None):
    """Return what may be shown of `entry` (a RoundItem) as a Shown; nothing before its round closes.

    `names`: {group pk as text: name}, else they are fetched.
    """
    round = entry.round
    if round.state != Round.State.CLOSED:
        return Shown(entry, reason=_("Results are for nobody before the round closes."))
    result = entry.result
    if not result:
        return Shown(entry, entry.verdict, reason=_("Statements were not rated in this round."))
    smallest, names = smallest_of(round), names if names is not None else names_of(round.panel)
    whole, change = result["all"], result["change"]
    if whole["n"] < smallest:
        return Shown(entry, entry.verdict, reason=too_few(smallest))
    sizes = {key: figures["n"] for key, figures in result["groups"].items()}
    closed, is_closed = hidden(sizes, smallest), False
    if change:
        now = {key: figures["counts"] for key, figures in result["groups"].items()}
        closed, is_closed = hidden_since(change["before"], now, smallest)
    if is_closed:
        return Shown(entry, entry.verdict, hidden=_names(closed, names), reason=_unmoved())
    rules = rules_of(round)
    open_groups = [key for key in names if key in sizes and key not in closed]
    moves = _moves(change, open_groups, closed, smallest)
    parts = [(key, names[key], result["groups"][key]) for key in open_groups]
    rest = together([result["groups"][key] for key in sorted(closed)], rules) if open_groups else None
    if rest and rest["n"] >= smallest:
        parts.append(("rest", _("Other groups together"), rest))
    # One group that is not told of would be found by taking the others from the whole.
    tells = all(_may_tell(figures, smallest) for _key, _name, figures in parts)
    return Shown(
        entry,
        entry.verdict,
        whole=_figures("all", _("Whole panel"), whole, _may_tell(whole, smallest), moves),
        groups=tuple(_figures(key, name, figures, tells, moves) for key, name, figures in parts),
        hidden=_names(closed, names),
        languages=_languages(result["languages"], smallest),
        attrition=_attrition(result["attrition"], smallest),
        before=_why_no_change(result, moves),
    )


def shown_all(round, *, names=None, entries=None):
    """Return the Shown of every statement of `round`, in its order, by two statements at most.

    `entries`: its RoundItems as a queryset that fetches more.
    """
    names = names if names is not None else names_of(round.panel)
    rows = (round.entries if entries is None else entries).select_related("item", "wording").order_by("position", "pk")
    found = []
    for entry in rows:
        entry.round = round
        found.append(shown(entry, names=names))
    return found


def names_of(panel):
    """Return {group pk as text: name} in the order of the groups; one statement."""
    return {str(one.pk): str(one) for one in panel.groups.all()}


def smallest_of(round):
    """Return how many people a figure is of at least, as the protocol said when the round closed."""
    return round.results["inputs"]["held"]["smallest_group"]


def rules_of(round):
    """Return the engine's rules by which a closed round was computed."""
    return engine.Rules(**round.results["inputs"]["rules"])


def too_few(smallest):
    """Return the sentence instead of figures of too few people."""
    return ngettext(
        "Fewer than %(count)s person rated this, so no figures are shown: they would tell who said what.",
        "Fewer than %(count)s people rated this, so no figures are shown: they would tell who said what.",
        smallest,
    ) % {"count": smallest}


def _unmoved():
    return _(
        "Hardly a rating moved since the round before, but a few people left or came. Beside the figures of that "
        "round, those of this one would tell what they said, so they are not shown."
    )


def _names(closed, names):
    return tuple(name for key, name in names.items() if key in closed)


def _may_tell(figures, smallest):
    """Whether one may tell how many could not judge, and how many said nothing: nobody, or enough people."""
    return all(n == 0 or n >= smallest for n in (figures["cannot_judge"], figures["missing"]))


def _figures(key, label, figures, tells, moves):
    stats = {name: value for name, value in figures.items() if name not in ASIDE}
    return Figures(
        key=key, label=label, n=figures["n"], invited=figures["invited"],
        cannot_judge=figures["cannot_judge"] if tells else None, missing=figures["missing"] if tells else None,
        stats=stats, change=moves.get(key, {}),
    )  # fmt: skip


def _moves(change, open_groups, closed, smallest):
    """Return {"all" or group or "rest": what may be told of how its ratings moved}.

    Groups are told of all at once or not at all: what one group is not told of would be found by taking the others
    from the whole.
    """
    if not change:
        return {}
    whole = _told(change["all"], smallest)
    if not whole:
        return {}
    parts = {key: change["groups"].get(key) for key in open_groups}
    if rest := [change["groups"][key] for key in closed if key in change["groups"]]:
        parts["rest"] = {name: sum(one[name] for one in rest) for name in (*SUMMED, *OPENNESS)}
    told = {key: _told(one, smallest) if one else {} for key, one in parts.items()}
    kinds = {frozenset(one) & {"changed", "changed_third"} for one in (*told.values(), whole)}
    if len(kinds) > 1 or not all(told.values()):
        return {"all": whole}
    return {"all": whole} | told


SUMMED = ("n", "changed", "changed_third")
OPENNESS = ("left", "joined", "spare", "spare_thirds")


def _told(moved, smallest):
    """Return what may be told of ratings that moved on the same seats.

    Everything, where nobody or enough people rated only once. Else how many moved, where more did than the shown
    distributions need: with none to spare, what those said who left or came could be told from them.
    """
    if moved["n"] < smallest:
        return {}
    figures = {name: value for name, value in moved.items() if name not in OPENNESS}
    once = (moved["left"], moved["joined"])
    if all(n == 0 or n >= smallest for n in once):
        return figures
    told = {"n": moved["n"]}
    for names, spare in ((COUNTED, "spare"), (COUNTED_THIRDS, "spare_thirds")):
        if moved[spare] >= sum(once):
            told |= {name: figures[name] for name in names if name in figures}
    return told if len(told) > 1 else {}


def _languages(languages, smallest):
    """Return {language: n} where no language has few readers; two small ones are no secret to each other."""
    return languages if all(n >= smallest for n in languages.values()) else {}


def _attrition(attrition, smallest):
    if not attrition or attrition["n_dropouts"] < smallest or attrition["n_stayers"] < smallest:
        return None
    return attrition


def _why_no_change(result, moves):
    if moves:
        return ""
    if result["change"]:
        return "few"
    return "reworded" if result["attrition"] else "first"
