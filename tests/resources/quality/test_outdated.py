"""What is outdated: flags, answers, the yearly question, reminders, and the city that takes over."""

from datetime import UTC, datetime, timedelta

import pytest

from network.access.rules import Denied, may
from network.activity.models import Activity
from network.catalogue.models import Entry
from network.desk.waiting import count_for, rows_for
from network.digests.plugs import line
from resources.library import actions as library
from resources.library.models import Resource
from resources.quality import actions
from resources.quality.models import Confirmation, Flag, Reminder
from resources.quality.queries import waits_since
from tests.resources.library.make import shared
from tests.resources.quality.make import second_version

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 20, 12, tzinfo=UTC)


def day(number):
    return START + timedelta(days=number)


def published(by, **fields):
    """A resource that was published on day 0."""
    work = shared(by, **fields)
    work.editions.update(published_at=START)
    Resource.objects.filter(pk=work.pk).update(published_at=START)
    return Resource.objects.get(pk=work.pk)


# -- flags -----------------------------------------------------------------------------------------------------------
def test_one_flag_each_and_not_on_ones_own(mei, bo, xiu):
    work = shared(mei)
    first = actions.flag(work, by=bo, reason="The dose changed in 2025.")
    assert actions.flag(work, by=bo, reason="Again") == first
    assert Flag.objects.count() == 1
    for member in (mei, xiu, None):
        assert not may(member, "quality.flag", work)
    with pytest.raises(ValueError, match="outdated"):
        actions.flag(work, by=bo, reason=" ")
    told = Activity.objects.get(kind="quality.flagged")
    assert told.names == [mei.pk]
    assert told.audience == [f"member:{mei.pk}"]


def test_others_read_of_it_when_two_say_so(mei, bo, tao, priya, client, sign_in):
    work = shared(mei)
    actions.flag(work, by=bo, reason="Quicksilver reason")
    for reader in (client, sign_in(priya)):
        text = reader.get(work.get_absolute_url()).text
        assert "outdated</h2>" not in text
        assert "Quicksilver" not in text
    assert "You say that this is outdated" in sign_in(bo).get(work.get_absolute_url()).text
    actions.flag(work, by=tao, reason="The link is dead.")
    text = client.get(work.get_absolute_url()).text
    assert "2 members say that this is outdated" in text
    assert "Quicksilver" not in text  # reasons are for members
    text = sign_in(priya).get(work.get_absolute_url()).text
    assert "Quicksilver reason" in text
    assert "Bo Carter" not in text  # who said so is for those who answer
    assert "Bo Carter" in sign_in(mei).get(work.get_absolute_url()).text
    assert "quality:outdated" in Entry.objects.of(work).get().facets


def test_taking_it_back(mei, bo, tao, client):
    work = shared(mei)
    one = actions.flag(work, by=bo, reason="x")
    actions.flag(work, by=tao, reason="y")
    with pytest.raises(Denied):
        actions.take_flag_back(one, by=tao)
    actions.take_flag_back(one, by=bo)
    assert "members say that this is outdated" not in client.get(work.get_absolute_url()).text
    assert actions.flag(work, by=bo, reason="after all").pk != one.pk


def test_the_owner_answers_that_it_is_still_right(mei, bo, tao, client):
    work = shared(mei, "Guide")
    for member in (bo, tao):
        actions.flag(work, by=member, reason="x")
    with pytest.raises(Denied):
        actions.answer(work, by=bo, says="right")
    actions.answer(work, by=mei, says="right", text="The dose was checked.")
    assert set(Flag.objects.values_list("state", flat=True)) == {"right"}
    assert "members say" not in client.get(work.get_absolute_url()).text
    told = Activity.objects.get(kind="quality.answered")
    assert told.names == sorted([bo.pk, tao.pk])
    entry = Entry.objects.of(work).get()
    assert line(told, entry, bo) == "林梅 Mei Lin says that “Guide” is still right: The dose was checked."


def test_the_owner_agrees_and_a_new_version_mends_it(mei, bo, client):
    work = shared(mei)
    actions.flag(work, by=bo, reason="x")
    actions.answer(work, by=mei, says="outdated")
    assert "Outdated: a new version comes" in client.get(work.get_absolute_url()).text
    second_version(work, mei)
    assert Flag.objects.get().state == "mended"
    assert "Outdated: a new version comes" not in client.get(work.get_absolute_url()).text
    assert Activity.objects.filter(kind="quality.answered", detail__says="mended").get().names == [bo.pk]


def test_flags_are_on_the_owners_desk_until_answered(mei, bo):
    work = shared(mei)
    actions.flag(work, by=bo, reason="x")
    assert count_for(mei) == 1
    assert "waits for your answer" in rows_for(mei)["due"][0].sentence
    actions.answer(work, by=mei, says="right")
    assert count_for(mei) == 0


def test_pages_of_flags_without_scripts(mei, bo, sign_in):
    work = shared(mei)
    browser = sign_in(bo)
    address = f"/resources/{work.pk}/outdated/"
    assert browser.get(address).status_code == 200
    assert not Flag.objects.exists()
    assert browser.post(address, {"reason": ""}).status_code == 200
    browser.post(address, {"reason": "Old dose"})
    assert Flag.objects.get().reason == "Old dose"
    assert browser.post(address + "answer/", {"says": "right"}).status_code == 403
    browser.post(address + "back/")
    assert Flag.objects.get().state == "taken_back"
    assert browser.post(address + "back/").status_code == 404
    assert sign_in(mei).get(address).status_code == 403


