"""Nobody is found by looking at a small group, nor by subtracting the shown ones from the whole."""

from hypothesis import given
from hypothesis import strategies as st

from resources.consensus import engine

sizes = st.dictionaries(st.integers(1, 6), st.integers(0, 12), max_size=6)


@given(sizes, st.integers(3, 6), st.lists(sizes, max_size=2))
def test_neither_a_shown_group_nor_the_rest_is_small(one, smallest, others):
    keys = set(one).union(*others)
    hidden = engine.hidden(one, smallest, *others)
    for table in (one, *others):
        for key in keys - hidden:
            assert table.get(key, 0) >= smallest
        if hidden != keys:
            rest = sum(table.values()) - sum(table.get(key, 0) for key in keys - hidden)
            assert rest == 0 or rest >= smallest


@given(sizes, st.integers(3, 6))
def test_nothing_is_hidden_without_need(one, smallest):
    if all(size >= smallest for size in one.values()):
        assert engine.hidden(one, smallest) == set()


@given(sizes, st.randoms())
def test_what_is_hidden_hangs_on_no_order(one, random):
    shuffled = dict(random.sample(list(one.items()), len(one)))
    assert engine.hidden(shuffled, 5) == engine.hidden(one, 5)


def test_the_smallest_large_group_hides_the_small_one():
    assert engine.hidden({"peers": 2, "city": 6, "research": 9}, 5) == {"peers", "city"}
    assert engine.hidden({"peers": 4, "city": 3, "research": 9}, 5) == {"peers", "city"}
    assert engine.hidden({"peers": 2, "research": 9}, 5) == {"peers", "research"}
    assert engine.hidden({"peers": 0, "research": 9}, 5) == {"peers"}
    assert engine.hidden({}, 5) == set()


def test_a_further_count_of_the_same_groups_hides_too():
    assert engine.hidden({"a": 6, "b": 7, "c": 8}, 5, {"a": 6, "b": 4, "c": 8}) == {"a", "b"}


def test_a_whole_may_be_too_small_as_well():
    assert not engine.may_show(4, 5)
    assert engine.may_show(5, 5)
