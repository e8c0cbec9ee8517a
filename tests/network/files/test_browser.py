"""The upload field in a real browser: many at once, a broken line, a reload, a refusal, no scripts."""

import hashlib
import random
import shutil
import time

import pytest

from network.files.models import Intake, StoredFile
from tests.network.files import hostile

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def browser(monkeypatch):
    playwright = pytest.importorskip("playwright.sync_api")
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with playwright.sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser, live_server, settings, sign_in, bo):
    """Return `visit(**options) -> page`: Bo at the upload field."""
    settings.ROOT_URLCONF = "tests.network.files.pages"

    def go(**options):
        context = browser.new_context(locale="en", **options)
        cookie = sign_in(bo).cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.problems = []
        page.on("console", lambda m: page.problems.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.goto(f"{live_server.url}/try/")
        return page

    return go


@pytest.fixture
def big(tmp_path):
    """A PDF of nine megabytes that will not be squeezed."""
    path = tmp_path / "Handbook.pdf"
    noise = random.Random(7).randbytes(9_000_000)
    path.write_bytes(hostile.pdf("Peer support handbook") + b"\n% " + noise.replace(b"/", b"."))
    return path


def says(page, words, timeout=30_000):
    page.get_by_text(words).first.wait_for(timeout=timeout)


def slowly(page, seconds):
    """Let every piece take its time, so that a test can come in between."""

    def later(route):
        if route.request.method == "PATCH":
            time.sleep(seconds)
        route.continue_()

    page.route("**/uploads/**", later)


def until(page, true, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return
        page.wait_for_timeout(100)  # sleeping would keep Playwright from its routes
    raise AssertionError("it did not happen in time")


def test_many_files_at_once_arrive_and_are_read(visit, tmp_path, drain):
    names = {
        "report.pdf": hostile.pdf("Peer support"),
        "plan.docx": hostile.docx(),
        "lie.pdf": hostile.SCRIPT,
        "none.txt": b"",
    }
    for name, data in names.items():
        (tmp_path / name).write_bytes(data)
    page = visit()
    page.set_input_files("input[type=file]", [str(tmp_path / name) for name in names])
    says(page, "inside it is a web page")
    says(page, "This file is empty")
    until(page, lambda: StoredFile.objects.filter(state="checking").count() == 2)
    drain("slow")
    page.get_by_text("Ready.").nth(1).wait_for(timeout=20_000)
    assert page.locator("input[name=uploads]").count() == 2
    page.get_by_role("button", name="Go on").click()
    page.wait_for_load_state()
    assert {str(pk) for pk in StoredFile.objects.filter(state="ready").values_list("pk", flat=True)} == set(
        page.locator("body").inner_text().split()
    )
    assert [p for p in page.problems if "422" not in p] == []


def test_a_broken_line_is_waited_for(visit, big):
    page = visit()
    slowly(page, 0.3)
    page.set_input_files("input[type=file]", str(big))
    until(page, lambda: Intake.objects.filter(offset__gt=0).exists())
    page.context.set_offline(True)
    says(page, "The connection is gone")
    reached = Intake.objects.get().offset
    assert 0 < reached < big.stat().st_size
    page.context.set_offline(False)
    until(page, lambda: StoredFile.objects.filter(state="checking").exists())
    file = StoredFile.objects.get()
    assert file.sha256 == hashlib.sha256(big.read_bytes()).hexdigest()


def test_a_reload_goes_on_where_it_stopped(visit, big):
    page = visit()
    slowly(page, 0.3)
    page.set_input_files("input[type=file]", str(big))
    until(page, lambda: Intake.objects.filter(offset__gt=0).exists())
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    reached = Intake.objects.get().offset
    starts = []
    page.on("request", lambda r: starts.append(int(r.headers["upload-offset"])) if r.method == "PATCH" else None)
    page.set_input_files("input[type=file]", str(big))
    says(page, "Goes on where it broke off")
    until(page, lambda: StoredFile.objects.filter(state="checking").exists())
    assert StoredFile.objects.count() == 1
    assert min(starts) >= reached > 0
    assert StoredFile.objects.get().sha256 == hashlib.sha256(big.read_bytes()).hexdigest()


def test_cancelling_takes_the_upload_away(visit, big):
    page = visit()
    slowly(page, 0.3)
    page.set_input_files("input[type=file]", str(big))
    until(page, lambda: Intake.objects.filter(offset__gt=0).exists())
    page.get_by_role("button", name="Cancel").click()
    until(page, lambda: not StoredFile.objects.exists())
    assert page.locator("[data-upload-list] li").count() == 0
    assert page.locator("input[name=uploads]").count() == 0


def test_too_large_is_said_before_anything_is_sent(visit, settings, big):
    settings.MAX_UPLOAD_BYTES = 1_000_000
    page = visit()
    page.set_input_files("input[type=file]", str(big))
    says(page, "This file is larger than")
    assert not StoredFile.objects.exists()


def test_without_scripts_the_form_carries_the_bytes(visit, tmp_path):
    (tmp_path / "report.pdf").write_bytes(hostile.pdf())
    page = visit(java_script_enabled=False)
    page.set_input_files("input[type=file]", str(tmp_path / "report.pdf"))
    page.get_by_role("button", name="Go on").click()
    page.wait_for_load_state()
    assert page.locator("body").inner_text() == "report.pdf"


def test_nothing_that_was_stored_runs_in_the_portal(visit, stored, live_server, bo):
    """A01: the browser itself opens what was sent; no dialog, no script, no page of ours around it."""
    page = visit()
    alarms = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    for name, data in (("x.svg", hostile.SVG), ("x.html", hostile.SCRIPT), ("x.txt", b"plain <b>words</b>")):
        file = stored(name, data, audience=["members"])
        with_download = page.context.new_page()
        with_download.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
        try:
            with_download.goto(live_server.url + file.get_absolute_url())
        except Exception as error:
            assert "Download is starting" in str(error), error
        with_download.close()
    assert alarms == []
