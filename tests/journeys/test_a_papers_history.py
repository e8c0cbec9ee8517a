"""What was written before is kept, compared, read and brought back; what is published is read by everybody."""

import uuid

import pytest
from playwright.sync_api import expect

from tests.journeys.test_accessibility import violations
from tests.journeys.visitors import shot
from tests.journeys.writing import Writer, begun

ONE = "Somebody near you helps more than a leaflet."
CITED = """
from members.accounts.models import Member
from network.live import texts
from resources.papers.actions import references
from resources.papers.models import Paper
paper, bo = Paper.objects.get(pk=NUMBER), Member.objects.get(handle="bo")
work = references.add(paper, {"type": "book", "title": "Peers", "author": [{"family": "Fisher", "given": "E."}],
                              "issued": {"date-parts": [[2015]]}}, by=bo)[0]
content = texts.read(paper.document)
content["content"][1]["content"].append({"type": "citation", "attrs": {"items": [{"key": work.key}], "mode": "paren"}})
texts.rewrite(paper.document, content, by=bo)
"""


@pytest.fixture(scope="module")
def paper(demo):
    """The address of a paper with one citation in it."""
    write = begun(demo, [f"A long history {uuid.uuid4().hex[:6]}"])[0]
    demo.manage("shell", "--no-imports", "-c", f"NUMBER = {write.split('/')[2]}\n{CITED}")
    return write.removesuffix("write/")


def sound(page, name):
    """Look at a page as everybody may: nothing for axe, nothing wider than the screen."""
    shot(page, name)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_text_is_kept_compared_read_and_brought_back(visit, paper):
    page = visit("bo", scripts=False)
    # Before anything is kept there is nothing to compare, and the page says what would stand here.
    page.goto(f"{paper}history/compare/")
    expect(page.locator("select")).to_have_count(0)
    page.goto(f"{paper}history/")
    page.locator("[name=label]").fill("Before Houston wrote")
    page.locator("main form .btn.do").click()
    expect(page.locator("#list h3 a")).to_have_text("Version 1: Before Houston wrote")

    bo = Writer(visit("bo"), f"{paper}write/")
    bo.at(3)
    bo.write(" Their travel too.")
    bo.is_saved()

    # What changed, word by word; works are called by their names.
    page.locator("#list a.btn").click()
    expect(page.locator(".difference ins")).to_contain_text("Their travel too.")
    expect(page.locator(".difference")).to_contain_text("(Fisher, 2015)")
    page.goto(f"{paper}history/")
    page.locator(".pick-two select[name=from]").select_option("1")
    page.locator(".pick-two button").click()
    expect(page.locator(".difference ins")).to_have_count(1)

    # The version itself reads as it would be printed.
    page.locator(".lede a").first.click()
    expect(page.locator(".paper-text")).to_contain_text("Pay peer supporters for their time.")
    expect(page.locator(".paper-text")).not_to_contain_text("Their travel too.")
    expect(page.locator(".paper-text .works li")).to_contain_text("Fisher")
    expect(page.locator("main .st.ok").first).to_be_visible()

    # Back it comes by a question that shows what would change; whoever has it open sees it at once.
    page.locator("a[href$='/restore/']").click()
    expect(page.locator(".difference del")).to_contain_text("Their travel too.")
    page.locator("main form .btn.do").click()
    expect(page.locator(".messages, .note").first).to_contain_text("version")
    bo.sees(3, "Pay peer supporters for their time.")
    page.goto(f"{paper}history/?all=1")
    assert page.locator("#list h3").count() == 3
    page.goto(f"{paper}history/written/")
    expect(page.locator("main table")).to_contain_text("Bo Carter")


@pytest.mark.parametrize(("width", "scheme", "who"), [(360, "dark", "mei"), (1440, "light", "bo")])
def test_its_pages_are_for_everybody(visit, paper, width, scheme, who):
    page = visit(who, width=width, scheme=scheme, language="zh-hans" if who == "mei" else "en")
    parts = ("history/", "history/compare/?from=1&to=now", "history/1/", "history/1/restore/", "history/written/")
    for number, part in enumerate(parts):
        assert page.goto(paper + part).ok, part
        sound(page, f"history-{number}-{width}")


@pytest.mark.parametrize(("width", "scheme", "scripts"), [(360, "dark", False), (1440, "light", True)])
def test_a_publication_is_read_cited_and_taken_along(visit, width, scheme, scripts):
    page = visit(width=width, scheme=scheme, scripts=scripts)
    page.goto("/papers/")
    page.locator("main ol.entries a[href^='/publications/']", has_text="by telephone").click()
    expect(page.locator("h1")).to_be_visible()
    for part in ("text", "people", "cities", "files", "cite"):
        expect(page.locator(f"#{part}")).to_be_visible()
    if scripts:
        sound(page, f"publication-{width}")
    else:
        shot(page, f"publication-{width}")
    # Each work that is cited stands in the list to which its citation leads.
    link = page.locator("#text a[role=doc-biblioref]").first
    target = link.get_attribute("href")
    expect(page.locator(f"[id='{target.removeprefix('#')}']")).to_be_visible()
    for file in page.locator("#files a").all()[:6]:
        assert page.request.get(file.get_attribute("href")).ok
    for ending in (".bib", ".ris", ".json"):
        told = page.request.get(page.locator(f"#cite a[href$='{ending}']").get_attribute("href"))
        assert told.ok, ending
