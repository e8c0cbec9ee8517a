"""A server of sockets over the test's own database. Its tests commit: the server is another process."""

import asyncio
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection

from network.embedded.places import place
from network.embedded.postgres import Postgres
from network.live.models import Document
from tests.network.live.people import Nursery, Person, Server


def database():
    """The database of this test, for another process."""
    return {name: settings.DATABASES["default"][name] for name in ("NAME", "HOST", "PORT", "USER", "PASSWORD")}


def commit(function, *arguments, **more):
    """Call in a thread, whose connection is not that of the test's transaction: other processes see what it does."""

    def work():
        try:
            return function(*arguments, **more)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        return threads.submit(work).result()


@pytest.fixture(scope="module")
def traces(django_db_setup, django_db_blocker):
    """Take away, after the last test of a file, what its tests committed; to empty all tables each time takes long."""
    yield
    with django_db_blocker.unblock():
        commit(_clean)


def _clean():
    with connection.cursor() as cursor:
        for table in ("live_snapshot", "live_update", "live_client", "live_document", "django_session"):
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("DELETE FROM accounts_member WHERE email LIKE '%@live.example'")


@pytest.fixture
def document(db, traces):
    """A new shared text."""
    return commit(Document.objects.create, subject=f"trial:{uuid.uuid4().hex[:8]}")


def _member(name):
    @pytest.fixture(name=name.lower())
    def member(db, traces):
        handle = f"{name}-{uuid.uuid4().hex[:8]}".lower()
        facts = {"email": f"{handle}@live.example", "handle": handle, "name": name, "status": "member"}
        return commit(get_user_model().objects.create, **facts)

    return member


ann, ben, eva = (_member(name) for name in ("Ann", "Ben", "Eva"))


@pytest.fixture(scope="session")
def nursery():
    """Where servers come from."""
    nursery = Nursery()
    yield nursery
    nursery.end()


@pytest.fixture(scope="session")
def common(django_db_setup, nursery):
    """One server without faults for all tests that do not break it."""
    server = Server(nursery, database()).start()
    asyncio.run(server.up())
    return server


@pytest.fixture
def serve(db, traces, nursery):
    """Return `serve(*twists) -> Server`, started; all are killed at the end."""
    servers = []

    def start(*twists):
        servers.append(Server(nursery, database(), ",".join(twists)).start())
        return servers[-1]

    yield start
    for server in servers:
        server.kill()


@pytest.fixture
def own(tmp_path):
    """A PostgreSQL of this test alone; durable, since it dies."""
    postgres = Postgres(place(tmp_path / "own"), lambda text: None)
    postgres.start()
    yield postgres
    postgres.stop()


@pytest.fixture
def sign(db, traces):
    """Return `sign(member) -> key of a session` in which that member is signed in."""

    from tests.network.live.twisted import sign_in

    return lambda member: commit(sign_in, member)


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
