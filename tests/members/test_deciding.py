"""Answering an application: the link of the mail, the desk, and everybody who must not."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from members.accounts import actions
from members.accounts.jobs import applications as daily_duty
from members.accounts.models import Application, Member
from members.accounts.terms import AlreadyAnswered, Stale
from network.access.rules import Denied, may
from network.activity.models import Activity
from network.cities.models import CoordinatorTerm, Partnership
from network.kit import links
from network.kit.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(xiu):
    return Application.objects.get(member=xiu)


@pytest.fixture
def link(mei, waiting):
    """The address in Mei's mail."""
    from members.accounts import letters

    letters.asked(waiting, [mei])
    from network.kit.models import Mail

    text = bytes(Mail.objects.get(to=mei.email).raw)
    from email import message_from_bytes, policy

    body = message_from_bytes(text, policy=policy.default).get_body(("plain",)).get_content()
    return re.search(r"http://localhost:8000(/join/answer/\S+)", body).group(1)


def press(client, address, act="approve", **extra):
    page = client.get(address).content.decode()
    revision = re.search(r'name="revision" value="(\d+)"', page)
    return client.post(address, {"act": act, "revision": revision.group(1) if revision else "1"} | extra)


def test_the_link_shows_and_one_press_lets_the_applicant_in(client, link, xiu, waiting, outbox):
    page = client.get(link)
    assert page.status_code == 200
    assert "我想和同伴一起学习" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert Application.objects.get().state == Application.State.WAITING, "looking changes nothing"
    assert press(client, link).status_code == 200
    xiu.refresh_from_db()
    assert xiu.is_member
    assert (xiu.home_city.slug, xiu.role, xiu.languages) == ("shanghai", "peer_supporter", ["zh-hans"])
    assert xiu.joined_at
    assert Activity.objects.filter(kind="accounts.approved", by__handle="mei").count() == 1
    assert Activity.objects.get(kind="accounts.joined").audience == ["city:shanghai"]
    (mail,) = outbox(xiu.email)
    assert "上海" in mail["Subject"]


def test_the_link_works_once(client, link, waiting, outbox, xiu):
    """A20: a second press acts on nothing."""
    press(client, link)
    again = client.get(link)
    assert 'name="act"' not in again.content.decode()
    assert client.post(link, {"act": "decline", "reason": "no", "revision": "1"}).status_code == 409
    assert Application.objects.get().state == Application.State.APPROVED
    assert len(outbox(xiu.email)) == 1


def test_the_link_expires(client, link, waiting, monkeypatch):
    import time

    later = time.time() + 15 * 86400
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert client.get(link).status_code == 410
    assert client.post(link, {"act": "approve", "revision": "1"}).status_code == 410
    assert Application.objects.get().state == Application.State.WAITING


def test_a_changed_link_leads_nowhere(client, link, waiting):
    assert client.get(link[:-4] + "abc/").status_code == 410
    other = links.sign("digests.unsubscribe", {"application": waiting.pk, "member": 1})
    assert client.get(f"/join/answer/{other}/").status_code == 410


def test_who_is_no_longer_coordinator_has_a_dead_link(client, link, mei, waiting):
    """A18: a replay by somebody who lost the office."""
    CoordinatorTerm.objects.filter(member=mei).delete()
    answer = client.get(link)
    assert answer.status_code == 410
    assert "我想和同伴" not in answer.content.decode()
    assert client.post(link, {"act": "approve", "revision": "1"}).status_code == 410
    assert Application.objects.get().state == Application.State.WAITING


def test_a_closed_account_has_a_dead_link(client, link, mei, waiting):
    Member.objects.filter(pk=mei.pk).update(is_active=False)
    assert client.post(link, {"act": "approve", "revision": "1"}).status_code == 410


