"""Figures over all statements tell nothing of a statement whose own figures are not shown."""

import pytest

from resources.consensus.actions.results import closing
from resources.consensus.queries.results.whole import shown_round
from tests.factories import consensus as made

pytestmark = pytest.mark.django_db


def agreement(nova, people, values):
    """Return Kendall, Krippendorff and APMO of a closed round in which people gave their rows of `values`."""
    _panel, round, seated = made.ready_to_rate(nova, people, items=3, rounds=1)
    made.rate_all(round, {seat: row for (_row, seat), row in zip(seated, values, strict=True)})
    told = shown_round(closing.close(round, by=nova))
    return told.kendall, told.krippendorff, told.apmo


def test_what_two_said_of_a_statement_moves_no_figure_of_the_round(nova, cities):
    crowd = made.crowd(8, cities)
    values = [[7, 3, None], [8, 2, None], [9, 4, None], [7, 1, None], [8, 3, None], [6, 2, None]]
    split = agreement(nova, crowd, [*values, [7, 2, 1], [8, 3, 9]])
    alike = agreement(nova, crowd, [*values, [7, 2, 9], [8, 3, 9]])
    assert split == alike
    assert split[0]["raters"] == 8 and split[0]["items"] == 2


def test_what_enough_people_said_does(nova, cities):
    crowd = made.crowd(4, cities)
    one = agreement(nova, crowd, [[7, 3, 1], [8, 2, 9], [9, 4, 5], [7, 1, 5]])
    other = agreement(nova, crowd, [[7, 3, 9], [8, 2, 9], [9, 4, 9], [7, 1, 9]])
    assert one[1]["ordinal"] != other[1]["ordinal"]
