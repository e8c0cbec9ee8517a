"""The secret address of my calendar: shown once, kept as a hash, opens nothing once renewed, ended or left."""

import logging
import re

import pytest
from django.test import Client

from meetings.calendar.actions import feeds
from meetings.calendar.models import FeedAddress
from network.access.rules import Denied
from network.kit.logs import JsonFormatter
from tests.factories.meetings import meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
PAGE = "/me/calendar/"


def fetch(token):
    return Client().get(f"/calendar/me/{token}.ics")


def shown(answer):
    return re.findall(r"/calendar/me/([\w-]{43})\.ics", answer.content.decode())


def test_it_is_shown_once_and_kept_as_a_hash(bo, client):
    client.force_login(bo)
    assert not shown(client.get(PAGE))
    answer = client.post(PAGE, {"act": "make"})
    (token, *_more) = set(shown(answer)) - {""}
    assert "webcal://" in answer.content.decode()
    assert answer["Referrer-Policy"] == "same-origin", "with no-referrer a browser's form has no origin and is refused"
    assert "no-store" in answer["Cache-Control"]
    row = FeedAddress.objects.get()
    assert token not in str(vars(row))
    assert row.digest == feeds.digest_of(token)
    assert not shown(client.get(PAGE))
    answer = fetch(token)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    row.refresh_from_db()
    assert row.used_at is not None


def test_renewed_or_ended_the_old_one_opens_nothing(bo, client):
    client.force_login(bo)
    first = shown(client.post(PAGE, {"act": "make", "leaves_out_mailed": "on"}))[0]
    second = shown(client.post(PAGE, {"act": "renew"}))[0]
    assert first != second
    assert (fetch(first).status_code, fetch(second).status_code) == (404, 200)
    assert FeedAddress.objects.good().get().leaves_out_mailed
    client.post(PAGE, {"act": "end"})
    assert fetch(second).status_code == 404


@pytest.mark.parametrize("fields", [{"status": "left"}, {"is_active": False}, {"status": "suspended"}])
def test_it_opens_nothing_for_who_is_no_member_any_more(bo, fields):
    _made, token = feeds.make(by=bo)
    type(bo).objects.filter(pk=bo.pk).update(**fields)
    assert fetch(token).status_code == 404


def test_nobody_else_may_end_it_and_applicants_have_none(bo, mei, xiu, client):
    made, _token = feeds.make(by=bo)
    with pytest.raises(Denied):
        feeds.end(made, by=mei)
    with pytest.raises(Denied):
        feeds.make(by=xiu)
    client.force_login(mei)
    client.post(PAGE, {"act": "end"})
    assert FeedAddress.objects.good().filter(member=bo).exists()


def test_a_feed_holds_nothing_of_others(bo, mei):
    meeting(mei, title="Between us two", visibility="invited")
    _made, token = feeds.make(by=bo)
    assert b"Between" not in fetch(token).content


def test_logs_do_not_tell_it():
    token = "aB3-_" * 9
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "Not Found: %s", (f"/calendar/me/{token}.ics",), None
    )
    assert token not in JsonFormatter().format(record)


def test_the_choice_is_kept(bo, client):
    client.force_login(bo)
    client.post(PAGE, {"act": "make"})
    client.post(PAGE, {"act": "choose", "leaves_out_mailed": "on"})
    assert FeedAddress.objects.get().leaves_out_mailed
    assert "checked" in client.get(PAGE).content.decode()
