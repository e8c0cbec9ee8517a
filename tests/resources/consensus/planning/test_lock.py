"""What was locked stays: for models, and for whoever writes SQL."""

import hashlib
import json

import pytest
from django.db import DatabaseError, connection, transaction

from network.access.rules import Denied
from resources.consensus.actions import planning
from resources.consensus.actions.planning.amending import link
from resources.consensus.actions.planning.locking import digest
from resources.consensus.actions.results import closing
from resources.consensus.models import Amendment, Protocol, Wording
from resources.consensus.queries.planning import in_force
from resources.consensus.queries.planning.page import is_as_locked
from tests.factories import consensus as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(mei, nova, priya, bo):
    """A panel whose first round is open, with a Danish translation that was checked and one that was not."""
    panel = make.panel(mei)
    first, second, _third = panel.items.all()
    row = planning.translate(first.wordings.get(), "da", by=mei, text="En, der lever med diabetes")
    planning.check(row, by=nova)
    planning.translate(second.wordings.get(), "da", by=mei, text="Løn")
    make.seated(panel, [priya, bo])
    make.opened(panel)
    return panel


def refused(sql, *values):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_sql_cannot_change_what_was_locked(running):
    planning.amend(running, {"rounds": 3}, by=running.facilitators.get(), reason="One more is needed.")
    refused("UPDATE consensus_protocol SET threshold = 51 WHERE panel_id = %s", running.pk)
    refused("UPDATE consensus_protocol SET locked_at = NULL WHERE panel_id = %s", running.pk)
    refused("UPDATE consensus_protocol SET sha256 = 'x' WHERE panel_id = %s", running.pk)
    refused("DELETE FROM consensus_protocol WHERE panel_id = %s", running.pk)
    refused("UPDATE consensus_wording SET text = 'x'")
    refused("UPDATE consensus_wording SET locked_at = NULL")
    refused("DELETE FROM consensus_wording")
    refused("UPDATE consensus_translation SET text = 'x' WHERE checked_at IS NOT NULL")
    refused("UPDATE consensus_translation SET checked_at = NULL WHERE checked_at IS NOT NULL")
    refused("DELETE FROM consensus_translation WHERE checked_at IS NOT NULL")
    refused("UPDATE consensus_amendment SET reason = 'x'")
    refused("DELETE FROM consensus_amendment")
    refused("UPDATE consensus_group SET name = 'x'")
    refused("DELETE FROM consensus_group")


def test_models_cannot_change_what_was_locked(running):
    protocol = running.protocol
    protocol.refresh_from_db()
    protocol.threshold = 51
    with pytest.raises(DatabaseError), transaction.atomic():
        protocol.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        protocol.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        running.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Wording.objects.update(text="x")
    with pytest.raises(Denied):
        planning.write(running, by=running.facilitators.get(), threshold=51)
    assert Protocol.objects.get(panel=running).threshold == 75


def test_before_the_lock_everything_may_change(mei):
    panel = make.panel(mei)
    planning.write(panel, by=mei, threshold=80)
    planning.reword(panel.items.first(), by=mei, text="Other words")
    assert Protocol.objects.get(panel=panel).threshold == 80


def test_what_was_not_checked_may_still_be_checked_and_then_stays(running, mei, nova):
    row = running.items.get(number=2).wordings.get().translations.get()
    with pytest.raises(Denied):
        planning.check(row, by=mei)
    planning.check(row, by=nova)
    with pytest.raises(Denied):
        planning.translate(row.wording, "da", by=mei, text="Andet")
    refused("UPDATE consensus_translation SET text = 'x' WHERE id = %s", row.pk)


def test_erasing_somebody_takes_the_name_and_nothing_else(running, mei):
    planning.amend(running, {"rounds": 3}, by=mei, reason="One more is needed.")
    Wording.objects.filter(by=mei).update(by=None)
    Amendment.objects.update(by=None, by_name="former member")
    refused("UPDATE consensus_amendment SET by_name = 'x', reason = 'y'")


def test_the_file_is_the_one_that_was_hashed(running, mei, sign_in):
    panel = running
    answer = sign_in(mei).get(f"/consensus/panels/{panel.pk}/protocol.json")
    panel.protocol.refresh_from_db()
    assert hashlib.sha256(answer.content).hexdigest() == panel.protocol.sha256 == answer["X-SHA256"]
    told = json.loads(answer.content)
    assert told["rules"]["smallest_group"] == 3
    assert told["statements"][0]["translations"] == [
        {"language": "da", "text": "En, der lever med diabetes", "context": ""}
    ]
    assert told["statements"][1]["translations"] == []
    assert is_as_locked(panel.protocol)
    panel.protocol.threshold = 51
    assert not is_as_locked(panel.protocol)


def test_amendments_are_a_chain(running, mei):
    first = planning.amend(running, {"rounds": 3}, by=mei, reason="One more is needed.")
    second = planning.amend(running, {"quorum": 5}, by=mei, reason="More people.")
    running.protocol.refresh_from_db()
    assert first.sha256 == digest(link(first, running.protocol.sha256))
    assert second.sha256 == digest(link(second, first.sha256))
    assert second.sha256 != digest(link(second, running.protocol.sha256))
    assert (in_force(running)["rounds"], in_force(running)["quorum"]) == (3, 5)
    again = Amendment.objects.get(pk=first.pk)
    assert digest(link(again, running.protocol.sha256)) == again.sha256


def test_what_may_be_amended(running, mei):
    for field, value in (("low", 0), ("smallest_group", 4), ("withdrawal", "remove"), ("consent", "x")):
        with pytest.raises(Denied):
            planning.amend(running, {field: value}, by=mei, reason="Because.")
    with pytest.raises(Denied):
        planning.amend(running, {"rounds": 3}, by=mei, reason=" ")
    with pytest.raises(Denied):
        planning.amend(running, {"rounds": 2}, by=mei, reason="Nothing changes.")
    planning.amend(running, {"threshold": 80}, by=mei, reason="A slip, seen before any result.")
    closing.close(running.rounds.get(), by=mei)
    with pytest.raises(Denied):
        planning.amend(running, {"threshold": 70}, by=mei, reason="It would fit better.")
    planning.amend(running, {"quorum": 4}, by=mei, reason="Holidays.")


def test_whoever_takes_part_hears_of_an_amendment(running, mei, priya, bo, client):
    from network.activity.models import Activity

    planning.amend(running, {"rounds": 3}, by=mei, reason="One more is needed.")
    told = Activity.objects.get(kind="consensus.planning_amended")
    assert told.names == sorted([priya.pk, bo.pk])
    assert told.audience == [f"panel:{running.pk}"]
