"""Who holds neither password nor passkey proves anew who they are before keys are changed; suspended powers rest (A28,
A29).
"""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client

from members.accounts.middleware import FRESH_SECONDS, SIGNED_IN_AT
from members.accounts.models import Member
from tests.members.test_joining import code_in

KEYS = ("/accounts/email/", "/accounts/password/set/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/recovery-codes/generate/")  # fmt: skip


@pytest.fixture
def by_codes(bo):
    """Bo, who signs in by codes alone."""
    bo.set_unusable_password()
    bo.save()
    return bo


@pytest.fixture
def old_session(by_codes, sign_in):
    browser = sign_in(by_codes)
    session = browser.session
    session[SIGNED_IN_AT] = int(time.time()) - FRESH_SECONDS - 1
    session.save()
    return browser


@pytest.mark.parametrize("address", KEYS)
def test_an_old_session_of_one_without_a_password_changes_no_key(old_session, by_codes, address):
    """A29: allauth has nothing to ask such a person for, and would let the session through."""
    given = {"action_add": "", "email": "thief@example.org", "password1": "a long new password", "password2": ""}
    answer = old_session.post(address, given | {"password2": given["password1"]})
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/logout/?next=%2Faccounts%2Flogin%2Fcode%2F")
    by_codes.refresh_from_db()
    assert not by_codes.has_usable_password()
    assert not EmailAddress.objects.filter(email="thief@example.org").exists()
    assert not Authenticator.objects.exists()
    assert old_session.get("/me/").status_code == 200, "nobody is signed out before they say so"


def test_the_way_round_leads_back_to_where_it_began(old_session, by_codes, outbox):
    """A29: sign out, a code by mail, and the page that was asked for."""
    asked = old_session.get("/accounts/2fa/webauthn/add/")
    out = old_session.get(asked.url)
    assert "show once more that it is you" in out.text
    after = old_session.post("/accounts/logout/", {"next": out.context["redirect_field_value"]})
    assert after.url.startswith("/accounts/login/code/?next=")
    page = old_session.get(after.url)
    given = {"email": by_codes.email, "next": page.context["redirect_field_value"]}
    asked = old_session.post("/accounts/login/code/", given)
    form = old_session.get(asked.url).text.split('action="/accounts/login/code/confirm/"')[1].split("</form>")[0]
    hidden = dict(re.findall(r'<input type="hidden" name="(next)" value="([^"]*)"', form))
    code = code_in(outbox(by_codes.email)[-1])
    entered = old_session.post("/accounts/login/code/confirm/", {"code": code} | hidden)
    assert entered.url == "/accounts/2fa/webauthn/add/"
    assert old_session.get(entered.url).status_code == 200


def test_a_fresh_session_goes_on(by_codes, sign_in):
    """A29: who has just signed in by a code is not asked once more."""
    browser = sign_in(by_codes)
    assert browser.get("/accounts/2fa/webauthn/add/").status_code == 200
    browser.post("/accounts/email/", {"action_add": "", "email": "new@example.org"})
    by_codes.refresh_from_db()
    assert by_codes.email == "bo@example.org", "nothing counts before it is proved"


def test_to_look_takes_no_proof(old_session):
    for address in ("/accounts/email/", "/accounts/2fa/", "/me/security/"):
        assert old_session.get(address).status_code == 200


def test_another_browsers_sign_in_does_not_freshen_an_old_session(old_session, by_codes):
    """A28: the moment belongs to the session, not to the person."""
    Client().force_login(by_codes, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert old_session.get("/accounts/2fa/webauthn/add/").status_code == 302


@pytest.mark.parametrize("who", ["mei", "carmen", "nova"])
@pytest.mark.parametrize("status", ["suspended", "left"])
def test_suspended_powers_rest(who, status, request, sign_in, bo, cities, settings):
    """A28: neither the desk nor others' things are open to whoever was suspended, whatever the role was."""
    from tests.factories import things

    settings.REQUIRE_SECOND_FACTOR = False
    hidden = things.resource(bo, "For Houston alone", visibility="city", cities=["houston"])
    member = request.getfixturevalue(who)
    browser = sign_in(member)
    Member.objects.filter(pk=member.pk).update(status=status)
    for address in ("/manage/", "/manage/cities/", "/manage/pages/", "/digests/", "/digests/bo/", "/members/bo/"):
        assert browser.get(address, follow=True).status_code in (403, 404) or "Bo Carter" not in browser.get(
            address, follow=True
        ).text, address  # fmt: skip
    assert browser.get("/manage/cities/").status_code in (302, 403, 404)
    assert browser.get(f"/resources/{hidden.pk}/").status_code == 404
    assert browser.post(f"/resources/{hidden.pk}/withdraw/", {"reason": "x"}).status_code == 404
    assert browser.post("/uploads/", headers={"tus-resumable": "1.0.0", "upload-length": "5"}).status_code == 403
