"""Nobody learns who answered what, or when: the channels beside the figures, attacked one by one."""

import logging
import re

import pytest
from django.apps import apps
from django.urls import reverse

from members.accounts.models import Member
from network.activity.models import Activity
from network.catalogue.models import Entry
from network.kit.models import Job, Mail
from resources.consensus.models import Ballot, Interest, Rating, Remark, Seat
from tests.factories import consensus as made

pytestmark = pytest.mark.django_db
WORDS = "A thought that only Bo has"


@pytest.fixture
def answered(in_english, nova, bo, mei, sign_in):
    """Bo has rated and written through the page; (panel, round, bo's seat)."""
    panel, round, seats = made.ready_to_rate(nova, [bo, mei])
    Interest.objects.create(panellist=seats[0][0], round=round)
    client = sign_in(bo)
    for entry, value in zip(round.entries.order_by("position")[:2], ("7", "x"), strict=True):
        client.post(reverse("consensus:round_statement", args=[round.pk, entry.pk]), {"value": value})
    client.post(reverse("consensus:round_statement", args=[round.pk, entry.pk]), {"comment": WORDS})
    return panel, round, seats[0][1]


def titles(page):
    return re.findall(r"<title>(.*?)</title>", page, re.S)


def test_answers_write_nothing_beside_themselves(in_english, nova, bo, mei, sign_in):
    _panel, round, seats = made.ready_to_rate(nova, [bo, mei])
    Interest.objects.create(panellist=seats[0][0], round=round)
    client = sign_in(bo)
    client.get(round.get_absolute_url())
    before = {model: model.objects.count() for model in (Activity, Job, Mail, Entry)}
    row = Member.objects.filter(pk=bo.pk).values().get()
    entry = round.entries.first()
    client.post(reverse("consensus:round_statement", args=[round.pk, entry.pk]), {"value": "7", "comment": WORDS})
    assert Rating.objects.count() == 1
    assert {model: model.objects.count() for model in before} == before
    assert Member.objects.filter(pk=bo.pk).values().get() == row, "no trace of the moment on the member"


def test_no_page_of_others_holds_a_key_or_what_was_answered(answered, nova, mei, carmen, sign_in):
    panel, round, seat = answered
    pages = [
        panel.get_absolute_url(),
        "/consensus/",
        reverse("consensus:plan_people", args=[panel.pk]),
        "/desk/",
        "/me/",
    ]
    pages += [reverse("consensus:remind", args=[round.pk]), "/search/?q=thought", round.get_absolute_url()]
    for member in (nova, carmen, mei):
        client = sign_in(member)
        for address in pages:
            page = client.get(address, follow=True).content.decode()
            assert seat.key not in page, (member.handle, address)
            assert WORDS not in page, (member.handle, address)


def test_who_runs_it_sees_no_difference_between_one_answer_and_two(in_english, nova, bo, mei, sign_in):
    panel, round, seats = made.ready_to_rate(nova, [bo, mei])
    client, seen = sign_in(nova), []
    for value in (None, 7, 8):
        if value:
            made.rate_all(round, {seats[0][1]: [value] if value == 7 else [None, value]})
        page = client.get(reverse("consensus:plan_people", args=[panel.pk])).content.decode()
        seen.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page))
    assert seen[0] == seen[1] == seen[2]


def test_the_title_in_the_history_of_a_browser_says_nothing_of_the_answer(answered, bo, sign_in):
    _panel, round, seat = answered
    client = sign_in(bo)
    before = titles(client.get(round.get_absolute_url()).content.decode())
    made.rate_all(round, {seat: [1, 1, 1]})
    assert titles(client.get(round.get_absolute_url()).content.decode()) == before


def test_logs_hold_no_key_and_no_answer(in_english, nova, bo, mei, sign_in, caplog):
    _panel, round, seats = made.ready_to_rate(nova, [bo, mei])
    Interest.objects.create(panellist=seats[0][0], round=round)
    with caplog.at_level(logging.DEBUG):
        client = sign_in(bo)
        address = reverse("consensus:round_statement", args=[round.pk, round.entries.first().pk])
        client.post(address, {"value": "7", "comment": WORDS})
        client.post(address, {"value": "77", "comment": WORDS})
    said = "\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    assert seats[0][1].key not in said
    assert WORDS not in said


def test_answers_stand_on_no_desk_of_the_administration():
    from wagtail.snippets.models import get_snippet_models

    kept = {Seat, Rating, Remark, Ballot}
    assert kept.isdisjoint(get_snippet_models())
    assert not apps.is_installed("django.contrib.admin")


def test_the_key_of_a_seat_is_in_no_address(answered, bo, sign_in):
    _panel, round, seat = answered
    page = sign_in(bo).get(round.get_absolute_url()).content.decode()
    assert seat.key not in page, "not even one's own"
