"""One statement: median, percentiles, disagreement by every rule, 70/15."""

from collections import Counter
from itertools import combinations_with_replacement

import pytest

from resources.consensus import engine
from resources.consensus.engine import appropriateness
from resources.consensus.engine.tallies import thirds
from tests.resources.consensus.engine.statements import KNOWN

CLOSE = pytest.approx


def known(test):
    return pytest.mark.parametrize("one", KNOWN, ids=lambda one: one.name)(test)


@pytest.mark.parametrize("kind", [2, 6, 7])
@known
def test_disagreement_by_each_type_of_percentile(one, kind):
    found = engine.item(one.ratings, engine.Rules(percentile=kind, quorum=1))
    p30, p70, ipras, di, apart = one.by[kind]
    assert (found["p30"], found["p70"]) == (p30, p70)
    assert found["ipr"] == CLOSE(p70 - p30)
    assert found["ipras"] == ipras
    assert found["di"] == CLOSE(di, abs=0.00005)
    assert found["disagreement"] is apart
    assert found["disagreement_by"] == {str(rule): one.by[rule][4] for rule in (2, 6, 7)} | {"classic": one.classic}


@known
def test_what_is_said_of_a_statement(one):
    found = engine.item(one.ratings, engine.Rules(quorum=1))
    assert found["n"] == sum(rating is not None for rating in one.ratings)
    assert found["missing"] == one.ratings.count(None)
    assert found["median"] == one.median
    assert tuple(found["thirds"]) == one.thirds
    assert found["classification"] == one.said
    assert found["verdict_70_15"] == one.seventy
    assert tuple(found["agree"].values()) == one.agree
    assert found["mad"] == CLOSE(one.mad, abs=0.00005)
    assert found["iqr"] == one.iqr
    assert found["percent_7_9"] == CLOSE(100 * one.thirds[2] / found["n"], abs=0.000001)


@known
def test_rules_that_differ_are_flagged(one):
    said = {apart for *_figures, apart in one.by.values()} | ({one.classic} - {None})
    assert engine.item(one.ratings, engine.Rules())["rule_sensitive"] is (len(said) > 1)


def test_fewer_than_eight_are_too_small_a_panel_for_a_class():
    found = engine.item([8] * 7, engine.Rules())
    assert found["classification"] == "panel too small"
    assert found["undefined"] == {"classic": "few-ratings"}
    assert engine.item([8] * 8, engine.Rules())["classification"] == "appropriate"


@pytest.mark.parametrize("ratings", [[], [None, None]])
def test_of_no_ratings_everything_is_undefined_and_says_why(ratings):
    found = engine.item(ratings, engine.Rules())
    assert (found["n"], found["missing"]) == (0, len(ratings))
    for key in ("median", "iqr", "ipr", "ipras", "di", "disagreement", "percent_7_9", "verdict_70_15", "mad"):
        assert found[key] is None, key
    assert set(found["agree"].values()) == {None}
    assert found["undefined"]["median"] == "no-ratings"


@pytest.mark.parametrize(
    ("scale", "upper", "lower"),
    [((1, 5), {4, 5}, {1, 2}), ((1, 7), {6, 7}, {1, 2}), ((0, 10), {7, 8, 9, 10}, {0, 1, 2, 3}), ((1, 3), {3}, {1})],
)
def test_other_scales_have_thirds_and_no_ipras(scale, upper, lower):
    rules = engine.Rules(low=scale[0], high=scale[1])
    found = engine.item(list(rules.values), rules)
    for key in ("ipras", "di", "disagreement", "disagreement_by", "rule_sensitive", "classification", "percent_7_9"):
        assert key not in found
    assert {value for value in rules.values if rules.third_of(value) == 2} == upper
    assert {value for value in rules.values if rules.third_of(value) == 0} == lower
    assert found["mad"] > 0
    assert found["agree"]["70"] is False


@pytest.mark.parametrize("wrong", [0, 10, -1, 5.5, 7.0, "7", True, float("nan"), 10**400, [7]])
def test_what_is_not_on_the_scale_is_refused_in_words(wrong):
    with pytest.raises(ValueError, match="is not a whole number from 1 to 9") as refused:
        engine.item([7, wrong], engine.Rules())
    assert len(str(refused.value)) < 120


@pytest.mark.parametrize(
    "wrong",
    [
        {"low": 5, "high": 5}, {"high": 1000}, {"low": True}, {"percentile": 5}, {"definition": "votes"}, {"scope":
        "x"}, {"definition": "ram", "high": 5}, {"threshold": 75.0}, {"out_rule": "x"},
    ],
)  # fmt: skip
def test_rules_that_contradict_themselves_are_refused(wrong):
    with pytest.raises(ValueError, match=r"\.$"):
        engine.Rules(**wrong)


def test_counting_reproduces_the_published_tables():
    """BMC Med Inform Decis Mak 12:93 table 7 and PMC5966219 table 4: how many on each side are disagreement."""
    for sizes, least in [((8, 11), 3), ((11, 14), 4), ((14, 17), 5), ((17, 20), 6), ((20, 23), 7), ((23, 26), 8)]:
        for n in range(*sizes):
            assert appropriateness.disagreement_by_count([least, n - 2 * least, least]) is True
            assert appropriateness.disagreement_by_count([least - 1, n - 2 * least + 1, least]) is False


def test_how_often_the_rules_agree_over_all_panels_of_eight():
    """Each of the 12,870 multisets of eight ratings; a float in between would move some of the 20 with DI exactly 1."""
    rules, same, exact = engine.Rules(), Counter(), 0
    for panel in combinations_with_replacement(range(1, 10), 8):
        counts = dict(Counter(panel))
        classic = appropriateness.disagreement_by_count(thirds(counts, rules))
        for kind in (2, 6, 7):
            _p30, _p70, ipr, ipras = appropriateness.spread(counts, kind)
            same[kind] += (ipr > ipras) == classic
        exact += ipr == ipras
    assert {kind: round(100 * times / 12870, 1) for kind, times in same.items()} == {2: 89.7, 6: 79.5, 7: 95.6}
    assert exact == 20


def test_seventy_by_group_and_the_other_rule_of_rejecting():
    from resources.consensus.engine import seventy

    agreed, split = [0, 0, 10], [6, 0, 4]
    assert seventy.among({"a": agreed, "b": agreed}) == "in"
    assert seventy.among({"a": [0, 0, 30], "b": split}, scope="overall") == "none"
    assert seventy.among({"a": [0, 0, 60], "b": split}, scope="overall") == "in"
    assert seventy.among({"a": [0, 0, 60], "b": split}, scope="every-group") == "none"
    assert seventy.among({"a": agreed, "b": [0, 0, 0]}, scope="every-group") is None
    assert seventy.among({}) is None
    assert seventy.one(split) == "none"
    assert seventy.one(split, "half") == "out"
    assert seventy.one([0, 5, 5], "half") == "out"
    assert seventy.among({"a": split, "b": [0, 4, 6]}, "half") == "none"
    assert seventy.among({"a": [60, 0, 0], "b": [0, 4, 6]}, "half", "overall") == "none"
