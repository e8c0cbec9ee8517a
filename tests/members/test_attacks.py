"""Attacks on the doors of the house; the letters are those of the attack list of the security notes."""

import re
import statistics
import time

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import get_resolver

from members.accounts.models import Application, Consent, Member
from network.kit.models import Mail
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

POLYGLOT = (
    "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert() )//</title/</textarea/--!>\\x3csVg/<sVg/oNloAd=alert()//>"
)
LOGIN = "/accounts/login/"


def sign_in_as(client, email, password, **headers):
    return client.post(LOGIN, {"login": email, "password": password}, **headers)


def is_in(client):
    return "_auth_user_id" in client.session


# -- A24: brute force ----------------------------------------------------------------------------------------------
def test_wrong_passwords_are_stopped_and_the_right_one_then_as_well(client, bo):
    for _ in range(12):
        sign_in_as(client, bo.email, "wrong")
    sign_in_as(client, bo.email, PASSWORD)
    assert not is_in(client)


def test_other_spellings_and_other_addresses_share_the_limit(bo):
    spellings = [
        "BO@example.org",
        "bo@EXAMPLE.org",
        " bo@example.org",
        "Bo@Example.Org",
        "bo@example.org",
        "bO@example.org",
    ]
    for n, email in enumerate(spellings):
        sign_in_as(Client(REMOTE_ADDR=f"10.0.0.{n}"), email, "wrong", headers={"x-forwarded-for": f"8.8.8.{n}"})
    last = Client(REMOTE_ADDR="10.0.1.1")
    sign_in_as(last, bo.email, PASSWORD)
    assert not is_in(last)


def test_a_forged_proxy_header_does_not_reset_the_limit_of_a_place(cities):
    codes = [
        Client().post(LOGIN, {"login": f"p{n}@example.org", "password": "x"}, headers={"x-forwarded-for": f"9.9.9.{n}"})
        for n in range(40)
    ]
    assert codes[-1].status_code == 429 or b"Too many" in codes[-1].content


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True), ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
     ("::ffff:10.0.0.1", "10.0.0.1", True), ("10.0.0.1", "10.0.0.2", False), ("unix", "unix", True)],
)  # fmt: skip
def test_a_household_shares_the_limits_of_its_place(rf, one, other, same):
    """A24: with version 6 one connection has more addresses than there are tries in the world."""
    from network.kit.ratelimit import address_of

    found = {address_of(rf.get("/", REMOTE_ADDR=address)) for address in (one, other)}
    assert (len(found) == 1) == same


def test_the_limits_stand_while_valkey_is_away(client, bo, settings):
    settings.CACHES = settings.CACHES | {
        "fragments": {"BACKEND": "network.kit.cache.ForgivingRedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    }
    for _ in range(8):
        sign_in_as(client, bo.email, "wrong")
    sign_in_as(client, bo.email, PASSWORD)
    assert not is_in(client)


def test_filling_the_cache_does_not_push_the_limits_out(client, bo):
    from django.core.cache import cache

    for _ in range(8):
        sign_in_as(client, bo.email, "wrong")
    for n in range(400):
        cache.set(f"0flood{n}", n, 3600)
        cache.set(f"zflood{n}", n, 3600)
    sign_in_as(client, bo.email, PASSWORD)
    assert not is_in(client)


# -- A25: enumeration ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/accounts/password/reset/", {"email": "{}"}),
        ("/accounts/login/code/", {"email": "{}"}),
        (LOGIN, {"login": "{}", "password": "wrong-password"}),
    ],
)
def test_known_and_unknown_addresses_get_the_same_answer(bo, address, data):
    answers = []
    for email in ("bo@example.org", "no@example.org"):
        browser = Client()
        answer = browser.post(address, {name: value.format(email) for name, value in data.items()}, follow=True)
        answers.append((answer.status_code, answer.redirect_chain, len(answer.content)))
    assert answers[0][:2] == answers[1][:2]
    assert abs(answers[0][2] - answers[1][2]) <= 0.05 * answers[0][2]


