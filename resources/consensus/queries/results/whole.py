"""What may be shown of a closed round as a whole: who answered, how far raters agree, who they were."""

from collections import Counter
from dataclasses import dataclass

from members.accounts.models.member import Role
from resources.consensus.models import Panellist, Round
from resources.consensus.queries.results.hiding import hidden
from resources.consensus.queries.results.shown import names_of, smallest_of

ROLES = dict(Role.choices)


@dataclass(frozen=True)
class Response:
    """How many of the panel, or of a group that is large enough, answered anything."""

    label: str
    answered: int
    invited: int


@dataclass(frozen=True)
class ShownRound:
    """What may be shown of a round beside its statements. Numbers of people that are too few are None."""

    round: object
    smallest: int = 0
    is_small: bool = False
    """Whether fewer answered than any figure is shown of."""
    invited: int = 0
    answered: int = 0
    complete: int | None = None
    response: tuple = ()
    drop_outs: int = 0
    recused: int | None = None
    is_under_quorum: bool = False
    quorum: int = 0
    quorum_percent: int = 0
    kendall: dict | None = None
    krippendorff: dict | None = None
    apmo: float | None = None
    ranking: tuple = ()
    """Of nominal groups: ({"number", "points", "votes", "rank"}, …), best first."""
    rules: dict | None = None

    @property
    def per_cent(self):
        """Return the percent of those invited who answered, a whole number; 0 where nobody was."""
        return round(100 * self.answered / self.invited) if self.invited else 0


def shown_round(found, *, names=None):
    """Return the ShownRound of a Round; empty before it closes."""
    if found.state != Round.State.CLOSED or "inputs" not in found.results:
        return ShownRound(found)
    held = found.results
    inputs, smallest = held["inputs"], smallest_of(found)
    answered = held.get("answered", {"all": 0, "groups": {}})
    is_small = answered["all"] < smallest
    rules = inputs["rules"]
    agreement = {} if is_small else held
    return ShownRound(
        found,
        smallest=smallest,
        is_small=is_small,
        invited=inputs["invited"],
        answered=answered["all"],
        complete=None if is_small else held.get("complete", {}).get("all"),
        response=() if is_small else _response(inputs, answered, smallest, names or names_of(found.panel)),
        drop_outs=held.get("drop_outs", 0),
        recused=_number(inputs["recused"], smallest),
        is_under_quorum=bool(held.get("under_quorum")),
        quorum=rules["quorum"],
        quorum_percent=rules["quorum_percent"],
        kendall=_if_enough(agreement.get("kendall"), smallest),
        krippendorff=_if_enough(agreement.get("krippendorff"), smallest),
        apmo=agreement.get("apmo"),
        ranking=() if is_small else _ranking(held.get("ranking")),
        rules=rules,
    )


def _number(n, smallest):
    return n if n == 0 or n >= smallest else None


def _if_enough(figures, smallest):
    return figures if figures and figures["raters"] >= smallest else None


def _response(inputs, answered, smallest, names):
    invited = {key: len(inputs["seats"].get(key, ())) for key in names}
    said = {key: answered["groups"].get(key, 0) for key in names}
    closed = hidden(invited, smallest) | hidden(said, smallest)
    # The rest is found from the whole: it has to be large enough as well.
    closed |= hidden(said, smallest, closed)
    return tuple(Response(name, said[key], invited[key]) for key, name in names.items() if key not in closed)


def _ranking(table):
    if not table:
        return ()
    return tuple(
        {"number": int(name), "points": table["totals"][name], "votes": table["votes"][name],
         "rank": table["ranks"][name]}
        for name in table["ranking"]
    )  # fmt: skip


@dataclass(frozen=True)
class Composition:
    """Who the panel is: {name: how many} with few people put together, or None where that tells too much."""

    size: int
    cities: dict
    roles: dict
    lived_experience: int | None
    groups: dict


def composition(panel, smallest, *, names=None):
    """Return the Composition of those who took part at any time: counts of fewer than `smallest` people are not told.

    {name or "": n}: what stands under "" are the others together. One statement.
    """
    took_part = (Panellist.State.ACCEPTED, Panellist.State.LEFT, Panellist.State.REMOVED)
    rows = list(
        panel.panellists.filter(state__in=took_part).values_list(
            "city__slug", "role", "has_lived_experience", "group_id"
        )
    )
    names = names if names is not None else names_of(panel)
    lived = sum(1 for row in rows if row[2])
    tells = all(_number(n, smallest) is not None for n in (lived, len(rows) - lived))
    return Composition(
        size=len(rows),
        cities=pooled(Counter(row[0] or "" for row in rows), smallest),
        roles=pooled(Counter(str(ROLES.get(row[1], row[1])) for row in rows), smallest),
        lived_experience=lived if tells else None,
        groups=pooled(Counter(names[str(row[3])] for row in rows), smallest),
    )


def pooled(counts, smallest):
    """Return counts with those of fewer than `smallest` under "", and so many more that these are enough too.

    Largest first. Nothing, where all together are too few.
    """
    closed = hidden(dict(counts), smallest) | ({""} & set(counts))
    while True:
        rest = sum(counts[name] for name in closed)
        shown = sorted((n, name) for name, n in counts.items() if name not in closed)
        if not rest or rest >= smallest or not shown:
            break
        closed.add(shown[0][1])
    found = dict(sorted(((name, n) for n, name in shown), key=lambda row: (-row[1], row[0])))
    return found | ({"": rest} if rest >= smallest else {})
