"""All that is said of one statement in one round."""

from fractions import Fraction

from resources.consensus.engine import appropriateness, seventy
from resources.consensus.engine.numbers import number
from resources.consensus.engine.percentiles import mean_deviation, median, percentile
from resources.consensus.engine.tallies import tally, thirds

AGREE = (70, 75, 80)
TOO_SMALL = "panel too small"


def item(ratings, rules, *, invited=None):
    """Return the figures of one statement, ready for JSON: `ratings` are whole numbers on the scale, or None.

    Of every scale: `n`, `missing` (given as None), `invited`, `counts` {rating as text: how often, zeros too},
    `thirds` [lower, middle, upper], `percents` of them, `median`, `region` ("low", "middle", "high"), `q1`, `q3`,
    `iqr`, `p30`, `p70`, `ipr` (by the declared type of percentile), `mad` (mean absolute deviation from the median; in
    units of the scale), `agree` {"70", "75", "80": whether so many percent are in the upper third}, `agrees` (the
    declared percent), `verdict_70_15`, `under_quorum`, `undefined` {key: code of the reason}.
    Only of 1-9, else absent: `ipras`, `di`, `disagreement`, `disagreement_by`, `rule_sensitive`, `classification`,
    `percent_7_9`, `percent_4_6`, `percent_1_3`. What is not defined is None. Raises ValueError for a rating that is not
    on the scale. The order of ratings changes nothing.
    """
    counts, missing = tally(ratings, rules)
    return of_counts(counts, missing, rules, invited=invited)


def of_counts(counts, missing, rules, *, invited=None):
    """Return the same as `item` from {rating: how often} with the lowest first."""
    parts = thirds(counts, rules)
    n = sum(parts)
    found = {
        "n": n,
        "missing": missing,
        "invited": invited,
        "counts": {str(value): counts.get(value, 0) for value in rules.values},
        "thirds": parts,
        "percents": [percent(part, n) for part in parts],
        **(_place(counts, rules) if n else dict.fromkeys(PLACE)),
        "agree": {str(least): seventy.reaches(parts[2], n, least) for least in AGREE},
        "agrees": seventy.reaches(parts[2], n, rules.threshold),
        "verdict_70_15": seventy.one(parts, rules.out_rule),
        "under_quorum": under_quorum(n, invited, rules),
        "undefined": {} if n else dict.fromkeys(UNDEFINED_WITHOUT_RATINGS, "no-ratings"),
    }
    if rules.is_ram_scale:
        found |= _appropriateness(counts, parts, found["region"], rules)
        if not n:
            found["undefined"] |= dict.fromkeys(RAM_UNDEFINED_WITHOUT_RATINGS, "no-ratings")
        elif n < appropriateness.SMALLEST_COUNTED:
            found["undefined"]["classic"] = "few-ratings"
    return found


def groups(by_group, rules, invited=None):
    """Return {group: figures as of `item`} of {group: ratings}; `invited` is {group: how many were asked}."""
    return {key: item(ratings, rules, invited=(invited or {}).get(key)) for key, ratings in by_group.items()}


def under_quorum(n, invited, rules):
    """Whether fewer rated than the protocol asks for: in number, or in percent of those invited (None: not asked)."""
    return n < rules.quorum or (invited is not None and n * 100 < rules.quorum_percent * invited)


def percent(part, n):
    """Return 100 part / n as a rounded float; None when n is 0."""
    return number(Fraction(100 * part, n)) if n else None


PLACE = ("median", "region", "q1", "q3", "iqr", "p30", "p70", "ipr", "mad")
UNDEFINED_WITHOUT_RATINGS = ("median", "iqr", "ipr", "mad", "agree", "verdict_70_15")
RAM_UNDEFINED_WITHOUT_RATINGS = ("di", "disagreement")


def _place(counts, rules):
    middle = median(counts)
    q1, p30, p70, q3 = (percentile(counts, place, rules.percentile) for place in (25, 30, 70, 75))
    return {
        "median": number(middle),
        "region": appropriateness.region(middle, rules),
        "q1": number(q1),
        "q3": number(q3),
        "iqr": number(q3 - q1),
        "p30": number(p30),
        "p70": number(p70),
        "ipr": number(p70 - p30),
        "mad": number(mean_deviation(counts)),
    }


def _appropriateness(counts, parts, where, rules):
    n = sum(parts)
    found = {f"percent_{name}": percent(part, n) for name, part in zip(("1_3", "4_6", "7_9"), parts, strict=True)}
    if not n:
        by = dict.fromkeys(("2", "6", "7", "classic"))
        empty = dict.fromkeys(("ipras", "di", "disagreement", "rule_sensitive"))
        return found | empty | {"disagreement_by": by, "classification": TOO_SMALL}
    _low, _high, ipr, ipras = appropriateness.spread(counts, rules.percentile)
    by = appropriateness.disagreement_by(counts, parts)
    disagree = ipr > ipras
    return found | {
        "ipras": number(ipras),
        "di": number(ipr / ipras),
        "disagreement": disagree,
        "disagreement_by": by,
        "rule_sensitive": len({said for said in by.values() if said is not None}) > 1,
        "classification": TOO_SMALL if n < rules.quorum else appropriateness.classify(where, disagree),
    }
