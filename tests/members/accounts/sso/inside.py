"""Run by test_single_sign_on.py in a process of its own, in which the settings name a server."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client

from members.accounts.models import Member

pytestmark = pytest.mark.django_db


def come_back_from(server_says):
    """Press the button, let the server say who it is, and come back; returns (browser, the answer)."""
    browser = Client()
    page = browser.get("/accounts/login/").content.decode()
    assert "Sign in with City hall" in page
    assert 'action="/accounts/oidc/sso/login/"' in page
    leave = browser.post("/accounts/oidc/sso/login/")
    assert leave.status_code == 302
    asked = {key: values[0] for key, values in parse_qs(urlsplit(leave.url).query).items()}
    assert leave.url.startswith(settings.OIDC_SERVER)
    assert asked["code_challenge_method"] == "S256", "a code alone could be stolen"
    requests.post(f"{settings.OIDC_SERVER}/say", json=server_says, timeout=10)
    return browser, browser.get("/accounts/oidc/sso/login/callback/", {"code": "c", "state": asked["state"]})


def test_a_proved_address_opens_the_account_that_has_it(bo):
    browser, answer = come_back_from({"sub": "1", "email": bo.email, "email_verified": True})
    assert (answer.status_code, answer.url) == (302, "/me/")
    assert browser.get("/me/").status_code == 200


def test_an_address_that_the_server_has_not_proved_opens_nothing(bo):
    browser, answer = come_back_from({"sub": "2", "email": bo.email, "email_verified": False})
    assert answer.url == "/join/"
    assert browser.get("/me/").status_code == 302


def test_a_stranger_is_shown_the_way_in_and_no_account_is_made(bo):
    before = Member.objects.count()
    _browser, answer = come_back_from({"sub": "3", "email": "new@example.org", "email_verified": True})
    assert answer.url == "/join/"
    assert Member.objects.count() == before
    assert not EmailAddress.objects.filter(email="new@example.org").exists()


def test_a_made_up_answer_signs_nobody_in(bo):
    answer = Client().get("/accounts/oidc/sso/login/callback/", {"code": "c", "state": "made up"})
    assert answer.status_code in (302, 200)
    assert "_auth_user_id" not in answer.wsgi_request.session


def test_the_policy_lets_the_button_lead_there_and_nowhere_else(client):
    policy = client.get("/accounts/login/")["Content-Security-Policy"]
    (action,) = [part for part in policy.split(";") if "form-action" in part]
    assert action.split() == ["form-action", "'self'", settings.OIDC_SERVER]