def test_applying_takes_as_long_for_a_known_address(bo, monkeypatch):
    from tests.members.test_joining import ANSWERS

    monkeypatch.setattr("members.accounts.views.joining.allow", lambda *_: True)
    monkeypatch.setattr("members.accounts.adapter.ratelimit.allow", lambda *_: True)
    from django.core.cache import cache

    times = {"bo@example.org": [], "new": []}
    for n in range(30):
        for kind in times:
            cache.clear()
            email = kind if "@" in kind else f"new{n}@example.org"
            browser = Client(REMOTE_ADDR=f"10.0.{n}.1")
            started = time.perf_counter()
            browser.post("/join/", ANSWERS | {"email": email})
            times[kind].append(time.perf_counter() - started)
    known, new = (statistics.median(found) for found in times.values())
    # The bound is wide because other work shares the machine; without the equal work it is about one half.
    assert 0.7 < known / new < 1.43, (known, new)


# -- A26: mail bomb ------------------------------------------------------------------------------------------------
def test_no_mail_box_is_flooded_through_all_doors_together(bo):
    from tests.members.test_joining import ANSWERS

    last = []
    for n in range(7):
        for address, data in (
            ("/accounts/password/reset/", {"email": bo.email}),
            ("/accounts/login/code/", {"email": bo.email}),
            ("/join/", ANSWERS | {"email": bo.email}),
        ):
            last.append(Client(REMOTE_ADDR=f"10.1.{n}.1").post(address, data).status_code)
    assert Mail.objects.filter(to=bo.email).count() <= 5
    assert 429 in last


# -- A27: host header ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("headers", [{"host": "evil.example"}, {"x-forwarded-host": "evil.example"}])
def test_a_forged_host_reaches_no_mail(bo, headers):
    Client().post("/accounts/password/reset/", {"email": bo.email}, headers=headers)
    Client().post("/accounts/login/code/", {"email": "no@example.org"}, headers=headers)
    for mail in Mail.objects.all():
        assert b"evil" not in bytes(mail.raw)


# -- A28: sessions -------------------------------------------------------------------------------------------------
def test_signing_in_changes_the_session(client, bo, cities):
    client.post("/join/draft/", {"why": "x"})
    before = client.session.session_key
    sign_in_as(client, bo.email, PASSWORD)
    assert is_in(client)
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_signing_out_ends_it(client, bo):
    sign_in_as(client, bo.email, PASSWORD)
    key = client.session.session_key
    client.post("/accounts/logout/")
    thief = Client()
    thief.cookies["sessionid"] = key
    assert thief.get("/me/").status_code == 302


def test_a_closed_account_is_out_at_once(bo, sign_in):
    browser = sign_in(bo)
    assert browser.get("/me/").status_code == 200
    Member.objects.filter(pk=bo.pk).update(is_active=False)
    assert browser.get("/me/").url.startswith(LOGIN)
    assert not is_in(Client()) and sign_in_as(Client(), bo.email, PASSWORD).url != "/me/"


def test_a_lost_role_is_lost_at_once(mei, xiu, sign_in):
    browser = sign_in(mei)
    application = Application.objects.get()
    assert browser.get(application.get_absolute_url()).status_code == 200
    mei.terms.all().delete()
    assert browser.get(application.get_absolute_url()).status_code == 404
    assert browser.post(application.get_absolute_url(), {"act": "approve", "revision": "1"}).status_code == 404


def test_a_suspended_member_sees_no_members(bo, sign_in):
    browser = sign_in(bo)
    Member.objects.filter(pk=bo.pk).update(status=Member.Status.SUSPENDED)
    assert browser.get("/members/").status_code == 302


