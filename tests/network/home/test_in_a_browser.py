"""The front page, the cities and the pages about the portal in a real browser: accessible, light, never too wide."""

import mimetypes
import shutil
from datetime import date
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from network.cities import actions
from network.cities.models import Organisation, PartnershipChange, Programme
from network.kit import places

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
HERE = "https://portal.test"
VISITED = ("/", "/cities/", "/cities/shanghai/", "/cities/tianjin/", "/organisations/maple/", "/about/", "/privacy/",
           "/accessibility/")  # fmt: skip
READ_BY_A_MEMBER = ("/", "/cities/shanghai/", "/organisations/maple/")


@pytest.fixture
def answers(client, sign_in, cities, mei, nova, bo):
    """Every page as it is sent, {(reader, language, address): response}, before the browser's event loop starts."""
    city = cities["shanghai"]
    chinese = {
        "language": "zh-hans",
        "headline": "上海：在家门口的卫生服务站",
        "lede": "一起。",
        "body": "<h2>一</h2><p>二</p>",
    }
    long = "Shanghai: neighbours help neighbours " * 4
    english = {"language": "en", "headline": long, "lede": "L " * 200, "body": "<p>B</p>"}
    actions.write_page(city, [chinese, english], by=mei)
    website = "https://example.org/" + "x" * 100
    organisation = Organisation(slug="maple", name="枫桥里社区卫生服务中心" * 5, city=city, website=website)
    actions.keep_organisation(organisation, by=mei)
    for number in range(3):
        names = {"en": f"Groups {number} " + "unbroken" * 20, "zh-hans": "邻里同伴小组"}
        programme = Programme(city=city, names=names, summaries={"en": "S"}, organisation=organisation)
        programme.started_on = date(2019, 1, 1)
        actions.keep_programme(programme, by=mei)
    fact = {"text": {"en": "24.9 million people.", "zh-hans": "约2490万。"}, "year": 2020, "source": "NBS", "url": ""}
    actions.revise(city, by=nova, facts=[fact])
    for state, day in (("joined", 1), ("active", 9)):
        PartnershipChange.objects.create(partnership=city.partnership, state=state, on=date(2019, 4, day), reason="R")
    places.forget()
    found = {}
    for language in ("en", "zh-hans"):
        client.cookies["language"] = language
        for address in VISITED:
            found["visitor", language, address] = client.get(address)
    browser = sign_in(bo)
    for address in READ_BY_A_MEMBER:
        found["member", "en", address] = browser.get(address)
    places.forget()
    return found


@pytest.fixture
def browser(answers):
    with playwright.sync_playwright() as driver:
        path = CHROMIUM or driver.chromium.executable_path
        if not Path(path).exists():
            pytest.skip("NO BROWSER: 'uv run playwright install chromium' brings one; these pages were not tried in it")
        started = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
        yield started
        started.close()


def opened(browser, response, width, scheme):
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    page.complaints, page.fetched = [], []

    def answer(route):
        address = route.request.url.removeprefix(HERE)
        page.fetched.append(address)
        if address.startswith("/static/"):
            path = finders.find(address.removeprefix("/static/").split("?")[0])
            route.fulfill(path=path, content_type=mimetypes.guess_type(path)[0])
        else:
            route.fulfill(body=response.content.decode(), headers=dict(response.headers))

    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.route("**/*", answer)
    page.goto(f"{HERE}/")
    return page


def test_each_page_passes_axe_fits_the_screen_and_asks_for_little(answers, browser):
    for number, ((reader, language, address), response) in enumerate(answers.items()):
        assert response.status_code == 200, address
        for width, scheme in ((1440, "light"), (360, "dark")) if number % 2 else ((1440, "dark"), (360, "light")):
            page = opened(browser, response, width, scheme)
            where = f"{reader} reads {address} in {language} at {width} in {scheme}"
            wrong = [
                (v["id"], [node["html"][:160] for node in v["nodes"]])
                for v in axe.Axe().run(page).response["violations"]
            ]
            assert wrong == [], where
            assert page.evaluate("document.documentElement.scrollWidth") <= width, where
            assert page.complaints == [], where
            assert len(page.fetched) <= 8, (where, page.fetched)
            assert all(each.startswith("/") for each in page.fetched), (where, page.fetched)
            assert page.evaluate("document.querySelectorAll('*').length") <= 900, where
            page.context.close()
