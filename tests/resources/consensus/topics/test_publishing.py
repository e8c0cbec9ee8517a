"""What is published gets a number and a version that nobody changes any more."""

import pytest
from django.db import Error, transaction

from resources.consensus.models import Edition, Statement, StatementVersion
from tests.factories import topics

pytestmark = pytest.mark.django_db


def test_statements_get_numbers_and_versions_once(carmen):
    made = topics.topic(carmen)
    assert list(made.statements.values_list("number", "state")) == [(1, "current"), (2, "current")]
    assert made.audience == ["public"]
    topics.write(made, statements=[{"at": 0}, {"at": 1, "text": "Call twice in the first week."}])
    topics.publish(made)
    assert made.statements.count() == 2
    versions = StatementVersion.objects.filter(statement__topic=made)
    assert list(versions.order_by("statement__number", "number").values_list("statement__number", "number")) == [
        (1, 1),
        (2, 1),
        (2, 2),
    ]
    assert Statement.objects.get(topic=made, number=2).state == "updated"
    assert [one.number for one in made.editions.all()] == [2, 1]


def test_what_did_not_change_makes_no_edition(carmen):
    made = topics.topic(carmen)
    topics.write(made)
    topics.publish(made)
    assert made.editions.count() == 1


def test_what_goes_is_retired_and_its_number_never_given_again(carmen):
    made = topics.topic(carmen)
    topics.write(made, statements=[{"at": 0}, {"text": "Pay them."}])
    topics.publish(made)
    assert list(made.statements.values_list("number", "state")) == [(1, "current"), (2, "retired"), (3, "current")]


def test_a_statement_takes_the_place_of_another(carmen):
    made = topics.topic(carmen)
    topics.write(made, statements=[{"at": 0}, {"text": "Visit in the first week.", "replaces": 2}])
    topics.publish(made)
    old = Statement.objects.get(topic=made, number=2)
    assert (old.state, old.superseded_by.number) == ("superseded", 3)


@pytest.mark.parametrize("change", ["UPDATE {} SET content = '{{}}'", "DELETE FROM {}"])
@pytest.mark.parametrize("model", [StatementVersion, Edition])
def test_the_database_refuses_to_change_what_was_published(carmen, model, change):
    topics.topic(carmen)
    from django.db import connection

    with pytest.raises(Error, match="stays"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(model._meta.db_table))


def test_an_erased_account_fades_from_what_it_published(carmen, mei):
    made = topics.topic(carmen)
    version = StatementVersion.objects.filter(statement__topic=made).first()
    assert version.by is None or version.by == carmen
    StatementVersion.objects.filter(pk=version.pk).update(by=None)
    with pytest.raises(Error, match="stays"), transaction.atomic():
        StatementVersion.objects.filter(pk=version.pk).update(by=mei)


def test_pages_say_what_is_published(carmen, client):
    made = topics.topic(carmen)
    assert b"Offer a peer supporter" in client.get(made.get_absolute_url()).content
    for address in ("history/", "history/1/", "1/", "1/v1/", "feed.atom", "data.json", "data.csv", "1/cite.bib",
                    "propose/", "proposals/"):  # fmt: skip
        assert client.get(made.get_absolute_url() + address).status_code == 200, address
    assert client.get("/state-of-the-art/").status_code == 200
