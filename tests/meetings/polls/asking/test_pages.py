"""The pages of polls, as members and guests walk them."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from meetings.polls import actions
from meetings.polls.links import to_vote
from meetings.polls.models import Invitee, TimePoll, Vote
from network.kit.clock import now
from tests.factories import polls

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def browser(member):
    """Return a browser in which `member` is signed in."""
    client = Client()
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_poll_is_made_screen_by_screen(mei, bo, priya):
    """Words, people, times, asking: without scripts, each kept as a draft."""
    page = browser(mei)
    answer = page.post("/meetings/polls/new/", {
        "title": "Evaluation group", "minutes": "60", "zone": "Asia/Shanghai", "kind": "teleconference",
        "visibility": "invited", "holder": "", "is_dates": "hours",
    })  # fmt: skip
    poll = TimePoll.objects.get()
    assert answer.url == f"/meetings/polls/{poll.pk}/people/"
    people, times, send = (f"/meetings/polls/{poll.pk}/{part}/" for part in ("people", "times", "send"))
    assert "Priya" in page.get(people, {"q": "priya"}).text
    for handle in ("bo", "priya"):
        page.post(people, {"act": "member", "handle": handle, "must": "1" if handle == "bo" else ""})
    page.post(people, {"act": "guests", "guests": "Ana Ruiz <ana@elsewhere.org>"})
    assert poll.invitees.count() == 3
    assert Invitee.objects.get(poll=poll, member=bo).is_required
    day = (now() + timedelta(days=20)).date().isoformat()
    page.post(times, {"act": "type", "day": day, "hour": "21:00", "several": f"{day} 22:30\n{day} 8 am"})
    assert poll.slots.count() == 3
    ribbon = page.get(times, {"way": "hours", "day": day}).text
    assert "21:00" in ribbon and "Houston" in ribbon and "night" in ribbon
    suggested = page.get(times, {"way": "suggest"}).text
    value = re.search(r'name="start" value="([^"]+)"', suggested)[1]
    page.post(times, {"act": "suggest", "start": value})
    assert poll.slots.count() == 4
    end = (now() + timedelta(days=4)).date().isoformat()
    assert page.get(send).status_code == 200
    assert page.post(send, {"day": end, "hour": "12:00"}).url == poll.get_absolute_url()
    poll.refresh_from_db()
    assert poll.is_open
    assert page.get(poll.get_absolute_url()).status_code == 200


def test_an_invitee_answers_on_the_page(mei, bo, priya):
    """All cities in one row, nights in words, radio rows; what was said is there again."""
    poll = polls.sent(mei, [mei, bo, priya])
    page = browser(bo)
    text = page.get(poll.get_absolute_url()).text
    for word in ("Houston", "Shanghai", "Vancouver", "your time", "night", "If need be", "0 of 3 have answered"):
        assert word in text, word
    first, second, _third = poll.slots.all()
    answer = page.post(poll.get_absolute_url(), {f"s{first.pk}": "yes", f"s{second.pk}": "no", "note": "Tuesdays best"})
    assert answer.status_code == 302
    assert set(Vote.objects.values_list("slot", "answer")) == {(first.pk, "yes"), (second.pk, "no")}
    text = page.get(poll.get_absolute_url()).text
    assert text.count(" checked") == 2
    assert "1 time is still without an answer" in text
    assert "1 of 3 have answered" in text
    assert "Tuesdays best" in text
    page.post(poll.get_absolute_url(), {"all": "yes"})
    assert Vote.objects.filter(answer="yes").count() == 3
    assert browser(priya).get(poll.get_absolute_url()).status_code == 200


def test_a_guest_answers_from_the_mail_without_signing_in(mei, bo):
    """Looking changes nothing; the answer is theirs; nobody's name stands there."""
    poll = polls.sent(mei, [bo], guests=[("ana@elsewhere.org", "Ana")])
    row = polls.seat(poll, "ana@elsewhere.org")
    address = to_vote(row).removeprefix("http://localhost:8000")
    address = "/meetings" + address.partition("/meetings")[2]
    strict = Client(enforce_csrf_checks=True)
    answer = strict.get(address)
    assert answer.status_code == 200 and answer["Referrer-Policy"] == "no-referrer"
    assert "Bo Carter" not in answer.text
    assert not Vote.objects.exists()
    slot = poll.slots.first()
    assert strict.post(address, {f"s{slot.pk}": "if"}).status_code == 302
    assert Vote.objects.get().answer == "if"
    assert strict.post(address, {f"s{slot.pk}": "perhaps"}).status_code == 422
    actions.take_off(row, by=mei)
    assert strict.get(address).status_code == 410


def test_a_stranger_sees_nothing(mei, bo, priya):
    """A poll is for those who ask and those who are asked; a draft for those who ask alone."""
    poll = polls.sent(mei, [bo])
    assert browser(priya).get(poll.get_absolute_url()).status_code == 404
    assert browser(bo).get(f"{poll.get_absolute_url()}close/").status_code == 403
    draft = polls.draft(mei, [bo])
    assert browser(bo).get(draft.get_absolute_url()).status_code == 404
    assert draft.title in browser(mei).get("/meetings/polls/").text
