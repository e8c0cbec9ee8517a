"""What every test may ask for: the cast, their cities, and guards that are on from the first day."""

import os

import pytest
from django.core.cache import caches
from django.utils import translation
from xdist.scheduler import LoadScopeScheduling

from network.kit import bundle, translations
from tests import cast
from tests.factories import world
from tests.journeys.loud import pytest_terminal_summary  # noqa: F401 - a hook of pytest


class Journeys(LoadScopeScheduling):
    """Hands tests to the processes one by one, but the journeys all to one: they share a portal, and follow a story.

    (xdist's own groups are lost on the way with this pytest: it writes them into names that tests no longer have.)
    """

    def _split_scope(self, nodeid):
        return "journeys" if nodeid.startswith("tests/journeys/") else nodeid


def pytest_xdist_make_scheduler(config, log):
    """Schedule like that."""
    return Journeys(config, log)


def pytest_configure(config):
    """Compile the catalogues and build the editor before any process of the run reads them: a fresh clone has none."""
    translations.compile_all()
    if not hasattr(config, "workerinput"):
        try:
            bundle.build()
        except bundle.Unbuilt as error:
            print(f"THE EDITOR WAS NOT BUILT, so its tests fail: {error}")


@pytest.fixture(autouse=True, scope="session")
def _own_cache():
    """Each process has its own part of Valkey: another's end of a test empties it, another's pages fill it."""
    from django.conf import settings

    kept = settings.CACHES["fragments"]
    part = 1 + int("".join(filter(str.isdigit, os.environ.get("PYTEST_XDIST_WORKER", ""))) or 0) % 14
    kept["LOCATION"] += f"{'&' if '?' in kept['LOCATION'] else '?'}db={part}"


@pytest.fixture(autouse=True)
def _fresh(settings, tmp_path):
    """Each test has its own files and its own search index, and no memory of another's cache."""
    settings.FILES_ROOT = tmp_path / "files"
    settings.SEARCH_ROOT = tmp_path / "search"
    settings.MEDIA_ROOT = tmp_path / "media"
    # Django's test runner would keep mails in memory; here they are rows, as in service.
    settings.MAILERS = {"default": {"BACKEND": "network.kit.mail.OutboxBackend"}}
    from django.core.files.storage import storages

    storages._storages.pop("files", None)
    settings.STORAGES = settings.STORAGES | {
        "files": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "files")},
        }
    }
    yield
    from resources.library import words

    caches["fragments"].clear()
    words.changed()  # what a process remembers for a second is older than the next test
    translation.deactivate()  # a request leaves its language behind in the thread


@pytest.fixture
def in_english(monkeypatch):
    """Let everybody of the cast read English, for tests of words that have nothing to do with languages."""
    people = {handle: (*row[:3], "en", *row[4:]) for handle, row in cast.PEOPLE.items()}
    monkeypatch.setattr(cast, "PEOPLE", people)


@pytest.fixture
def cities(db):
    """The five cities with active partnerships, by slug."""
    return world.five_cities()


def _person(handle):
    @pytest.fixture(name=handle)
    def person(cities):
        return cast.make(handle, cities)

    return person


mei, bo, nova, freja, diego, priya, tao, carmen, sofie, xiu, ex, yan = (_person(handle) for handle in cast.HANDLES)


@pytest.fixture
def sign_in(client):
    """Return `sign_in(member) -> client`: a browser in which that member is signed in."""

    def enter(member):
        client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return enter


@pytest.fixture
def at_home(sign_in):
    """Return `at_home(member) -> client`: signed in, and lately asked once more who it is."""
    import time

    from allauth.account.internal.flows import login

    def enter(member):
        browser = sign_in(member)
        session = browser.session
        session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(member.pk)
        session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "password", "at": time.time(), "reauthenticated": True, "email": member.email}
        ]
        session.save()
        return browser

    return enter


@pytest.fixture
def drain():
    """Return `drain() -> count`: do every due job now, as a worker would."""
    from network.kit import jobs

    def run(queue=None):
        return jobs.drain(queue)

    return run


@pytest.fixture
def outbox(db):
    """Return `outbox(to=None) -> list of EmailMessage`, oldest first, of all mails that were written."""
    from email import message_from_bytes, policy

    from network.kit.models import Mail

    def read(to=None):
        mails = Mail.objects.order_by("pk")
        if to:
            mails = mails.filter(to__iexact=to)
        return [message_from_bytes(bytes(mail.raw), policy=policy.default) for mail in mails]

    return read


# A real browser, or servers that are killed, beside a whole portal on two busy cores: what fails once and holds at the
# next try is the machine's, not ours.
AT_THE_MACHINES_PACE = (
    *("tests/journeys/", "browser.py", "test_kill.py", "test_attacks.py"),
    *(f"tests/network/live/test_{name}.py" for name in ("acknowledged", "bounds", "chaos", "faults", "refusing")),
    *(f"tests/network/test_{name}.py" for name in ("demo", "embedded", "front")),
)


def pytest_collection_modifyitems(items):
    """Let tests that depend on the machine's pace have a second try; the report names each of them."""
    for item in items:
        if any(part in item.nodeid.split("::")[0] for part in AT_THE_MACHINES_PACE):
            item.add_marker(pytest.mark.flaky(reruns=2, reruns_delay=1))