# -- the second factor ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["mei", "carmen", "nova"])
def test_curators_without_a_second_factor_are_led_to_it(who, request, sign_in, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    browser = sign_in(request.getfixturevalue(who))
    for address in ("/desk/", "/desk/applications/1/", "/manage/", "/manage/pages/"):
        answer = browser.get(address)
        assert (answer.status_code, answer.url) == (302, "/accounts/2fa/"), address
    assert browser.get("/me/").status_code == 200


def test_with_it_they_walk_in_and_ordinary_members_need_none(mei, bo, sign_in, settings):
    from allauth.mfa.models import Authenticator

    settings.REQUIRE_SECOND_FACTOR = True
    assert sign_in(bo).get("/desk/").status_code == 200
    Authenticator.objects.create(user=mei, type="totp", data={"secret": "x"})
    assert sign_in(mei).get("/desk/").status_code == 200


def test_a_password_alone_opens_no_session_where_a_second_factor_is_set(client, mei):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(mei, generate_totp_secret())
    answer = sign_in_as(client, mei.email, PASSWORD)
    assert answer.url.startswith("/accounts/2fa/authenticate/")
    assert not is_in(client)


# -- A29: change of address ----------------------------------------------------------------------------------------
def test_a_new_address_counts_only_when_it_is_proved(bo, sign_in):
    browser = sign_in(bo)
    browser.post("/accounts/email/", {"action_add": "", "email": "thief@example.org"}, follow=True)
    bo.refresh_from_db()
    assert bo.email == "bo@example.org"
    assert not EmailAddress.objects.filter(email="thief@example.org", verified=True).exists()


def test_a_change_of_address_asks_for_proof_and_tells_the_old_one(client, bo, outbox):
    from tests.members.test_joining import code_in

    sign_in_as(client, bo.email, PASSWORD)
    asked = client.post("/accounts/email/", {"action_add": "", "email": "new@example.org"})
    assert "reauthenticate" in asked.url
    client.post(asked.url, {"password": PASSWORD, "next": "/accounts/email/"})
    bo.refresh_from_db()
    assert bo.email == "bo@example.org"
    client.post("/accounts/confirm-email/", {"code": code_in(outbox("new@example.org")[-1])})
    bo.refresh_from_db()
    assert bo.email == "new@example.org"
    assert outbox("bo@example.org"), "the old address is told"
    assert not Application.objects.exists(), "a proved address of a member is no application"


def test_an_old_session_must_prove_itself_before_it_changes_the_address(bo, sign_in):
    answer = sign_in(bo).post("/accounts/email/", {"action_add": "", "email": "new@example.org"})
    assert "reauthenticate" in answer.url


def test_wrong_codes_of_the_app_are_stopped(client, mei):
    from allauth.mfa.totp.internal import auth

    secret = auth.generate_totp_secret()
    auth.TOTP.activate(mei, secret)
    sign_in_as(client, mei.email, PASSWORD)
    for _ in range(12):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    right = auth.format_hotp_value(auth.hotp_value(secret, next(auth.yield_hotp_counters_from_time())))
    client.post("/accounts/2fa/authenticate/", {"code": right})
    assert not is_in(client)


def test_wrong_passwords_at_the_second_asking_are_stopped(bo, sign_in):
    browser = sign_in(bo)
    answers = [browser.post("/accounts/reauthenticate/", {"password": "wrong"}) for _ in range(14)]
    answers.append(browser.post("/accounts/reauthenticate/", {"password": PASSWORD}))
    assert answers[-1].status_code != 302


def test_codes_by_mail_cannot_be_guessed(client, bo):
    client.post("/accounts/login/code/", {"email": bo.email})
    for n in range(20):
        client.post("/accounts/login/code/confirm/", {"code": f"AAA-{n:03}"})
    assert not is_in(client)
    assert client.get("/accounts/login/code/confirm/").status_code == 302


# -- A30: open redirects -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "target",
    ["//evil.example", "/\\evil.example", "https:evil.example", "javascript:alert(1)", "https://evil.example",
     "http://localhost:8000@evil.example", "/%0d%0aSet-Cookie:x=1", "///evil.example"],
)  # fmt: skip
def test_next_leads_nowhere_else(client, bo, target):
    answer = client.post(LOGIN, {"login": bo.email, "password": PASSWORD, "next": target})
    assert answer.status_code == 302
    assert answer.url == "/me/" or (answer.url.startswith("/") and not answer.url.startswith(("//", "/\\")))
    assert "evil" not in answer.url
    assert "\r" not in answer.url


# -- A31: methods and forged forms ---------------------------------------------------------------------------------
POSTS = ["/join/", "/join/draft/", "/join/edit/", "/me/zone/", "/me/topics/", "/me/profile/", "/accounts/logout/"]


