"""Every kind of page: axe finds nothing, nothing is wider than a phone, the keyboard gets by, little is sent."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys import pages
from tests.journeys.visitors import shot

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LOOKS = [(360, "light"), (1440, "dark"), (360, "dark"), (1440, "light")]
LANGUAGES = {"en": "en", "da": "da", "es": "es", "zh-hans": "zh-hans"}


@pytest.fixture(scope="module")
def known(_visitors):
    """The public addresses that only the portal knows."""
    page = _visitors.visit()
    found = pages.found(page)
    page.context.close()
    return found


def violations(page):
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found]


def looked_at(page, addresses, name):
    """Return what is wrong on these pages, as [(page, what)]."""
    wrong = []
    for kind, address in addresses.items():
        page.goto(address)
        shot(page, f"{kind}-{name}")
        wrong += [(kind, one) for one in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append((kind, "scrolls sideways"))
    return wrong


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_on_public_pages(visit, known, width, scheme):
    page = visit(width=width, scheme=scheme)
    assert looked_at(page, pages.PUBLIC | known, f"{width}-{scheme}") == []


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_on_members_pages(visit, width, scheme):
    page = visit("bo", width=width, scheme=scheme)
    assert looked_at(page, pages.MEMBER, f"{width}-{scheme}") == []
    curator = visit("mei", width=width, scheme=scheme, language="zh-hans")
    assert looked_at(curator, {"desk-mei": "/desk/", "me-mei": "/me/"}, f"{width}-{scheme}") == []


def test_nothing_is_wider_than_the_smallest_phone(visit, known):
    page = visit(width=320, height=640, language="da")
    wide = []
    for kind, address in (pages.PUBLIC | known).items():
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(kind)
    member = visit("freja", width=320, height=640, language="da")
    for kind, address in pages.MEMBER.items():
        member.goto(address)
        if member.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(kind)
    assert wide == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_the_page_is_said(visit, language):
    page = visit(language=language)
    for address in ("/", "/join/", "/resources/", "/accounts/login/"):
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", re.compile(LANGUAGES[language], re.IGNORECASE))
    page.goto("/resources/")
    # What stands in another language than the page says so itself.
    others = {code.split("-")[0] for code in page.locator("main [lang]").evaluate_all("all => all.map(e => e.lang)")}
    assert others - {language.split("-")[0]}


FOCUS = """() => {
    const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();
    const marked = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none';
    return {what: e.outerHTML.slice(0, 90), marked, seen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
            where: e.id || e.getAttribute('href') || e.name || e.tagName};
}"""


def walk(page, steps=200):
    """Press Tab until the page is left; return where the focus was."""
    been = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at["where"] == "BODY" or (been and at["what"] == been[0]["what"]):
            break
        been.append(at)
    return been


@pytest.mark.parametrize("address", ["/", "/resources/", "/join/", "/accounts/login/"])
def test_the_keyboard_gets_everywhere_and_is_seen(visit, address):
    page = visit()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["where"] == "#main"
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.goto(address)
    been = walk(page)
    assert [one for one in been if not one["marked"]] == []
    assert [one for one in been if not one["seen"]] == []
    needed = {
        "/": {"/join/", "/resources/", "/cities/shanghai/"},
        "/resources/": {"q", "kind", "city"},
        "/join/": {"id_name", "id_email", "id_city", "id_consent"},
        "/accounts/login/": {"id_login", "id_password", "/join/"},
    }[address]
    assert needed <= {one["where"].split("?")[0] for one in been} | {re.sub(r"\W*\d+$", "", o["where"]) for o in been}


def test_searching_by_keyboard_alone(visit):
    page = visit()
    page.goto("/")
    page.locator("header input[name=q]").focus()
    page.keyboard.type("insulin")
    expect(page.locator(".suggestions [role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator("header input[name=q]")).to_have_attribute("aria-activedescendant", re.compile(".+"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/(resources|state-of-the-art|papers)/."))
    expect(page.locator("h1")).to_be_visible()


def sent(page, address):
    """Open an address with an empty cache; return [(path, type, bytes on the line)]."""
    rows = []

    def done(request):
        sizes = request.sizes()
        rows.append((request.url, request.resource_type, sizes["responseBodySize"]))

    page.on("requestfinished", done)
    page.goto(address, wait_until="networkidle")
    page.remove_listener("requestfinished", done)
    return rows


@pytest.mark.parametrize("kind", ["home", "city", "list", "search", "resource", "join", "login"])
def test_a_first_view_is_light(visit, known, kind):
    rows = sent(visit(), (pages.PUBLIC | known)[kind])
    rows = [row for row in rows if row[1] != "image" and not row[0].startswith("data:")]
    scripts = sum(size for _url, what, size in rows if what == "script")
    assert sum(size for _url, _what, size in rows) <= 60 * 1024, rows
    assert len(rows) <= 8, rows
    assert scripts <= 20 * 1024, rows
