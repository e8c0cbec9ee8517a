"""Tianjin adapts Houston's training manual, Houston reads it in the digest, Copenhagen finds both in the tree."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.journeys.visitors import shot

MANUAL = "Talking about insulin before it is needed"
LINE = f"先请家里人说话，再谈胰岛素 {uuid.uuid4().hex[:6]}"
MOST_STOPS, MOST_ANSWERS = 12, 6


def manual_of(page):
    """Return the address of Houston's manual."""
    page.goto("/resources/?q=insulin+role+plays")
    return page.locator(".entries a", has_text=MANUAL).first.get_attribute("href")


class Keyboard:
    """Somebody who has no mouse: counts the stops of Tab and the answers given."""

    def __init__(self, page):
        self.page, self.stops, self.answers = page, 0, 0

    def focus(self, key):
        """Return an attribute of what has the focus."""
        return self.page.evaluate("key => document.activeElement?.[key] ?? ''", key)

    def tab_to(self, name):
        """Press Tab until the control called `name` has the focus."""
        while self.focus("name") != name:
            self.page.keyboard.press("Tab")
            self.stops += 1
            assert self.stops <= MOST_STOPS, f"{name} is more than {MOST_STOPS} stops away"

    def choose(self, name, presses=0):
        """Choose among radio buttons with the space bar and the arrow keys."""
        self.tab_to(name)
        self.page.keyboard.press("Space")
        for _press in range(presses):
            self.page.keyboard.press("ArrowDown")
        self.answers += 1

    def write(self, name, words):
        """Type into a field."""
        self.tab_to(name)
        self.page.keyboard.type(words)
        self.answers += 1


@pytest.fixture(scope="session")
def told():
    """What the first test leaves for the others."""
    return {}


def test_tianjin_tells_within_three_minutes_by_keyboard_alone(visit, told):
    page = visit("tao", language="zh-hans")
    manual = told["manual"] = manual_of(visit())
    page.goto(manual)
    page.locator("#used a.btn[href*='/used/new/']").click()
    page.wait_for_url("**/used/new/#tell")
    hands = Keyboard(page)
    hands.choose("use", presses=1)
    hands.write("changed", "人名和饭菜换成天津的，加了“老伴不同意”一场。")
    hands.choose("rating", presses=1)
    hands.write("line", LINE)
    expect(page.locator("[data-saved]")).to_be_visible()
    shot(page, "short-form-zh-1440")
    hands.tab_to("send")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/used/\d+/(#.*)?$"))
    assert hands.stops < MOST_STOPS and hands.answers <= MOST_ANSWERS, (hands.stops, hands.answers)
    expect(page.locator("h1")).to_have_text(LINE)
    told["report"] = page.url.partition("#")[0]
    print(f"{hands.stops} stops of Tab, {hands.answers} answers")

    # More is told later, part by part.
    page.locator("a[href$='/edit/']").first.click()
    page.locator("#where summary").click()
    page.locator("[name=place]").fill("南开区早市旁的小组")
    page.locator("[name=reached]").fill("64")
    page.locator("button[name=part][value=where]").click()
    page.wait_for_url("**/edit/#where")
    page.locator("#steps summary").click()
    page.locator("[name=step_needs]").select_option("done")
    page.locator("[name=step_needs_text]").fill("和十二位糖友谈过。")
    shot(page, "parts-zh-1440")
    page.locator("button.do[name=part][value=done]").click()
    expect(page.locator("h1")).to_have_text(LINE)
    expect(page.locator("main")).to_contain_text("和十二位糖友谈过。")
    expect(page.locator("main")).to_contain_text("南开区早市旁的小组")
    shot(page, "report-zh-1440")


def test_a_draft_survives_a_closed_browser_and_needs_no_script(visit, told):
    page = visit("priya")
    page.goto(told["manual"])
    page.goto(page.locator("#used a.btn[href*='/used/new/']").first.get_attribute("href"))
    with page.expect_response(re.compile("/used/new/save/")) as saved:
        page.locator("[name=line]").fill("A second round by telephone")
    assert saved.value.status == 204
    plain = visit("priya", scripts=False)
    plain.goto(page.url)
    expect(plain.locator("[name=line]")).to_have_value("A second round by telephone")
    plain.locator("button[name=send]").click()
    expect(plain.locator(".note.errors")).to_be_visible()
    plain.locator("a[href$='/discard/']").first.click()
    plain.locator("main form .btn.grave").click()
    plain.goto(page.url)
    expect(plain.locator("[name=line]")).to_have_value("")


def test_houston_reads_it_in_the_digest(visit, demo, told):
    bo = demo.cast["bo"]["email"]
    before = demo.last_mail(bo)
    demo.manage("send_digests", "--now")
    letter = demo.wait_for_mail(bo, kind="digest", since=before)
    row = re.search(r"“Talking about insulin[^”]*” is in use in [^\n]*Tianjin[^\n]*", letter["text"])
    assert row, letter["text"]
    assert demo.url + told["manual"] in letter["links"]
    page = visit("bo")
    page.goto(told["manual"])
    expect(page.locator("#used table")).to_contain_text(LINE)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark")])
def test_copenhagen_finds_both_in_the_tree(visit, told, width, scheme):
    page = visit("freja", width=width, scheme=scheme)
    page.goto(told["manual"])
    picture = page.locator(f"#used .family svg.{'wide' if width > 736 else 'narrow'}")
    expect(picture).to_be_visible()
    assert picture.get_attribute("role") == "img" and "Tianjin" in picture.get_attribute("aria-label")
    assert MANUAL[:16] in picture.inner_html() and "Tianjin" in picture.inner_html()
    row = page.locator("#used tbody tr", has_text=LINE)
    expect(row).to_have_count(1)
    expect(row).to_contain_text(MANUAL)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out"
    shot(page, f"tree-{scheme}-{width}")
    row.locator("a[href*='/used/']").first.click()
    expect(page.locator("h1")).to_have_text(LINE)
    expect(page.locator("main")).to_contain_text("64")
