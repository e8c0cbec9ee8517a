"""From the answers of a round to its figures: the rows are read once, then the engine; the same rows, the same figures.

What comes out is written once, when the round closes. It holds figures of groups of any size and is never shown as it
is: `shown.py` says what of it may be.
"""

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, field

from django.db.models import Q

from resources.consensus import engine
from resources.consensus.models import Ballot, Protocol, Rating, Round, Seat
from resources.consensus.queries import planning, rating
from resources.consensus.queries.results.earlier import Earlier
from resources.consensus.queries.results.hiding import hidden, hidden_since


@dataclass
class Reading:
    """The answers of one round, read once: {entry pk: {seat key: value or None}}, {entry pk: {language: n}}."""

    answers: dict = field(default_factory=lambda: defaultdict(dict))
    languages: dict = field(default_factory=lambda: defaultdict(Counter))


KEPT_RULES = ("rounds", "smallest_group", "drops_settled", "entry", "withdrawal")


def inputs_of(round):
    """Return what a computation stands on and what people do later must not move: JSON-safe, kept with the results.

    {"rules": the engine's rules in force, "held": further rules, "seats": {group pk: [seat keys]}, "invited": n,
    "left_out": [keys of seats that withdrew, if the protocol takes theirs out of later figures], "recused": n}.
    """
    panel = round.panel
    held = planning.in_force(panel)
    seats = defaultdict(list)
    for key, group in rating.seats_of(round).order_by("key").values_list("key", "group_id"):
        seats[str(group)].append(key)
    left_out = Seat.objects.none()
    if held["withdrawal"] == Protocol.Withdrawal.REMOVE:
        left_out = Seat.objects.filter(panel=panel, is_withdrawn=True).order_by("key")
    return {
        "rules": asdict(planning.rules_of(panel)),
        "held": {name: held[name] for name in KEPT_RULES},
        "seats": dict(sorted(seats.items())),
        "invited": sum(map(len, seats.values())),
        "left_out": list(left_out.values_list("key", flat=True)),
        "recused": round.interests.filter(recused__isnull=False).distinct().count(),
    }


def groups_of(inputs):
    """Return {seat key: group pk as text} of the seats that belonged to a round."""
    return {key: group for group, keys in inputs["seats"].items() for key in keys}


def read(round, seats):
    """Return the Reading of a round; answers of seats that do not belong to it are left out."""
    reading = Reading()
    rows = Rating.objects.filter(entry__round=round).order_by()
    rows = rows.filter(Q(value__isnull=False) | Q(cannot_judge=True))
    for entry, seat, value, language in rows.values_list("entry_id", "seat_id", "value", "language").iterator(20000):
        if seat in seats:
            reading.answers[entry][seat] = value
            if language:
                reading.languages[entry][language] += 1
    return reading


def compute(round, inputs):
    """Compute a round: returns (results of the whole, {entry pk: (result, verdict)}); all JSON-safe.

    The row of the round is locked by the caller. Verdicts are empty for rounds that ask for ideas.
    """
    if round.kind == Round.Kind.IDEAS:
        return {"inputs": inputs, "kind": round.kind}, {}
    entries = list(round.entries.select_related("item", "wording").order_by("position", "pk"))
    if round.kind == Round.Kind.RANKING:
        return _ranking(round, inputs, entries)
    return _rating(round, inputs, entries)


def _ranking(round, inputs, entries):
    """Count the ballots of a nominal group."""
    seats = groups_of(inputs)
    numbers = {entry.pk: entry.item.number for entry in entries}
    rows = Ballot.objects.filter(round=round, seat__in=list(seats)).order_by("seat_id")
    ballots = [[numbers[pk] for pk in ballot.order if pk in numbers] for ballot in rows]
    ballots = [ballot for ballot in ballots if ballot]
    most = max([5, *(len(ballot) for ballot in ballots)])
    table = engine.nominal_group(list(range(most, 0, -1)), ballots) if ballots else {}
    results = {"inputs": inputs, "kind": round.kind, "answered": {"all": len(ballots), "groups": {}}, "ranking": table}
    return results, {entry.pk: ({}, "") for entry in entries}