def test_declining_takes_a_reason_and_the_applicant_reads_it(client, link, waiting, xiu, outbox):
    answer = press(client, link, "decline", reason="   ")
    assert answer.status_code == 422
    assert Application.objects.get().state == Application.State.WAITING
    press(client, link, "decline", reason="请先联系天津的同事 <b>&")
    application = Application.objects.get()
    assert (application.state, application.decided_by.handle) == (Application.State.DECLINED, "mei")
    (mail,) = outbox(xiu.email)
    assert "请先联系天津的同事 <b>&" in mail.get_body(("plain",)).get_content()
    assert "&lt;b&gt;&amp;" in mail.get_body(("html",)).get_content()
    reader = Client()
    reader.force_login(xiu, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "请先联系天津的同事" in reader.get("/join/status/").content.decode()


def test_who_was_declined_applies_again(client, mei, waiting, xiu, sign_in):
    actions.decline(waiting, by=mei, reason="wrong city")
    form = {"name": "陈秀", "name_latin": "Xiu Chen", "city": "tianjin", "role": "other", "why": "w", "offer": "o"}
    answer = sign_in(xiu).post("/join/edit/", form | {"languages": ["zh-hans"]})
    assert answer.status_code == 302
    assert list(xiu.applications.order_by("pk").values_list("state", "city__slug")) == [
        ("declined", "shanghai"),
        ("waiting", "tianjin"),
    ]


def test_what_changed_after_it_was_read_is_read_again(client, link, mei, waiting, xiu):
    """A18: a stale revision is a conflict."""
    page = client.get(link).content.decode()
    revision = re.search(r'name="revision" value="(\d+)"', page).group(1)
    answers = {name: getattr(waiting, name) for name in actions.joining.FIELDS}
    actions.revise(waiting, by=xiu, city=waiting.city, answers=answers | {"why": "other words", "name": "x"})
    answer = client.post(link, {"act": "approve", "revision": revision})
    assert answer.status_code == 409
    assert "other words" in answer.content.decode()
    assert Application.objects.get().state == Application.State.WAITING
    assert press(client, link).status_code == 200, "the refused press did not use the link up"


def test_two_coordinators_press_at_once(mei, carmen, waiting):
    actions.approve(waiting, by=mei)
    with pytest.raises(AlreadyAnswered):
        actions.decline(waiting, by=carmen, reason="no")
    assert Application.objects.get().state == Application.State.APPROVED


def test_stale_action(mei, waiting):
    with pytest.raises(Stale):
        actions.approve(waiting, by=mei, revision=waiting.revision + 1)


@pytest.mark.parametrize("who", ["bo", "freja", "diego", "sofie", "ex", "xiu", "tao"])
def test_others_may_not_answer(who, waiting, request):
    """A18, A20: nobody lets themselves in."""
    person = request.getfixturevalue(who)
    assert not may(person, "accounts.decide", waiting)
    with pytest.raises(Denied):
        actions.approve(waiting, by=person)
    assert Application.objects.get(pk=waiting.pk).state == Application.State.WAITING


@pytest.mark.parametrize("who", ["mei", "carmen", "nova"])
def test_these_may(who, waiting, request):
    assert may(request.getfixturevalue(who), "accounts.decide", waiting)


def test_nobody_answers_their_own_application_whatever_they_coordinate(waiting, xiu, cities):
    """A18: not even an administrator."""
    xiu.status = Member.Status.MEMBER
    xiu.is_superuser = xiu.is_network_coordinator = True
    xiu.save()
    CoordinatorTerm.objects.create(city=cities["shanghai"], member=xiu, starts_on=now().date())
    assert not may(xiu, "accounts.decide", waiting)
    with pytest.raises(Denied):
        actions.approve(waiting, by=xiu)


def test_a_term_that_is_over_answers_nothing(mei, waiting):
    CoordinatorTerm.objects.filter(member=mei).update(ends_on=now().date() - timedelta(days=1))
    assert not may(mei, "accounts.decide", waiting)


def test_from_the_desk(mei, waiting, sign_in, xiu):
    browser = sign_in(mei)
    desk = browser.get("/desk/").content.decode()
    assert "陈秀" in desk
    assert f'href="{waiting.get_absolute_url()}"' in desk
    answer = press(browser, waiting.get_absolute_url())
    assert (answer.status_code, answer.url) == (302, "/desk/")
    xiu.refresh_from_db()
    assert xiu.is_member
    assert "陈秀" not in browser.get("/desk/").content.decode().split("<main", 1)[1].split("</h1>", 1)[1]


@pytest.mark.parametrize("who", ["bo", "freja", "tao"])
def test_another_citys_application_does_not_exist(who, waiting, request, sign_in):
    browser = sign_in(request.getfixturevalue(who))
    assert browser.get(waiting.get_absolute_url()).status_code == 404
    assert browser.post(waiting.get_absolute_url(), {"act": "approve", "revision": "1"}).status_code == 404
    assert browser.get("/desk/applications/999999/").status_code == 404
    assert Application.objects.get().state == Application.State.WAITING


def test_five_days_without_an_answer_bring_in_the_network_once(mei, waiting, carmen, xiu, outbox):
    Application.objects.update(submitted_at=now() - timedelta(days=4, hours=23))
    daily_duty()
    assert not outbox(carmen.email)
    Application.objects.update(submitted_at=now() - timedelta(days=5, minutes=1))
    daily_duty()
    daily_duty()
    assert len(outbox(carmen.email)) == 1
    assert len(outbox(xiu.email)) == 1
    assert Application.objects.get().escalated_at
    assert Activity.objects.filter(kind="accounts.escalated").count() == 1


def test_an_answered_application_is_not_escalated(mei, waiting, carmen, outbox):
    actions.approve(waiting, by=mei)
    Application.objects.update(submitted_at=now() - timedelta(days=9))
    daily_duty()
    assert not outbox(carmen.email)


def test_without_network_coordinators_the_administrators_are_asked(waiting, nova, outbox):
    actions.escalate(waiting)
    assert len(outbox(nova.email)) == 1


def test_a_link_needs_the_second_factor_where_it_is_required(client, link, waiting, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    assert client.get(link).status_code == 403
    assert client.post(link, {"act": "approve", "revision": "1"}).status_code == 403
    assert Application.objects.get().state == Application.State.WAITING


def test_the_link_is_all_that_it_takes_and_a_browser_without_referrer_is_let_through(link, waiting):
    strict = Client(enforce_csrf_checks=True)
    data = {"act": "approve", "revision": "1"}
    assert strict.post("/join/answer/forged/", data, headers={"origin": "null"}).status_code == 410
    assert Application.objects.get().state == Application.State.WAITING
    assert strict.post(link, data, headers={"origin": "null"}).status_code == 200
    assert Application.objects.get().state == Application.State.APPROVED


def test_an_approval_after_the_city_was_paused_is_still_the_networks_to_give(carmen, waiting, cities):
    Partnership.objects.filter(city=cities["shanghai"]).update(state="paused")
    assert may(carmen, "accounts.decide", waiting)


def test_who_lost_the_role_before_the_hand_over_is_not_told_who_applied(mei, waiting, drain):
    """A22: the mail is asked once more at the last moment."""
    from members.accounts import letters
    from network.kit.models import Mail

    letters.asked(waiting, [mei])
    CoordinatorTerm.objects.filter(member=mei).delete()
    drain()
    assert Mail.objects.get(member=mei).state == Mail.State.DROPPED
