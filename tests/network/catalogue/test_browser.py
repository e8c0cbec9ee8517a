"""Suggestions while typing in a real browser, and the search page without scripts."""

import shutil

import pytest

from network.catalogue.search import index

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="NO BROWSER: apt-get install chromium; suggestions were not tried"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def open_page(live_server, share, cities, monkeypatch):
    """Return `open_page(path, **options) -> page`; some things can be found."""
    share("Walking together in winter", facets=["kind:training", "city:shanghai"], summaries={"en": "Warm shoes."})
    share("Walking alone", kind="city")
    share("同伴支持手册", language="zh-hans")
    index.catch_up()
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])

        def go(path, **options):
            page = browser.new_context(locale="en", **options).new_page()
            page.problems = []
            page.on("console", lambda said: page.problems.append(said.text) if said.type == "error" else None)
            page.on("pageerror", lambda error: page.problems.append(str(error)))
            page.goto(live_server.url + path)
            return page

        yield go
        browser.close()


def test_suggestions_by_keyboard(open_page):
    page = open_page("/search/")
    field = page.locator("#search-q")
    assert (
        page.evaluate("performance.getEntriesByType('resource').filter(r => r.name.includes('search.js')).length") == 0
    )
    field.click()
    page.keyboard.type("walk", delay=30)
    options = page.get_by_role("option")
    options.nth(1).wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = options.nth(1)
    assert chosen.get_attribute("aria-selected") == "true"
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == "walk"
    page.keyboard.type("ing tog", delay=30)
    page.get_by_role("option", name="Walking together in winter").wait_for()
    page.keyboard.press("ArrowDown")
    with page.expect_navigation(url="**/things/**"):
        page.keyboard.press("Enter")


def test_enter_without_a_choice_searches_and_nothing_is_refused_by_the_policy(open_page):
    page = open_page("/search/")
    page.locator("#search-q").click()
    page.keyboard.type("同伴", delay=30)
    page.get_by_role("option", name="同伴支持手册").wait_for()
    with page.expect_navigation(url="**/search/?q=**"):
        page.keyboard.press("Enter")
    assert page.get_by_role("heading", name="同伴支持手册").is_visible()
    assert page.problems == []


def test_the_page_works_without_scripts(open_page):
    page = open_page("/search/?q=walking", java_script_enabled=False)
    assert page.get_by_role("heading", name="Walking").count() == 2
    page.get_by_label("Training").or_(page.get_by_label("training")).first.check()
    page.get_by_role("button", name="Show these").click()
    assert page.get_by_role("heading", name="Walking").count() == 1
    assert "kind=training" in page.url


@pytest.mark.parametrize("width", [360, 1440])
def test_the_page_is_accessible_and_does_not_scroll_sideways(open_page, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = open_page("/search/?q=walking", viewport={"width": width, "height": 800}, bypass_csp=True)
    field = page.locator("#search-q")
    field.click()
    page.keyboard.type(" tog", delay=30)
    page.get_by_role("option").first.wait_for()
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
