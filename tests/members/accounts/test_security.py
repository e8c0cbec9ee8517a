"""Keys of an account: codes of an app, recovery codes that work once, and an end to all other sessions."""

import hashlib
import hmac
import struct
import time
from base64 import b32decode

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


def code_of(secret, at=None):
    """The six figures of RFC 6238 for a base32 secret, written out so that allauth does not judge itself."""
    counter = struct.pack(">Q", int((at or time.time()) // 30))
    digest = hmac.new(b32decode(secret), counter, hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def enter(member):
    browser = Client()
    answer = browser.post("/accounts/login/", {"login": member.email, "password": PASSWORD})
    assert answer.status_code == 302
    return browser, answer


@pytest.fixture
def with_app(bo):
    """Bo with codes of an app and recovery codes; returns (browser, secret, recovery codes)."""
    browser, _answer = enter(bo)
    # Whoever changes the keys shows once more that it is them.
    assert "/accounts/reauthenticate/" in browser.get("/accounts/2fa/totp/activate/").url
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    browser.get("/accounts/2fa/totp/activate/")
    secret = browser.session["mfa.totp.secret"]
    answer = browser.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert answer.status_code == 302
    codes = Authenticator.objects.get(user=bo, type="recovery_codes").wrap().get_unused_codes()
    assert len(codes) >= 8
    return browser, secret, codes


def test_after_the_password_the_app_is_asked_for(bo, with_app):
    browser, answer = enter(bo)
    assert "/accounts/2fa/authenticate/" in answer.url
    assert browser.get("/me/").status_code == 302
    assert browser.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert browser.get("/me/").status_code == 302


def test_a_recovery_code_works_once(bo, with_app):
    _browser, _secret, codes = with_app
    browser, _answer = enter(bo)
    assert browser.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == 302
    assert browser.get("/me/").status_code == 200
    again, _answer = enter(bo)
    again.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert again.get("/me/").status_code == 302


def test_one_button_ends_all_other_sessions(bo):
    here, _ = enter(bo)
    there, _ = enter(bo)
    for browser in (here, there):
        assert browser.get("/accounts/sessions/").status_code == 200
    assert "2" in here.get("/accounts/sessions/").content.decode()
    here.post("/accounts/sessions/")
    assert here.get("/me/").status_code == 200
    assert there.get("/me/").status_code == 302


@pytest.mark.parametrize("who", ["mei", "carmen", "nova"])
def test_who_curates_needs_a_second_proof(request, settings, who):
    settings.REQUIRE_SECOND_FACTOR = True
    member = request.getfixturevalue(who)
    browser, _ = enter(member)
    for address in ("/desk/", "/desk/invitations/shanghai/", "/manage/"):
        assert browser.get(address).url == "/accounts/2fa/", address
    assert browser.get("/me/").status_code == 200


def test_the_page_names_every_way_in_and_a_pause(bo, sign_in):
    page = sign_in(bo).get("/me/security/").content.decode()
    for address in (
        "/accounts/2fa/webauthn/add/", "/accounts/2fa/totp/activate/", "/accounts/password/", "/accounts/email/",
        "/accounts/sessions/", "/me/rest/",
    ):  # fmt: skip
        assert address in page