@pytest.mark.parametrize("address", POSTS)
def test_every_form_needs_its_token(address, bo):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(bo, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert strict.post(address, {}).status_code == 403
    assert strict.post(address, "{}", content_type="text/plain").status_code == 403


def _rows():
    return (
        list(Member.objects.values().order_by("pk")), list(Application.objects.values().order_by("pk")),
        Consent.objects.count(), Mail.objects.count(),
    )  # fmt: skip


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(method, mei, bo, xiu, sign_in):
    application = Application.objects.get()
    browser = sign_in(mei)
    before = _rows()
    mine = [p for p in get_resolver().url_patterns if getattr(p, "pattern", None)]
    assert mine
    for address in ("/me/", "/me/zone/", "/me/topics/?topic=x", "/me/profile/?name=x", "/me/may/", "/me/security/",
                    "/join/", "/join/draft/", "/join/status/", "/join/edit/", "/desk/", "/members/", "/members/bo/",
                    f"{application.get_absolute_url()}?act=approve&revision=1"):  # fmt: skip
        getattr(browser, method)(address)
    assert _rows() == before


# -- scripts in what people write ----------------------------------------------------------------------------------
def test_no_field_of_an_application_becomes_markup_anywhere(client, mei, carmen, sign_in, outbox):
    from members.accounts import actions
    from tests.members.test_joining import ANSWERS, code_in

    bad = dict.fromkeys(("name", "why", "offer", "seek", "interests", "organisation"), POLYGLOT)
    applicant = Client()
    applicant.post("/join/", ANSWERS | bad | {"name": "林" + POLYGLOT[:130], "name_latin": POLYGLOT[:140]})
    applicant.post("/accounts/confirm-email/", {"code": code_in(outbox("ming@example.org")[-1])})
    application = Application.objects.get(member__email="ming@example.org")
    pages = [applicant.get("/join/status/"), applicant.get("/join/edit/")]
    browser = sign_in(mei)
    pages += [browser.get("/desk/"), browser.get(application.get_absolute_url()), browser.get("/me/")]
    actions.decline(application, by=carmen, reason=POLYGLOT)
    pages += [applicant.get("/join/status/")]
    answers = {name: getattr(application, name) for name in actions.joining.FIELDS}
    again = actions.apply_again(by=application.member, city=application.city, answers=answers)
    actions.approve(again, by=mei)
    handle = Member.objects.get(email="ming@example.org").handle
    pages += [browser.get("/members/"), browser.get(f"/members/{handle}/"), applicant.get("/me/"),
              applicant.get("/me/profile/")]  # fmt: skip
    for page in pages:
        assert page.status_code == 200
        assert not re.search(r"<svg/onload", page.content.decode(), re.I)
    for mail in [*outbox(mei.email), *outbox("ming@example.org")]:
        assert "\n" not in mail["Subject"]
        html = mail.get_body(("html",))
        assert html is None or not re.search(r"<svg/onload", html.get_content(), re.I)


@pytest.mark.parametrize("field", ["name", "why", "email", "city", "role", "languages", "website"])
@pytest.mark.parametrize("value", ["\x00", "\ud800".encode("utf-8", "surrogatepass"), "x" * 200_000, "\u202e\u2066"])
def test_no_input_breaks_the_form(client, cities, field, value):
    from tests.members.test_joining import ANSWERS

    client.raise_request_exception = False
    assert client.post("/join/", ANSWERS | {field: value}).status_code in (302, 400, 413, 422)
    assert client.get("/join/").status_code == 200


def test_nobody_has_a_mail_sent_again_and_again(bo, sign_in):
    """A26: not even to oneself."""
    from network.kit import mail

    message = mail.compose(bo.email, "Hello", "Hello", key="once")
    letter = mail.queue(message, to=bo.email, key="once", kind="account", language="en", member=bo)
    browser = sign_in(bo)
    codes = [browser.post(f"/me/mail/{letter.pk}/again/").status_code for _ in range(12)]
    assert codes[:10] == [302] * 10 and codes[10:] == [429, 429]
    assert Mail.objects.filter(to=bo.email).count() == 11


def test_a_stranger_cannot_fill_the_database_with_drafts(client, cities, monkeypatch):
    """A44: what is kept of a form is short, and how often a place may have it kept is counted."""
    from members.accounts.views import joining

    many = {name: ["x" * 10_000] * 40 for name in ("name", "why", "languages", "offer")}
    assert client.post("/join/draft/", many).status_code == 200
    assert len(Session.objects.get().session_data) < 40_000
    monkeypatch.setattr(joining, "_may_keep", lambda request: False)
    other = Client()
    assert other.post("/join/draft/", many).status_code == 409
    other.post("/join/", many | {"save": "1"})
    assert Session.objects.count() == 1


def test_what_strangers_type_into_closed_forms_is_counted(cities):
    """A44: a form sent without a session is kept for the sign-in, but not for a machine that sends thousands."""
    for _ in range(40):
        answer = Client().post("/resources/1/edit/", {"title": "x" * 1000})
        assert answer.status_code == 302
    assert Session.objects.count() == 30
