"""Sixty people and ten times: the page stays light, and asks the database as often as for three."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.polls.models import Invitee, Vote
from members.accounts.models import Member
from network.kit import jobs
from network.kit.personal import all_exports
from tests.factories import polls

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _crowd(cities, many):
    rows = list(cities.values())
    return Member.objects.bulk_create([
        Member(email=f"p{n}@example.org", handle=f"p{n}", name=f"Somebody Longname {n}", home_city=rows[n % len(rows)],
               time_zone=rows[n % len(rows)].time_zone, status="member")
        for n in range(many)
    ])  # fmt: skip


def test_sixty_people_and_ten_times(mei, bo, cities):
    """Under 100 kB, and no statement more than with few."""
    page = Client()
    page.force_login(bo, backend=BACKEND)
    small = polls.sent(mei, [bo, mei], hours=(9, 13))
    large = polls.sent(mei, [bo, mei, *_crowd(cities, 58)], hours=(1, 3, 5, 7, 9, 11, 13, 15, 17, 19))
    slots = list(large.slots.all())
    Vote.objects.bulk_create([
        Vote(slot=slot, invitee=row, answer=("yes", "if", "no")[(row.pk + slot.pk) % 3])
        for row in Invitee.objects.filter(poll=large) for slot in slots
    ])  # fmt: skip
    Invitee.objects.filter(poll=large).update(answered_at=large.opened_at)
    page.get(small.get_absolute_url())
    with CaptureQueriesContext(
        connection,
    ) as few:
        page.get(small.get_absolute_url())
    with CaptureQueriesContext(connection) as many:
        answer = page.get(large.get_absolute_url())
    assert answer.status_code == 200
    assert len(many) <= len(few)
    assert len(answer.content) < 100_000
    assert answer.text.count("Somebody Longname") == 58


def test_what_is_held_of_a_person_goes_along_and_is_erased(mei, bo):
    """Answers in the archive; erased, they are gone, and a poll that nobody else asks is called off."""
    from meetings.polls.personal.polls import erase

    poll = polls.sent(mei, [bo], title="Evaluation")
    polls.say(poll, bo, "yes", "no")
    held = all_exports()["time_polls"][1](bo)
    assert [one["answer"] for one in held["answered"][0]["answers"]] == ["yes", "no"]
    erase(bo, keep_authorship=True)
    assert not Vote.objects.exists() and not Invitee.objects.exists()
    erase(mei, keep_authorship=True)
    poll.refresh_from_db()
    assert (poll.state, poll.organiser) == ("called_off", None)


def test_open_polls_are_handed_over(mei, bo, yan):
    """Who takes over asks from now on."""
    from meetings.polls.belongings import asked

    poll = polls.sent(mei, [bo])
    found = list(asked.things(mei, mei.home_city))
    assert found == [poll]
    asked.move(found, to=yan, by=mei)
    poll.refresh_from_db()
    assert poll.organiser == yan and list(poll.hosts.all()) == [yan]
    assert Client().get(poll.get_absolute_url()).status_code == 302


def test_desks_say_what_waits(mei, bo):
    """To answer, to wait for others, to choose."""
    from network.desk.waiting import rows_for

    poll = polls.sent(mei, [bo])
    assert [row.act for row in rows_for(bo)["due"] if "come to" in row.sentence] == ["Answer"]
    assert any("has not answered" in row.sentence for row in rows_for(mei)["others"])
    polls.say(poll, bo, "yes")
    assert "due" not in rows_for(bo) or not any("come to" in row.sentence for row in rows_for(bo)["due"])
    assert any(row.act == "Choose the time" for row in rows_for(mei)["people"])
    jobs.drain()
