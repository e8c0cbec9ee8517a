"""One demo for all journeys, started as README.md says, and one browser.

For development: JOURNEYS_URL and JOURNEYS_DATA name a demo that runs already, JOURNEYS_SHOTS a folder for pictures,
JOURNEYS_PATIENCE milliseconds; JOURNEYS_KEEP=1 leaves the data of the demo in the temporary folder.
"""

import os
import shutil
import tempfile
import uuid

import pytest

from tests.journeys.loud import NO_BROWSER, chromium

HERE = os.path.dirname(__file__)
ORDER = (
    *(
        "test_stranger_reads",
        "test_joining",
        "test_sharing",
        "test_bringing_many",
        "test_finding",
        "test_digests",
        "test_adapting",
        "test_relying",
        "test_administration",
        "test_writing",
        "test_writing_tools",
        "test_writing_late",
        "test_a_paper",
        "test_consensus",
        "test_rating",
        "test_meetings",
        "test_a_papers_history",
    ),
    *("test_passkey", "test_leaving", "test_without_scripts", "test_accessibility", "test_partnership"),
)


def pytest_collection_modifyitems(items):
    """Let the journeys follow each other as the story goes."""
    places = [number for number, item in enumerate(items) if str(item.path).startswith(HERE)]
    journeys = sorted((items[place] for place in places), key=lambda item: ORDER.index(item.path.stem))
    for place, item in zip(places, journeys, strict=True):
        items[place] = item


@pytest.fixture(scope="session", autouse=True)
def _browser_is_there():
    if chromium() is None:
        pytest.skip(f"{NO_BROWSER}: apt-get install chromium")


@pytest.fixture(autouse=True)
def _fresh():
    """The journeys look at the portal from outside: nothing of this process is to be prepared."""


@pytest.fixture(scope="session")
def demo(_browser_is_there):
    """The running portal."""
    from tests.journeys.demo import Demo

    if os.environ.get("JOURNEYS_URL"):
        yield Demo(os.environ["JOURNEYS_URL"], os.environ["JOURNEYS_DATA"])
        return
    # Not in pytest's own folder: that one is closed to the user as whom PostgreSQL runs where we are root.
    data = tempfile.mkdtemp(prefix="journeys-")
    os.chmod(data, 0o755)
    running = Demo.start(data)
    yield running
    running.stop()
    if not os.environ.get("JOURNEYS_KEEP"):
        shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(scope="package")
def _visitors(demo):
    # For this package alone: while Playwright runs, Django refuses the database to everybody else in the process.
    from playwright.sync_api import sync_playwright

    from tests.journeys.visitors import ARGUMENTS, Visitors

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
        yield Visitors(browser, demo)
        browser.close()


@pytest.fixture
def visitors(_visitors):
    """Browsers for one test; afterwards nothing must have been stopped, broken, or asked of another host."""
    _visitors.found.clear()
    yield _visitors
    _visitors.close()
    assert _visitors.found == []


@pytest.fixture
def visit(visitors):
    """Return `visit(who=None, language=, width=, scheme=, scripts=) -> page`."""
    return visitors.visit


@pytest.fixture(scope="package")
def story(_visitors):
    """What one journey leaves for the next, each made on first use."""
    from tests.journeys.story import Story

    return Story(_visitors, uuid.uuid4().hex[:6])


@pytest.fixture(scope="session")
def material(_browser_is_there, tmp_path_factory):
    """A PDF of 20 MB, a Word document, slides."""
    from tests.journeys import material

    return material.make(tmp_path_factory.mktemp("material"))
