"""What holds for every panel."""

import json

from hypothesis import given
from hypothesis import strategies as st

from resources.consensus import engine

rating = st.integers(1, 9)
panel = st.lists(st.none() | rating, max_size=30)
rules = st.builds(engine.Rules, percentile=st.sampled_from([2, 6, 7]), quorum=st.sampled_from([1, 8]))


@given(panel, rules, st.randoms())
def test_the_order_of_ratings_changes_nothing(ratings, rules, random):
    shuffled = random.sample(ratings, len(ratings))
    assert engine.item(shuffled, rules) == engine.item(ratings, rules)


@given(panel, rules)
def test_one_more_missing_changes_the_number_of_missing_alone(ratings, rules):
    before = engine.item(ratings, rules)
    assert engine.item([*ratings, None], rules) == before | {"missing": before["missing"] + 1}


@given(st.lists(rating, min_size=1, max_size=30), rules)
def test_a_mirrored_panel_disagrees_as_much(ratings, rules):
    one, other = engine.item(ratings, rules), engine.item([10 - rating for rating in ratings], rules)
    for key in ("ipr", "ipras", "di", "disagreement", "disagreement_by", "rule_sensitive", "mad", "iqr"):
        assert one[key] == other[key], key
    assert other["median"] == 10 - one["median"]
    mirrored = {"low": "high", "middle": "middle", "high": "low"}[one["region"]]
    # A median between two thirds belongs to the higher one, on purpose.
    if one["median"] in (3.5, 6.5):
        assert {one["median"]: one["region"], other["median"]: other["region"]} == {3.5: "middle", 6.5: "high"}
    else:
        assert other["region"] == mirrored


@given(panel, rules)
def test_everybody_twice_keeps_percents_and_median(ratings, rules):
    one, twice = engine.item(ratings, rules), engine.item(ratings * 2, rules)
    for key in ("percents", "median", "mad", "agree", "verdict_70_15", "region"):
        assert one[key] == twice[key], key


@given(panel, rules)
def test_figures_survive_being_stored(ratings, rules):
    found = engine.item(ratings, rules)
    assert json.loads(json.dumps(found, allow_nan=False)) == found


@given(panel, st.integers(2, 3), st.sampled_from(["percent", "ram", "70-15"]), st.booleans())
def test_a_verdict_is_one_of_four_and_hangs_on_no_order(ratings, groups, definition, is_last):
    rules = engine.Rules(definition=definition, stable_percent=100)
    by_group = {key: ratings[key::groups] for key in range(groups)}
    whole, parts = engine.item(ratings, rules), engine.groups(by_group, rules)
    said = engine.verdict(whole, parts, rules, is_last=is_last)
    assert said in ({"agreed", "rejected", "unsettled"} if is_last else {"agreed", "rejected", "open"})
    backwards = engine.groups({key: list(reversed(part)) for key, part in reversed(by_group.items())}, rules)
    assert engine.verdict(engine.item(ratings[::-1], rules), backwards, rules, is_last=is_last) == said


@given(st.lists(st.lists(st.none() | rating, min_size=3, max_size=3), max_size=8), st.randoms())
def test_coefficients_hang_on_no_order_of_raters(matrix, random):
    shuffled = random.sample(matrix, len(matrix))
    assert engine.kendall(shuffled) == engine.kendall(matrix)
    assert engine.krippendorff(shuffled) == engine.krippendorff(matrix)


@given(st.lists(st.tuples(rating, rating), max_size=30))
def test_stability_is_as_large_backwards(pairs):
    first, second = [one for one, _other in pairs], [other for _one, other in pairs]
    there, back = (engine.stability(*rounds, engine.Rules()) for rounds in ((first, second), (second, first)))
    for key in ("n", "changed", "changed_third", "kappa", "kappa_quadratic", "p", "histogram_change", "cv_change"):
        assert there[key] == back[key], key
