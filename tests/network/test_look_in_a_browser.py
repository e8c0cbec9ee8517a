"""The kit page in a real browser: accessible, never wider than the screen, in light and dark, in Latin and Chinese."""

import mimetypes
import shutil
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
HERE = "https://kit.test"


@pytest.fixture
def browser():
    with playwright.sync_playwright() as driver:
        path = CHROMIUM or driver.chromium.executable_path
        if not Path(path).exists():
            pytest.skip("NO BROWSER: 'uv run playwright install chromium' brings one; the look was not tried in it")
        started = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
        yield started
        started.close()


@pytest.fixture
def pages(client, cities):
    """The kit page in two languages, as it is sent, before the browser's event loop starts."""
    return {language: client.get("/kit/", {"language": language}) for language in ("en", "zh-hans")}


def opened(browser, response, width, scheme):
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()

    def answer(route):
        address = route.request.url.removeprefix(HERE)
        if address.startswith("/static/"):
            found = finders.find(address.removeprefix("/static/").split("?")[0])
            route.fulfill(path=found, content_type=mimetypes.guess_type(found)[0])
        else:
            route.fulfill(body=response.content.decode(), headers=dict(response.headers))

    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.route(f"{HERE}/**", answer)
    page.goto(f"{HERE}/kit/")
    return page


def test_the_kit_page_passes_axe(pages, browser):
    for language, width, scheme in (
        ("en", 360, "light"),
        ("en", 360, "dark"),
        ("en", 1440, "light"),
        ("en", 1440, "dark"),
        ("zh-hans", 360, "light"),
        ("zh-hans", 1440, "dark"),
    ):
        page = opened(browser, pages[language], width, scheme)
        found = axe.Axe().run(page).response["violations"]
        wrong = [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found]
        assert wrong == [], f"{language} at {width} in {scheme}"
        assert page.complaints == []  # the strict policy stops nothing of ours


def test_nothing_is_wider_than_the_screen(pages, browser):
    for language in ("en", "zh-hans"):
        page = opened(browser, pages[language], 1440, "light")
        for width in (320, 360, 768, 1024, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{language} at {width}"


def test_a_refused_form_takes_the_focus_and_leads_to_the_field(pages, browser):
    page = opened(browser, pages["en"], 1440, "light")
    assert page.evaluate("document.activeElement.hasAttribute('data-focus')")
    page.locator("[data-focus] a").first.click()
    assert page.evaluate("document.activeElement.id") == "id_bad-email"


def test_the_facets_are_a_sheet_on_phones_without_scripts(pages, browser):
    page = opened(browser, pages["en"], 360, "light")
    assert not page.locator("#narrow").is_visible()
    page.locator(".narrow a").click()
    assert page.locator("#narrow").is_visible()
    page.locator("#narrow .close a").click()
    assert not page.locator("#narrow").is_visible()


def test_every_act_is_large_enough_for_a_finger(pages, browser):
    page = opened(browser, pages["en"], 360, "light")
    small = page.evaluate(
        """() => [...document.querySelectorAll('.btn, .lnk, .pick, .mast a, .mast button, .foot nav a, select')]
            .filter(e => e.getBoundingClientRect().height && e.getBoundingClientRect().height < 43.5)
            .map(e => e.outerHTML.slice(0, 100))"""
    )
    assert small == []


def test_text_can_be_spaced_out(pages, browser):
    page = opened(browser, pages["en"], 360, "light")
    page.evaluate(
        """() => { for (const e of document.querySelectorAll('body *')) {
            e.style.setProperty('line-height', '1.5', 'important');
            e.style.setProperty('letter-spacing', '.12em', 'important');
            e.style.setProperty('word-spacing', '.16em', 'important') } }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
