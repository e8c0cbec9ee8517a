"""Keys for programs: shown once, kept as a hash, revoked by their owner, taken along and erased."""

import re

import pytest

from network.access.rules import Denied
from network.activity.models import Activity
from network.interchange import actions, personal
from network.interchange.models import Token
from network.interchange.terms import MOST, TooMany
from network.kit.clock import now

pytestmark = pytest.mark.django_db


def make_on_page(browser, name="My script"):
    answer = browser.post("/me/tokens/", {"name": name, "days": "90"})
    return re.search(r"<code>(pskn_[\w-]{43})</code>", answer.content.decode())[1]


def test_a_key_is_made_shown_once_used_and_revoked(at_home, sign_in, bo, client):
    browser = at_home(bo)
    secret = make_on_page(browser)
    token = Token.objects.get()
    assert secret not in str(token.__dict__) and token.digest == actions.digest_of(secret)
    page = browser.get("/me/tokens/").content.decode()
    assert secret not in page and "My script" in page and token.start in page
    browser.logout()
    assert client.get("/api/v1/cities", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    token.refresh_from_db()
    assert token.used_at
    sign_in(bo).post(f"/me/tokens/{token.pk}/revoke/")
    client.logout()
    assert client.get("/api/v1/cities", headers={"Authorization": f"Bearer {secret}"}).status_code == 401
    happened = Activity.objects.filter(kind__startswith="interchange.").order_by("pk")
    assert [one.kind for one in happened] == ["interchange.token_made", "interchange.token_revoked"]


def test_what_was_typed_stays_and_the_error_stands_beside_it(sign_in, bo):
    answer = sign_in(bo).post("/me/tokens/", {"name": "x" * 101, "days": "90"})
    assert answer.status_code == 422 and "x" * 101 in answer.content.decode()
    assert sign_in(bo).post("/me/tokens/", {"name": "x", "days": "99999"}).status_code == 422
    assert not Token.objects.exists()


def test_an_old_session_proves_first_who_it_is_and_then_goes_on(client, bo):
    from tests.cast import PASSWORD

    client.post("/accounts/login/", {"login": bo.email, "password": PASSWORD})
    answer = client.post("/me/tokens/", {"name": "My script", "days": "90"})
    assert answer.status_code == 302 and answer.url.startswith("/accounts/reauthenticate/")
    assert not Token.objects.exists()
    assert client.get("/me/tokens/").status_code == 200, "to look at them takes no proof"
    answer = client.post(answer.url, {"password": PASSWORD, "next": "/me/tokens/"})
    assert answer.status_code == 200 and re.search(r"<code>pskn_[\w-]{43}</code>", answer.content.decode())
    assert Token.objects.get().name == "My script"


def test_who_signs_in_by_codes_alone_signs_in_once_more_but_revokes_at_once(sign_in, bo):
    from members.accounts.middleware import SIGNED_IN_AT

    bo.set_unusable_password()
    bo.save()
    browser = sign_in(bo)
    assert browser.post("/me/tokens/", {"name": "x", "days": "90"}).status_code == 200, "just signed in"
    session = browser.session
    session[SIGNED_IN_AT] = 0
    session.save()
    answer = browser.post("/me/tokens/", {"name": "x", "days": "90"})
    assert answer.status_code == 302 and answer.url.startswith("/accounts/logout/")
    assert browser.get("/me/tokens/").status_code == 200
    token = Token.objects.get()
    assert browser.post(f"/me/tokens/{token.pk}/revoke/").url == "/me/tokens/"
    token.refresh_from_db()
    assert not token.is_good


def test_nobody_touches_the_keys_of_others(sign_in, bo, mei, xiu):
    token, _secret = actions.make("Mine", by=bo)
    assert sign_in(mei).post(f"/me/tokens/{token.pk}/revoke/").status_code == 404
    with pytest.raises(Denied):
        actions.revoke(token, by=mei)
    assert "Mine" not in sign_in(mei).get("/me/tokens/").content.decode()
    assert sign_in(xiu).post("/me/tokens/", {"name": "x", "days": "90"}).status_code == 403
    token.refresh_from_db()
    assert token.is_good


def test_nobody_holds_more_than_some(at_home, bo):
    for _ in range(MOST):
        actions.make("x", by=bo)
    with pytest.raises(TooMany):
        actions.make("x", by=bo)
    assert at_home(bo).post("/me/tokens/", {"name": "x", "days": "90"}).status_code == 422


def test_hostile_names_stay_words(at_home, bo):
    browser = at_home(bo)
    make_on_page(browser, "<script>alert(1)</script>")
    assert "<script>alert(1)" not in browser.get("/me/tokens/").content.decode()


def test_a_member_takes_them_along_and_leaves_none(bo):
    _token, secret = actions.make("Mine", by=bo)
    (told,) = personal.mine(bo)
    assert told["name"] == "Mine" and secret not in str(told)
    personal.erase(bo, keep_authorship=True)
    assert not Token.objects.exists()


def test_old_keys_are_let_go(bo):
    token, _secret = actions.make("Old", by=bo)
    actions.revoke(token, by=bo)
    assert personal.old_tokens(token.created_at, 100) == 0
    assert personal.old_tokens(now(), 100) == 1
