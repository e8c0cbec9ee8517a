"""Anybody proposes a change; each proposal gets an answer, in the proposer's language, for all to read."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from network.access.rules import Denied
from network.activity.models import Activity
from network.kit import clock, jobs
from network.kit.models import Mail
from resources.consensus.actions import topics as actions
from resources.consensus.models import Change, Statement
from tests.factories import topics

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
WORDS = "A new trial says the opposite."


@pytest.fixture
def known(carmen):
    return topics.topic(carmen)


def test_a_member_proposes_and_is_told_the_answer(known, bo, carmen, sign_in):
    client = sign_in(bo)
    data = {"statement": "2", "words": WORDS, "reference": "10.1000/182"}
    assert client.post(f"{known.get_absolute_url()}propose/", data).status_code == 302
    change = Change.objects.get()
    assert (change.by, change.statement.number, change.state) == (bo, 2, "waiting")
    actions.answer(change, by=carmen, state="later", words="Next spring.", review=True)
    assert Activity.objects.get(kind="consensus.topics_answered").names == [bo.pk]
    assert Statement.objects.get(topic=known, number=2).state == "review"
    page = client.get(known.get_absolute_url()).content.decode()
    assert WORDS in page and "Next spring." in page and "Under review" in page


def test_a_visitor_confirms_by_mail_before_anybody_reads_it(known, carmen, client, outbox):
    data = {"words": WORDS, "name": "Ida", "email": "ida@example.org"}
    assert client.post(f"{known.get_absolute_url()}propose/", data).status_code == 200
    assert Change.objects.get().state == "unsure"
    assert not Activity.objects.filter(kind="consensus.topics_proposed").exists()
    jobs.drain()
    letter = outbox()[-1]
    assert letter["To"] == "ida@example.org"
    text = letter.get_body(("plain",)).get_content()
    path = re.search(r"/state-of-the-art/confirm/\S+/", text)[0]
    assert client.get(path).status_code == 200 and Change.objects.get().state == "unsure"
    assert client.post(path).status_code == 200
    assert Change.objects.get().state == "waiting"
    actions.answer(Change.objects.get(), by=carmen, state="refused", words="It was another medicine.")
    jobs.drain()
    assert "It was another medicine." in outbox()[-1].get_body(("plain",)).get_content()
    page = client.get(f"{known.get_absolute_url()}proposals/").content.decode()
    assert "It was another medicine." in page and "Ida" not in page and "ida@example.org" not in page


def test_a_forged_link_confirms_nothing(client):
    assert client.post("/state-of-the-art/confirm/forged/").status_code == 410


def test_a_machine_is_thanked_and_not_heard(known, client):
    data = {"words": WORDS, "name": "Ida", "email": "ida@example.org", "website": "https://spam.example"}
    assert client.post(f"{known.get_absolute_url()}propose/", data).status_code == 200
    assert not Change.objects.exists() and not Mail.objects.exists()


def test_too_many_keep_their_words(known, client):
    data = {"words": WORDS, "name": "Ida", "email": "ida@example.org"}
    for _time in range(5):
        client.post(f"{known.get_absolute_url()}propose/", data)
    answer = client.post(f"{known.get_absolute_url()}propose/", data)
    assert answer.status_code == 429 and WORDS in answer.content.decode()
    assert Change.objects.count() == 5


def test_nothing_typed_is_lost_when_the_form_is_not_whole(known, client):
    answer = client.post(f"{known.get_absolute_url()}propose/", {"words": WORDS, "name": "Ida", "email": "no"})
    assert answer.status_code == 422 and WORDS in answer.content.decode()


def test_what_nobody_confirms_goes_after_a_week(known, client):
    client.post(f"{known.get_absolute_url()}propose/", {"words": WORDS, "name": "Ida", "email": "ida@example.org"})
    Change.objects.update(at=clock.now() - timedelta(days=8))
    actions.forget_unconfirmed()
    assert not Change.objects.exists()


def test_coordinators_alone_answer_and_in_words(known, bo, mei):
    change = actions.propose(known, by=bo, words=WORDS)
    with pytest.raises(Denied):
        actions.answer(change, by=bo, state="accepted", words="Yes.")
    with pytest.raises(ValidationError):
        actions.answer(change, by=mei, state="accepted", words="  ")
    with pytest.raises(ValidationError):
        actions.answer(change, by=mei, state="waiting", words="Later.")


def test_the_queue_waits_on_the_desk_until_it_is_empty(known, bo, mei, sign_in):
    from network.desk.waiting import count_for

    assert count_for(mei) == 0
    change = actions.propose(known, by=bo, words=WORDS)
    assert count_for(mei) == 1
    assert f"{known.get_absolute_url()}proposals/" in sign_in(mei).get("/desk/").content.decode()
    actions.answer(change, by=mei, state="accepted", words="Taken up.")
    assert count_for(mei) == 0