def _rating(round, inputs, entries):
    held, rules = inputs["held"], engine.Rules(**inputs["rules"])
    seats = groups_of(inputs)
    reading = read(round, seats)
    raters = {seat for given in reading.answers.values() for seat in given}
    finished = [seat for seat in raters if all(seat in reading.answers[entry.pk] for entry in entries)]
    whole = {
        "inputs": inputs,
        "kind": round.kind,
        "answered": _by_group(raters, seats),
        "complete": _by_group(finished, seats),
        "under_quorum": engine.under_quorum(len(raters), inputs["invited"], rules),
    }
    before = Earlier(round, inputs, rules)
    whole["drop_outs"] = sum(seat not in raters for seat in before.first_raters)
    made = {}
    for entry in entries:
        given = reading.answers[entry.pk]
        result = _figures(given, inputs, seats, rules)
        result["languages"] = dict(sorted(reading.languages[entry.pk].items()))
        result["change"] = before.change(entry, given, seats)
        result["attrition"] = before.attrition(entry, raters)
        is_under = whole["under_quorum"] or result["all"]["n"] < held["smallest_group"]
        verdict = _verdict(result, rules, held["smallest_group"], is_under, is_last=round.number >= held["rounds"])
        made[entry.pk] = (result, verdict)
    told = [entry for entry in entries if _is_told(made[entry.pk][0], held["smallest_group"])]
    whole |= _agreement(told, reading, seats)
    whole["apmo"] = engine.apmo([made[entry.pk][0]["all"]["thirds"] for entry in told])
    return whole, made


def _is_told(result, smallest):
    """Whether figures of a statement are shown: those that are not must not be found from figures of all statements."""
    if result["all"]["n"] < smallest:
        return False
    if not result["change"]:
        return True
    now = {key: figures["counts"] for key, figures in result["groups"].items()}
    return not hidden_since(result["change"]["before"], now, smallest)[1]


def _by_group(keys, seats):
    groups = Counter(seats[key] for key in keys)
    return {"all": len(keys), "groups": dict(sorted(groups.items()))}


def _figures(given, inputs, seats, rules):
    """Return {"all": statistics, "groups": {group pk: statistics}} of one statement."""
    by_group = defaultdict(list)
    for seat, value in given.items():
        by_group[seats[seat]].append(value)
    groups = {key: _one(by_group[key], len(keys), rules) for key, keys in inputs["seats"].items()}
    return {"all": _one(list(given.values()), inputs["invited"], rules), "groups": groups}


def _one(values, invited, rules):
    """Return the engine's figures of some answers, with how many could not judge, and how many said nothing."""
    rated = [value for value in values if value is not None]
    figures = engine.item(rated, rules, invited=invited)
    return figures | {"cannot_judge": len(values) - len(rated), "missing": invited - len(values)}


def _agreement(entries, reading, seats):
    """Return how far raters agree over statements: Kendall's W, Krippendorff's alpha.

    Kendall's W is of those alone who rated every statement; nothing is filled in. Alpha takes every rating.
    """
    columns = [reading.answers[entry.pk] for entry in entries]
    rows = [[given.get(seat) for given in columns] for seat in sorted(seats)]
    rows = [row for row in rows if any(value is not None for value in row)]
    return {"kendall": engine.kendall(rows), "krippendorff": engine.krippendorff(rows) | {"raters": len(rows)}}


def _verdict(result, rules, smallest, is_under, is_last):
    """Return the verdict on a statement; nothing is settled where too few answered, however much they agree.

    Groups that are too small to be shown count together: a verdict must not tell of one person what no figure does.
    """
    whole = result["all"] | {"under_quorum": is_under or result["all"]["under_quorum"]}
    sizes = {key: figures["n"] for key, figures in result["groups"].items()}
    small = hidden(sizes, smallest)
    groups = {key: figures for key, figures in result["groups"].items() if key not in small}
    if rest := together([result["groups"][key] for key in sorted(small)], rules):
        groups["rest"] = rest
    stability = result["change"]["all"] if result["change"] else None
    return str(engine.verdict(whole, groups, rules, stability=stability, is_last=is_last))


def together(figures, rules):
    """Return the figures of several groups counted as one; None where nobody rated."""
    counts = Counter()
    for one in figures:
        counts.update({int(value): n for value, n in one["counts"].items()})
    if not counts.total():
        return None
    invited, cannot_judge, missing = (
        sum(one[key] for one in figures) for key in ("invited", "cannot_judge", "missing")
    )
    made = engine.item(sorted(counts.elements()), rules, invited=invited)
    return made | {"cannot_judge": cannot_judge, "missing": missing}
