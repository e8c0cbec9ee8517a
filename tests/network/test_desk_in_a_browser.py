"""The desk at /manage/ in a real browser, with its policy enforced: it works, and nothing is refused but two styles."""

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.factories import pages

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PICTURES = os.environ.get("PICTURES")


@pytest.fixture
def site(transactional_db, live_server, cities, mei, nova, bo, settings, client):
    """A site with a city page, and signed-in cookies, made before the browser's event loop starts."""
    from network.cities import actions
    from network.cities.models import Organisation, Programme

    settings.REQUIRE_SECOND_FACTOR = False
    city = cities["shanghai"]
    pages.city_page(city, by=mei, language="zh-hans", headline="上海：社区卫生", body="<h2>一</h2><p>二</p>")
    organisation = actions.keep_organisation(Organisation(slug="clinic", name="Clinic", city=city), by=mei)
    actions.keep_programme(Programme(city=city, names={"en": "Groups"}, organisation=organisation), by=mei)
    actions.sync_editors()
    cookies = {}
    for who in (nova, mei):
        client.force_login(who, backend="allauth.account.auth_backends.AuthenticationBackend")
        cookies[who.handle] = client.cookies["sessionid"].value
        client.cookies.clear()
    return {
        "url": live_server.url,
        "cookies": cookies,
        "page": city.page.pk,
        "city": city.pk,
        "partnership": city.partnership.pk,
        "organisation": organisation.pk,
        "home": pages.lay_out().pk,
    }


@pytest.fixture
def chromium(site):
    with playwright.sync_playwright() as driver:
        path = CHROMIUM or driver.chromium.executable_path
        if not Path(path).exists():
            pytest.skip("NO BROWSER: 'uv run playwright install chromium' brings one; the desk was not tried in it")
        started = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
        yield started
        started.close()


def enter(chromium, site, who):
    """Open a browser in which `who` is signed in; `refused` collects what the policy stopped."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    context.add_cookies([{"name": "sessionid", "value": site["cookies"][who], "url": site["url"]}])
    page = context.new_page()
    page.refused, page.broken, page.abroad = [], [], []
    page.on("console", lambda said: page.refused.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("pageerror", lambda error: page.broken.append(str(error)))
    page.on(
        "request",
        lambda asked: None if asked.url.startswith((site["url"], "data:", "blob:")) else page.abroad.append(asked.url),
    )
    return page


def picture(page, name):
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def test_nothing_of_the_desk_is_stopped_by_its_policy(site, chromium):
    page = enter(chromium, site, "nova")
    lists = ("cities", "partnerships", "agreements", "coordinators", "organisations", "programmes")
    paths = ["", "pages/"]
    paths += [f"pages/{site['home']}/edit/", f"pages/{site['page']}/edit/", f"pages/{site['page']}/history/"]
    paths += [f"{name}/" for name in lists]
    paths += [f"{name}/new/" for name in lists if name != "partnerships"]
    paths += [f"cities/edit/{site['city']}/", f"partnerships/edit/{site['partnership']}/"]
    paths += [f"organisations/edit/{site['organisation']}/", "images/", "images/add/", "collections/"]
    for path in paths:
        answer = page.goto(f"{site['url']}/manage/{path}", wait_until="load")
        page.wait_for_timeout(150)
        assert answer.status == 200, path
        assert "'unsafe-inline'" not in answer.headers["content-security-policy"].split("script-src")[1].split(";")[0]
        picture(page, "manage-" + (path.strip("/").replace("/", "-") or "front"))
        assert (path, page.refused, page.broken, page.abroad) == (path, [], [], [])


def test_a_coordinator_edits_and_publishes_the_citys_page(site, chromium):
    page = enter(chromium, site, "mei")
    page.goto(f"{site['url']}/manage/pages/{site['page']}/edit/")
    headline = page.locator("input[name='headline']")
    headline.fill("上海：邻里互助")
    editor = page.locator("[contenteditable=true]").first
    editor.click()
    page.keyboard.type("Typed in the desk. ")
    # The editor writes into its field a moment after the last key.
    playwright.expect(page.locator("[name='body']")).to_have_value(re.compile("Typed in the desk"))
    picture(page, "manage-mei-edit")
    page.locator("[data-w-dropdown-target='toggle']").last.click()
    page.get_by_role("button", name="发布").first.click()
    page.wait_for_load_state()
    page.goto(f"{site['url']}/cities/shanghai/")
    assert "上海：邻里互助" in page.locator("h1").inner_text().replace("\u200b", "")
    assert "Typed in the desk." in page.locator(".read").inner_text()
    assert page.refused == []
