"""Joining: from the form to the confirmed address; nothing typed is lost, nobody learns who has an account."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from members.accounts import actions
from members.accounts.models import Application, Consent, Member
from network.activity.models import Activity
from network.kit.models import Mail

pytestmark = pytest.mark.django_db

ANSWERS = {
    "name": "赵明",
    "name_latin": "Ming Zhao",
    "email": "ming@example.org",
    "city": "shanghai",
    "role": "peer_supporter",
    "organisation": "徐汇社区卫生服务中心",
    "why": "我患糖尿病十年，想帮助邻居。",
    "offer": "带散步小组的经验",
    "seek": "培训材料",
    "languages": ["zh-hans", "en"],
    "interests": "",
    "consent": "on",
}


def send(client, **changes):
    return client.post("/join/", ANSWERS | changes, headers={"accept-language": "zh-hans"})


def code_in(mail):
    text = mail.get_body(("plain",)).get_content()
    return re.search(r"[A-Z0-9]{3,4}-[A-Z0-9]{3,4}|\b[A-Z0-9]{6}\b", text).group(0)


@pytest.fixture
def confirmed(client, cities, outbox):
    """A stranger who applied and typed the code."""
    send(client)
    client.post("/accounts/confirm-email/", {"code": code_in(outbox("ming@example.org")[-1])})
    return Member.objects.get(email="ming@example.org")


def test_the_whole_way_in(client, mei, outbox):
    answer = send(client)
    assert (answer.status_code, answer.url) == (302, "/accounts/confirm-email/")
    assert not outbox(mei.email), "nobody is asked before the address is proved"
    answer = client.post(answer.url, {"code": code_in(outbox("ming@example.org")[-1])})
    assert (answer.status_code, answer.url) == (302, "/join/status/")
    member = Member.objects.get(email="ming@example.org")
    assert (member.name, member.name_latin, member.language, member.time_zone) == (
        "赵明", "Ming Zhao", "zh-hans", "Asia/Shanghai",
    )  # fmt: skip
    assert member.handle == "ming-zhao"
    assert member.status == Member.Status.APPLICANT
    application = member.applications.get()
    assert application.state == Application.State.WAITING
    assert application.languages == ["zh-hans", "en"]
    assert "Ming Zhao" in outbox(mei.email)[-1]["Subject"]
    assert Activity.objects.filter(kind="accounts.applied", by=member, city="shanghai").count() == 1
    page = client.get("/join/status/").content.decode()
    assert "我患糖尿病十年" in page


def test_consent_is_kept_as_it_was_read(confirmed):
    consent = Consent.objects.get(member=confirmed)
    assert consent.language == "zh-hans"
    assert consent.version
    assert consent.text


def test_a_wrong_code_lets_nobody_in(client, cities, outbox):
    send(client)
    client.post("/accounts/confirm-email/", {"code": "WRONG1"})
    assert Application.objects.get().state == Application.State.UNCONFIRMED
    assert client.get("/join/status/").status_code == 302


def test_no_code_and_no_name_of_an_applicant_before_the_address_is_proved(client, cities, carmen, sign_in):
    send(client)
    application = Application.objects.get()
    assert sign_in(carmen).get(application.get_absolute_url()).status_code == 404


def test_what_was_typed_survives_a_failed_form(client, cities):
    answer = send(client, offer="", email="not an address")
    assert answer.status_code == 422
    assert "我患糖尿病十年" in answer.content.decode()
    page = client.get("/join/").content.decode()
    assert "我患糖尿病十年" in page
    assert "not an address" in page


def test_a_draft_survives_a_change_of_language(client, cities):
    assert client.post("/join/draft/", {"why": "Because", "city": "houston"}).status_code == 200
    page = client.get("/join/", headers={"accept-language": "da"}).content.decode()
    assert "Because" in page
    assert re.search(r'<option value="houston"[^>]* selected', page)


def test_the_address_preselects_a_city(client, cities):
    assert re.search(r'<option value="shanghai"[^>]* selected', client.get("/join/?city=shanghai").content.decode())


@pytest.mark.parametrize("state", ["prospect", "invited", "paused", "alumni"])
def test_a_city_that_is_not_open_cannot_be_joined_by_its_name(client, cities, state):
    """A20: nor by its id."""
    cities["tianjin"].partnership.__class__.objects.filter(city=cities["tianjin"]).update(state=state)
    assert 'value="tianjin"' not in client.get("/join/").content.decode()
    assert send(client, city="tianjin").status_code == 422
    assert not Member.objects.exists()


def test_a_machine_gets_the_same_answer_and_nothing_happens(client, cities):
    answer = send(client, website="https://spam.example")
    assert (answer.status_code, answer.url) == (302, "/accounts/confirm-email/")
    assert client.get(answer.url).status_code == 200
    assert not Member.objects.exists()
    assert not Mail.objects.exists()


def test_a_known_address_gets_the_same_pages_and_its_owner_a_word(mei, outbox):
    known, new = Client(), Client()
    first, second = send(known, email="Mei@Example.org"), send(new, email="nn@example.org")
    assert (first.status_code, first.url) == (second.status_code, second.url)
    pages = [browser.get(first.url).content.decode() for browser in (known, new)]
    strip = [re.sub(r"(?i)mei@example.org|nn@example.org|value=\"\w{64}\"", "", page) for page in pages]
    assert abs(len(strip[0]) - len(strip[1])) < 20
    codes = [browser.post(first.url, {"code": "WRONG1"}).status_code for browser in (known, new)]
    assert codes == [200, 200]
    mei.refresh_from_db()
    assert mei.status == Member.Status.MEMBER
    assert not Application.objects.filter(member=mei).exists()
    (mail,) = outbox(mei.email)
    assert "/accounts/login/" in mail.get_body(("plain",)).get_content()
    assert not re.search(r"^[A-Z0-9]{6}$", mail.get_body(("plain",)).get_content(), re.M)


def test_who_types_anothers_address_first_does_not_speak_for_them(client, cities, outbox):
    squatter = Client()
    send(squatter, name="Evil", name_latin="Evil", why="evil words", city="houston")
    Mail.objects.all().delete()
    from django.core.cache import cache

    cache.clear()
    send(client)
    mine = code_in(outbox("ming@example.org")[-1])
    cache.clear()
    send(squatter, name="Evil", name_latin="Evil", why="evil words", city="houston")
    client.post("/accounts/confirm-email/", {"code": mine})
    application = Application.objects.get(member__email="ming@example.org")
    assert (application.why, application.city.slug) == ("我患糖尿病十年，想帮助邻居。", "shanghai")
    assert application.member.name == "赵明"


def test_a_second_try_after_a_lost_mail_sends_a_code_again(client, cities, outbox):
    send(client)
    from django.core.cache import cache

    cache.clear()
    other = Client()
    answer = send(other)
    other.post(answer.url, {"code": code_in(outbox("ming@example.org")[-1])})
    assert Application.objects.get().state == Application.State.WAITING
    assert EmailAddress.objects.get().verified


def test_sign_up_with_the_mail_server_down_loses_nothing(client, cities, settings, drain, outbox):
    settings.MAIL_URL = "smtp://127.0.0.1:9"
    assert send(client).status_code == 302
    drain()
    mail = Mail.objects.get(to="ming@example.org")
    assert mail.state == Mail.State.QUEUED
    client.post("/accounts/confirm-email/", {"code": code_in(outbox("ming@example.org")[-1])})
    assert Application.objects.get().state == Application.State.WAITING


def test_a_city_without_coordinators_is_answered_by_the_network(client, cities, carmen, outbox):
    send(client)
    client.post("/accounts/confirm-email/", {"code": code_in(outbox("ming@example.org")[-1])})
    assert Application.objects.get().escalated_at
    assert len(outbox(carmen.email)) == 1


def test_an_applicant_changes_the_application_while_it_waits(client, confirmed):
    form = {name: value for name, value in ANSWERS.items() if name not in ("email", "consent")}
    answer = client.post("/join/edit/", form | {"why": "better words"})
    assert answer.url == "/join/status/"
    application = confirmed.applications.get()
    assert application.why == "better words"
    assert application.state == Application.State.WAITING


def test_nobody_else_changes_it(confirmed, bo):
    application = confirmed.applications.get()
    from network.access.rules import Denied

    with pytest.raises(Denied):
        actions.revise(application, by=bo, city=application.city, answers={})


@pytest.mark.parametrize(
    "extra",
    [
        {"status": "member"}, {"is_superuser": "on"}, {"state": "approved"}, {"is_network_coordinator": "1"},
        {"member": "1"}, {"decided_by": "1"}, {"handle": "root"}, {"verified": "1"}, {"city_id": "1"},
    ],
)  # fmt: skip
def test_what_the_form_does_not_ask_is_not_taken(client, cities, extra, outbox):
    """A19: neither status nor rights."""
    send(client, **extra)
    client.post("/accounts/confirm-email/", {"code": code_in(outbox("ming@example.org")[-1])} | extra)
    member = Member.objects.get()
    assert (member.status, member.is_superuser, member.is_network_coordinator) == ("applicant", False, False)
    assert member.handle == "ming-zhao"
    assert member.applications.get().state == Application.State.WAITING


def test_too_many_applications_from_one_place_are_held_up(client, cities):
    answers = [send(Client(), email=f"p{n}@example.org").status_code for n in range(21)]
    assert answers[-1] == 429
    assert set(answers[:20]) == {302}


def test_too_many_for_one_address_are_held_up_from_anywhere(cities):
    answers = [
        Client(REMOTE_ADDR=f"10.0.0.{n}").post("/join/", ANSWERS, headers={"x-forwarded-for": f"9.9.9.{n}"}).status_code
        for n in range(8)
    ]
    assert answers[-1] == 429
    assert Mail.objects.filter(to="ming@example.org").count() <= 5


def test_unconfirmed_tries_are_forgotten_after_a_month(client, cities):
    from datetime import timedelta

    from members.privacy.actions import run_clocks
    from network.kit.clock import now

    send(client)
    run_clocks("accounts.unconfirmed")
    assert Member.objects.exists()
    Member.objects.update(created_at=now() - timedelta(days=31))
    run_clocks("accounts.unconfirmed")
    assert not Member.objects.exists()


def test_the_old_door_leads_to_the_new_one(client, cities):
    assert client.get("/accounts/signup/?city=houston").url == "/join/?city=houston"
