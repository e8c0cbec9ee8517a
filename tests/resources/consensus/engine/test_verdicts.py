"""When a statement is agreed, rejected, goes on, or stays without consensus."""

import pytest

from resources.consensus import engine

STABLE = {"n": 10, "changed_third": 1}
HIGH, LOW, SPLIT = [8] * 10, [2] * 10, [1] * 5 + [9] * 5


def together(by_group):
    return [rating for ratings in by_group.values() for rating in ratings]


def judged(ratings, by_group=None, stability=STABLE, is_last=False, invited=None, **rules):
    rules = engine.Rules(**rules)
    whole = engine.item(ratings, rules, invited=invited)
    return engine.verdict(whole, engine.groups(by_group or {}, rules), rules, stability, is_last)


@pytest.mark.parametrize("definition", ["percent", "ram", "70-15"])
def test_each_definition(definition):
    assert judged(HIGH, definition=definition) == "agreed"
    assert judged(LOW, definition=definition) == "rejected"
    assert judged(SPLIT, definition=definition) == "open"
    assert judged(SPLIT, definition=definition, is_last=True) == "unsettled"


def test_a_threshold_is_reached_exactly_or_not_at_all():
    assert judged([8] * 9 + [5] * 3, threshold=75) == "agreed"
    assert judged([8] * 9 + [5] * 3, threshold=76) == "open"


def test_seventy_of_a_hundred_is_in_with_fewer_than_fifteen_against():
    assert judged([8] * 70 + [5] * 16 + [2] * 14, definition="70-15") == "agreed"
    assert judged([8] * 70 + [5] * 15 + [2] * 15, definition="70-15") == "open"


@pytest.mark.parametrize("stability", [None, {"n": 0, "changed_third": 0}, {"n": 20, "changed_third": 3}])
def test_before_the_last_round_only_what_is_stable_settles(stability):
    assert judged(HIGH, stability=stability) == "open"
    assert judged(HIGH, stability=stability, is_last=True) == "agreed"
    assert judged(HIGH, stability=stability, stable_percent=100) == "agreed"


def test_fewer_than_fifteen_percent_means_fewer():
    assert judged(HIGH, stability={"n": 100, "changed_third": 14}) == "agreed"
    assert judged(HIGH, stability={"n": 100, "changed_third": 15}) == "open"


def test_under_quorum_nothing_is_settled():
    assert judged([8] * 7) == "open"
    assert judged([8] * 7, is_last=True) == "unsettled"
    assert judged(HIGH, invited=15) == "open"
    assert judged(HIGH, invited=14) == "agreed"
    assert judged([8] * 3, quorum=3, quorum_percent=0) == "agreed"


def test_where_the_rules_differ_the_panel_talks_first():
    ratings = [1, 1, 1, 1, 1, 1, 7, 7, 7]
    assert judged(ratings, definition="ram") == "open"
    assert judged(ratings, definition="ram", is_last=True) == "rejected"


@pytest.mark.parametrize("definition", ["percent", "ram", "70-15"])
def test_every_group_is_asked_where_the_protocol_says_so(definition):
    by_group = {"peers": [8] * 20, "officials": [5] * 4}
    everyone = together(by_group)
    assert judged(everyone, by_group, definition=definition) == "agreed"
    assert judged(everyone, by_group, definition=definition, scope="every-group") == "open"
    assert judged(everyone, {"peers": everyone, "nobody": []}, definition=definition, scope="every-group") == "open"


@pytest.mark.parametrize("definition", ["percent", "70-15"])
def test_rejected_where_at_most_half_of_every_group_is_for_it(definition):
    by_group = {"peers": [8] * 5 + [5] * 5, "officials": [5] * 10}
    everyone = together(by_group)
    assert judged(everyone, by_group, definition=definition, out_rule="half") == "rejected"
    assert judged(everyone, by_group, definition=definition) == "open"
    by_group["officials"] = [8] * 6 + [5] * 4
    assert judged(together(by_group), by_group, definition=definition, out_rule="half") == "open"


def test_a_stored_result_is_judged_as_a_fresh_one():
    import json

    rules = engine.Rules()
    whole = engine.item(HIGH, rules)
    assert engine.verdict(json.loads(json.dumps(whole)), {}, rules, STABLE) == "agreed"
