"""Each who signs in has a browser of their own."""

import pytest
from django.test import Client


@pytest.fixture
def sign_in(db):
    """Return `sign_in(member) -> client`: a new browser in which that member is signed in."""

    def enter(member):
        browser = Client()
        browser.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
        return browser

    return enter
