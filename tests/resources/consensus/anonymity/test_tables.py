"""No table joins a seat and a name, no answer bears a moment, and giving one moves nothing else."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import DateField, TimeField

from members.accounts.models import Member
from network.kit.logs import JsonFormatter
from resources.consensus.links import to_rate
from resources.consensus.models import Ballot, Interest, Panellist, Rating, Remark, Seat
from tests.factories import consensus as made
from tests.resources.consensus.anonymity.looking import browser

ANSWERS = (Rating, Remark, Ballot, Seat)
LOOKED_AT = {"django_session", "usersessions_usersession"}
"""When somebody was last here is known to that person alone."""


def links_of(model):
    return {field.related_model for field in (*model._meta.fields, *model._meta.many_to_many) if field.is_relation}


@pytest.mark.parametrize("model", ANSWERS)
def test_no_answer_leads_to_a_person(model):
    assert not links_of(model) & {Member, Panellist, Interest}


@pytest.mark.parametrize("model", ANSWERS)
def test_no_answer_bears_a_moment(model):
    assert not [field.name for field in model._meta.fields if isinstance(field, DateField | TimeField)]


def test_no_table_holds_both():
    for model in apps.get_models(include_auto_created=True):
        ends = links_of(model) | {model}
        assert not (ends & set(ANSWERS) and ends & {Member, Panellist, Interest}), model


def test_no_desk_lists_answers():
    from wagtail.snippets.models import get_snippet_models

    assert not apps.is_installed("django.contrib.admin")
    assert not set(get_snippet_models()) & {*ANSWERS, Panellist, Interest}


def sizes():
    """Return {table: (rows, hash of what they say)}."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT count(*), coalesce(sum(hashtext(t::text)::bigint), 0) FROM "{table}" t')
            found[table] = cursor.fetchone()
    return found


@pytest.mark.django_db
def test_rating_moves_its_own_table_alone(mei, cities):
    _panel, round, people = made.ready_to_rate(mei, made.crowd(4, cities), items=1)
    row, _seat = people[0]
    client, entry = browser(row.member), round.entries.get()
    client.post(f"/consensus/{round.pk}/interests/", {"has_any": "no"})
    client.get(f"/consensus/{round.pk}/")
    before = sizes()
    told = client.post(
        f"/consensus/{round.pk}/statements/{entry.pk}/",
        {"value": "7", "comment": "Fine."},
        HTTP_ACCEPT="application/json",
    )
    assert told.status_code == 200
    moved = {table for table, size in sizes().items() if before.get(table) != size}
    assert moved - LOOKED_AT == {"consensus_rating", "consensus_remark"}


@pytest.mark.django_db
def test_no_log_holds_a_key_or_a_link_of_a_mail(mei, cities, caplog):
    _panel, round, people = made.ready_to_rate(mei, made.crowd(4, cities), items=1)
    row, seat = people[0]
    link = to_rate(row, round)
    token = link.rstrip("/").rpartition("/")[2]
    path = link.partition("//")[2].partition("/")[2]
    client = browser(None)
    with caplog.at_level("DEBUG"):
        client.get(f"/{path}")
        client.post(f"/{path}interests/", {"has_any": "no"})
        client.post(f"/{path}statements/{round.entries.get().pk}/", {"value": "10"})
        client.post(f"/{path}statements/{round.entries.get().pk}/", {"value": "7"})
        client.get(f"/{path}nothing/")
    assert Rating.objects.get().value == 7
    lines = [JsonFormatter().format(record) for record in caplog.records if record.name != "django.db.backends"]
    assert not [line for line in lines if seat.key in line or token in line]
