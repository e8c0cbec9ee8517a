"""What waits on the desk for those who look after cities."""

from datetime import timedelta

import pytest

from network.cities import actions
from network.desk.waiting import count_for, rows_for
from network.kit.clock import now


def said(member):
    return [str(row.sentence) for rows in rows_for(member).values() for row in rows]


@pytest.fixture
def agreement(cities, nova):
    def sign(left, city="shanghai"):
        today = now().date()
        start = today - timedelta(days=300)
        return actions.sign(cities[city], by=nova, signed_by="X", starts_on=start, ends_on=today + timedelta(days=left))

    return sign


def test_an_agreement_that_ends_soon_waits_for_its_city_and_for_administrators(agreement, mei, diego, nova, bo):
    agreement(20)
    assert "Shanghai: the agreement ends in 20 days" in said(mei)
    assert "Shanghai: the agreement ends in 20 days" in said(nova)
    assert not [words for words in said(diego) + said(bo) if "agreement" in words]
    assert count_for(mei) == len(said(mei)) and count_for(nova) == len(said(nova))


def test_one_that_was_renewed_waits_for_nobody(agreement, mei):
    agreement(20)
    agreement(400)
    assert not [words for words in said(mei) if "agreement" in words]


def test_a_city_that_hangs_on_one_person_waits_for_administrators(cities, mei, yan, nova):
    assert "Shanghai hangs on one coordinator" in said(nova)
    assert "Tianjin has no coordinator" in said(nova)
    actions.appoint(cities["shanghai"], yan, by=nova)
    assert not [words for words in said(nova) if words.startswith("Shanghai")]
    assert not [words for words in said(mei) if "coordinator" in words]
