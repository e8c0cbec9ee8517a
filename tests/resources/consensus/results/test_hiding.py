"""Hiding: no group of few, none that could be computed from what is shown, in one round or from one to the next."""

from collections import Counter
from itertools import product

from resources.consensus.queries.results.hiding import hidden, hidden_since, is_laid_open
from resources.consensus.queries.results.whole import pooled


def test_a_small_group_takes_another_with_it():
    assert hidden({"a": 9, "b": 7, "c": 2}, 5) == {"b", "c"}
    assert hidden({"a": 9, "b": 3, "c": 2}, 5) == {"b", "c"}
    assert hidden({"a": 9, "b": 9}, 5) == set()
    assert hidden({"a": 9, "b": 2}, 5) == {"a", "b"}


def test_whatever_the_sizes_the_whole_less_the_shown_is_nobody_or_enough():
    for sizes in product(range(8), repeat=4):
        named = dict(enumerate(sizes))
        closed = hidden(named, 4)
        assert all(named[one] >= 4 for one in named if one not in closed)
        rest = sum(named[one] for one in closed)
        # Where nothing is shown, the rest is the whole: the page asks about that itself.
        assert rest == 0 or rest >= 4 or closed == set(named)


def test_what_is_closed_for_another_reason_is_never_alone():
    assert hidden({"a": 9, "b": 8, "c": 7}, 5, {"a"}) == {"a", "c"}
    for sizes in product(range(4, 7), repeat=3):
        assert len(hidden(dict(enumerate(sizes)), 4, {0})) > 1


def test_a_leaver_beside_whom_nobody_moved_is_laid_open():
    assert is_laid_open({7: 1, 8: 5}, {8: 5}, 5)
    assert is_laid_open({8: 5}, {7: 1, 8: 5}, 5)
    assert not is_laid_open({7: 1, 8: 5}, {8: 4, 9: 1}, 5)
    assert not is_laid_open({8: 6}, {8: 5}, 5)
    assert not is_laid_open({7: 6, 8: 5}, {7: 1, 8: 5}, 5)
    assert not is_laid_open({7: 1, 8: 5}, {7: 1, 8: 5}, 5)


def test_the_group_that_somebody_left_is_hidden_with_another_and_with_the_whole():
    before = {"a": {7: 1, 8: 5}, "b": {6: 6}, "c": {5: 3, 4: 3}}
    closed, is_whole = hidden_since([before], before | {"a": {8: 5}}, 5)
    assert is_whole
    closed, is_whole = hidden_since([before], {"a": {8: 5}, "b": {6: 5, 7: 1}, "c": {5: 2, 4: 4}}, 5)
    assert "a" in closed and len(closed) > 1 and not is_whole


def test_a_round_that_was_hidden_does_not_open_the_one_before_it():
    first = {"a": {7: 1, 8: 5}, "b": {6: 6}}
    second = {"a": {8: 5}, "b": {6: 6}}
    assert hidden_since([first, second], second, 5)[1]


def test_every_sum_that_can_be_computed_is_safe():
    before = {"a": {7: 1, 8: 5}, "b": {2: 1, 3: 5}, "c": {9: 3, 1: 5}, "d": {5: 8}}
    for moved in product((0, 1), repeat=3):
        now = {
            "a": {8: 5},
            "b": {2: 1 - moved[0], 3: 5 + moved[0]},
            "c": {9: 3 - moved[1], 1: 5 + moved[1]},
            "d": {5: 8 - moved[2], 4: moved[2]},
        }
        closed, is_whole = hidden_since([before], now, 5)
        if is_whole:
            continue
        assert "a" in closed
        rest = [sum((Counter(table[key]) for key in closed), Counter()) for table in (before, now)]
        assert len(closed) == 4 or not is_laid_open(*rest, 5)


def test_composition_puts_few_together_or_says_nothing():
    assert pooled(Counter(a=9, b=6, c=1, d=2), 5) == {"a": 9, "": 9}
    assert pooled(Counter(a=9, c=3, d=2), 5) == {"a": 9, "": 5}
    assert pooled(Counter(a=2, b=1), 5) == {}