def test_what_is_hidden_cannot_be_flagged(yan, bo, sign_in):
    work = shared(yan, visibility="city", cities=["shanghai"])
    for address in ("outdated/", "outdated/back/", "outdated/answer/"):
        assert sign_in(bo).post(f"/resources/{work.pk}/{address}", {"reason": "x"}).status_code == 404


# -- the year --------------------------------------------------------------------------------------------------------
def test_owners_are_asked_once_a_year(mei, bo):
    work = published(mei)
    assert actions.ask_to_confirm(day(364)) == 0
    assert actions.ask_to_confirm(day(365)) == 1
    assert actions.ask_to_confirm(day(366)) == 0
    assert Activity.objects.get(kind="quality.confirm_asked").names == [mei.pk]
    actions.answer(work, by=mei, says="right", at=day(370))
    assert Confirmation.objects.get().answered_by == mei
    assert actions.ask_to_confirm(day(600)) == 0
    assert actions.ask_to_confirm(day(736)) == 1


def test_a_new_version_is_an_answer_too(mei):
    work = published(mei)
    actions.ask_to_confirm(day(365))
    second_version(work, mei)
    assert Confirmation.objects.get().answered_at
    assert waits_since(work) is None


def test_reminders_come_once_each(mei, bo):
    work = published(mei)
    actions.flag(work, by=bo, reason="x", at=day(0))
    sent = [actions.remind_and_take_over(day(number))[0] for number in (29, 30, 31, 90, 91, 180, 330, 331, 364)]
    assert sent == [0, 1, 0, 1, 0, 1, 1, 0, 0]
    assert {tuple(one.names) for one in Activity.objects.filter(kind="quality.reminded")} == {(mei.pk,)}


def test_after_an_outage_only_the_latest_reminder_is_sent(mei, bo):
    work = published(mei)
    actions.flag(work, by=bo, reason="x", at=day(0))
    assert actions.remind_and_take_over(day(200)) == (1, 0)
    assert Reminder.objects.get().days == 180


def test_after_a_year_without_an_answer_the_city_takes_over(yan, bo, mei, tao):
    work = published(yan, cities=["shanghai"], authors=[yan, tao])
    actions.flag(work, by=bo, reason="x", at=day(0))
    assert actions.remind_and_take_over(day(364))[1] == 0
    assert actions.remind_and_take_over(day(365)) == (0, 1)
    work.refresh_from_db()
    assert (work.owner, work.owner_city) == (None, mei.home_city)
    assert may(mei, "quality.answer", work)
    told = Activity.objects.get(kind="quality.taken_over")
    assert sorted(told.names) == sorted([yan.pk, tao.pk, mei.pk])
    assert actions.remind_and_take_over(day(366)) == (0, 0)
    assert [one.name for one in work.authorships.all()] == [yan.name, tao.name]
    words = line(told, Entry.objects.of(work).get(), yan)
    assert "Shanghai" in words


def test_any_answer_within_the_year_keeps_it(yan, bo, mei):
    work = published(yan, cities=["shanghai"])
    actions.flag(work, by=bo, reason="x", at=day(0))
    actions.answer(work, by=yan, says="right", at=day(360))
    assert actions.remind_and_take_over(day(365)) == (0, 0)
    work.refresh_from_db()
    assert work.owner == yan


def test_a_request_that_nobody_answers_counts_as_well(yan, bo, mei):
    work = published(yan, cities=["shanghai"])
    work.access_requests.create(member=bo, why="I teach", asked_at=day(0))
    assert actions.remind_and_take_over(day(365)) == (0, 1)


def test_without_a_coordinator_the_network_does_it_in_the_citys_name(priya, bo, carmen):
    work = published(priya, cities=["vancouver"])
    actions.flag(work, by=bo, reason="x", at=day(0))
    assert actions.remind_and_take_over(day(365)) == (0, 1)
    work.refresh_from_db()
    assert work.owner_city.slug == "vancouver"
    assert carmen.pk in Activity.objects.get(kind="quality.taken_over").names


def test_with_nobody_to_take_it_everything_stays(priya, bo):
    work = published(priya, cities=["vancouver"])
    actions.flag(work, by=bo, reason="x", at=day(0))
    assert actions.remind_and_take_over(day(400)) == (0, 0)
    work.refresh_from_db()
    assert work.owner == priya


def test_withdrawn_things_wait_for_nobody(yan, bo, mei):
    work = published(yan, cities=["shanghai"])
    actions.flag(work, by=bo, reason="x", at=day(0))
    library.withdraw(work, by=yan, reason="Old")
    assert actions.remind_and_take_over(day(365)) == (0, 0)


def test_the_way_to_say_so_stands_on_the_page_for_those_who_may(mei, bo, client, sign_in):
    work = shared(mei)
    address = f"/resources/{work.pk}/outdated/"
    assert address in sign_in(bo).get(work.get_absolute_url()).text
    assert address not in client.get(work.get_absolute_url()).text
    assert address not in sign_in(mei).get(work.get_absolute_url()).text
