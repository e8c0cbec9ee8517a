"""A server of sockets over the test's own database. Its tests commit: the server is another process."""

import asyncio
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from network.live.models import Document
from tests.network.live.people import Person, Server

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def database_url():
    """The address of the database of this test, for another process."""
    of = settings.DATABASES["default"]
    password = f":{quote(of['PASSWORD'])}" if of.get("PASSWORD") else ""
    port = f":{of['PORT']}" if of.get("PORT") else ""
    return f"postgres://{of.get('USER', '')}{password}@{quote(of['HOST'], safe='')}{port}/{of['NAME']}"


def session_of(member):
    """Sign a member in and return the key of the session."""
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    return session.session_key


@pytest.fixture
def document(transactional_db):
    """A new shared text."""
    return Document.objects.create(subject="trial:1")


@pytest.fixture
def serve(transactional_db):
    """Return `serve(*twists) -> Server`, started; all are killed at the end."""
    servers = []

    def start(*twists, **environ):
        servers.append(Server(database_url(), ",".join(twists), **environ).start())
        return servers[-1]

    yield start
    for server in servers:
        server.kill()


@pytest.fixture
def sign(transactional_db):
    """Return `sign(member) -> session key`."""
    return session_of


@pytest.fixture
def tab():
    """Return `tab(server, document, session, **query) -> Person`, not yet entered."""

    def make(server, document, session, **more):
        return Person(f"{server.address}/{document.pk}/", session, **more)

    return make


@pytest.fixture
def run():
    """Return `run(coroutine)`."""
    return asyncio.run
