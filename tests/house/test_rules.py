"""The whole matrix role × action, compared with the committed table: nobody gains or loses a right unnoticed."""

import os

import pytest

from tests.factories import things
from tests.house import rules as told

pytestmark = pytest.mark.django_db


def test_every_rule_answers_every_role_as_the_table_says(request, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    people = {name: request.getfixturevalue(name) for name in told.ACTORS if name != "stranger"} | {"stranger": None}
    things.some_of_everything({name: member for name, member in people.items() if member is not None})
    from resources.library.models import Resource

    shared = Resource.objects.filter(owner=people["mei"]).earliest("pk")
    found = told.table(people, shared)
    if os.environ.get("WRITE_RULES"):
        told.write(found)
    committed = told.read()
    assert set(found) == set(committed), "rules without a row, or rows without a rule"
    assert {name: (committed[name], row) for name, row in found.items() if committed[name] != row} == {}
