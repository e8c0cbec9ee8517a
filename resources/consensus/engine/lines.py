"""One line of JSON in, one line of JSON out: what `manage.py consensus_stats` answers."""

import json
from decimal import Decimal

from resources.consensus.engine import seventy
from resources.consensus.engine.ballots import nominal_group
from resources.consensus.engine.change import stability
from resources.consensus.engine.concordance import kendall
from resources.consensus.engine.dropouts import attrition
from resources.consensus.engine.items import item
from resources.consensus.engine.many_raters import fleiss
from resources.consensus.engine.reliability import krippendorff
from resources.consensus.engine.rules import EVERY_GROUP, FARTHEST, OVERALL, Rules
from resources.consensus.engine.tallies import tally, thirds
from resources.consensus.engine.two_raters import cohen

RATINGS = (
    "n", "missing", "median", "p30", "p70", "ipr", "ipras", "di", "disagreement", "disagreement_by", "rule_sensitive",
    "classification", "percent_7_9", "percent_1_3", "verdict_70_15", "agree", "mad",
)  # fmt: skip
ONLY_1_TO_9 = ("verdict_70_15",)
"""The engine has these for every scale; they are named after ratings of 1-9."""


def answer(line):
    """Return the answer to one line (bytes or text) as a line of JSON, without its end; never raises.

    A line that cannot be read or computed is answered by {"id": …, "error": sentence}, id null where it could not be
    read.
    """
    name = None
    try:
        question = _read(line)
        name = question.get("id")
        found = compute(question)
    except ValueError as fault:
        found = {"error": str(fault)}
    except Exception as fault:
        # Whatever it is: one bad line must not end the others.
        found = {"error": f"This line cannot be computed ({type(fault).__name__})."}
    try:
        return json.dumps({"id": name} | found, allow_nan=False, default=float)
    except (ValueError, TypeError, OverflowError, RecursionError):
        return json.dumps({"id": None} | found)


def compute(question):
    """Return the figures for one question, a dict with "kind"; ValueError, in a sentence, for what has no answer."""
    kind = question.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}.")
    found = KINDS[kind](question)
    if not found.get("undefined", True):
        del found["undefined"]
    return found


def _read(line):
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line
    except UnicodeDecodeError:
        raise ValueError("The line is not UTF-8.") from None
    if not text.strip():
        raise ValueError("The line is empty.")
    try:
        question = json.loads(text, parse_int=_whole, parse_float=_decimal)
    except RecursionError:
        raise ValueError("The line is nested too deeply.") from None
    except ValueError as fault:
        raise ValueError(f"The line is not JSON: {getattr(fault, 'msg', 'it cannot be read')}.") from None
    if not isinstance(question, dict):
        raise ValueError("A line must hold one JSON object.")
    return question


def _whole(digits):
    return int(digits) if len(digits) < 100 else _decimal(digits)


def _decimal(digits):
    try:
        return Decimal(digits)
    except ArithmeticError:
        return float("inf")


def _list(question, key):
    if not isinstance(question.get(key), list):
        raise ValueError(f"{key} must be a list." if key in question else f"{key} is missing.")
    return question[key]


def _ratings(values):
    """Return ratings with 7.0 as 7: JSON knows one kind of number."""
    return [
        int(value)
        if isinstance(value, Decimal) and -FARTHEST <= value <= FARTHEST and value == value.to_integral_value()
        else value
        for value in values
    ]


def _rules(question):
    scale = question.get("scale", [1, 9])
    if not isinstance(scale, list) or len(scale) != 2:
        raise ValueError("scale must be a list of two whole numbers, such as [1, 9].")
    low, high = scale
    if type(low) is not int or type(high) is not int:
        raise ValueError("scale must be a list of two whole numbers, such as [1, 9].")
    more = {key: question[key] for key in ("percentile", "quorum", "out_rule", "scope") if key in question}
    for key in ("out_rule", "scope"):
        if not isinstance(more.get(key, ""), str):
            raise ValueError(f"{key} must be a text.")
    return Rules(low=low, high=high, **more)


def _of_ratings(question):
    rules = _rules(question)
    found = item(_ratings(_list(question, "ratings")), rules)
    keys = [key for key in RATINGS if key in found and (rules.is_ram_scale or key not in ONLY_1_TO_9)]
    return {key: found[key] for key in keys} | {"undefined": found["undefined"]}


def _of_groups(question):
    rules = _rules(question)
    by_group = question.get("groups")
    if not isinstance(by_group, dict) or not all(isinstance(ratings, list) for ratings in by_group.values()):
        raise ValueError("groups must be an object of lists, one for each group.")
    parts = {key: thirds(tally(_ratings(ratings), rules)[0], rules) for key, ratings in by_group.items()}
    return {
        "overall": seventy.among(parts, rules.out_rule, OVERALL),
        "every_group": seventy.among(parts, rules.out_rule, EVERY_GROUP),
        "groups": {key: seventy.one(part, rules.out_rule) for key, part in parts.items()},
        "verdict_70_15": seventy.among(parts, rules.out_rule, rules.scope),
    }


def _of_stability(question):
    first, second = (_ratings(_list(question, key)) for key in ("first", "second"))
    return stability(first, second, _rules(question))


def _of_attrition(question):
    stayers, dropouts = (_ratings(_list(question, key)) for key in ("stayers", "dropouts"))
    return attrition(stayers, dropouts, _rules(question))


def _of_ballots(question):
    if "points" not in question:
        raise ValueError("points is missing.")
    return nominal_group(question["points"], _list(question, "ballots"))


KINDS = {
    "ratings": _of_ratings,
    "groups": _of_groups,
    "kendall": lambda question: kendall(_list(question, "matrix")),
    "krippendorff": lambda question: krippendorff(_list(question, "matrix")),
    "fleiss": lambda question: fleiss(_list(question, "table")),
    "cohen": lambda question: cohen(_list(question, "table")),
    "stability": _of_stability,
    "attrition": _of_attrition,
    "nominal_group": _of_ballots,
}
