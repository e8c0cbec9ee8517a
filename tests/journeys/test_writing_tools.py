"""What Bo puts into a text beside words: citations with their places, pictures with their words, tables in shape."""

import io
import json
import uuid

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.test_accessibility import violations
from tests.journeys.visitors import shot
from tests.journeys.writing import Writer, begun

WORKS = """
from members.accounts.models import Member
from resources.papers.actions import references
from resources.papers.models import Paper
paper, bo = Paper.objects.get(pk=NUMBER), Member.objects.get(handle="bo")
for family, year, title in (("Fisher", 2015, "Key features of peer support"), ("Zhong", 2015, "Peers in Anhui")):
    references.add(paper, {"type": "article-journal", "title": title, "author": [{"family": family, "given": "E."}],
                           "issued": {"date-parts": [[year]]}, "container-title": "Health Affairs"}, by=bo)
"""


@pytest.fixture(scope="module")
def desks(demo):
    return begun(demo, [f"Tools of a text {uuid.uuid4().hex[:6]}" for _ in range(3)])


@pytest.fixture
def desk(desks):
    return desks.pop()


def picture():
    """A picture that only this test has."""
    data = io.BytesIO()
    Image.new("RGB", (60, 40), (*uuid.uuid4().bytes[:3],)).save(data, "PNG")
    return {"name": "walk.png", "mimeType": "image/png", "buffer": data.getvalue()}


def tool(writer, name, menu=None):
    """Use a tool of the bar."""
    if menu:
        writer.page.locator("details.menu summary", has_text=menu).first.click()
    writer.page.locator(f"[data-do={name}]").click()


def ready(page):
    """Wait until the numbers and names in the text are drawn."""
    page.wait_for_timeout(600)


def test_two_works_are_cited_each_with_its_place_and_words(visit, desk, demo):
    demo.manage("shell", "--no-imports", "-c", f"NUMBER = {desk.split('/')[2]}\n{WORKS}")
    bo = Writer(visit("bo"), desk)
    bo.at(1)
    tool(bo, "cite", "Insert")
    dialog = bo.page.locator("dialog[data-dialog=cite]")
    for words, title in (("key features", "Key features of peer support"), ("anhui", "Peers in Anhui")):
        dialog.locator("[name=q]").fill(words)
        dialog.locator("[data-works] button", has_text=title).click()
        expect(dialog.locator("[data-picked] .cited").last).to_contain_text(title)
    first, second = dialog.locator("[data-picked] .cited").all()
    first.locator("[data-of=label]").select_option("chapter")
    first.locator("[data-of=locator]").fill("2")
    second.locator("summary").click()
    second.locator("[data-of=prefix]").fill("but see")
    second.locator("[data-of=suffix]").fill("for the country")
    shot(bo.page, "cite-dialog")
    assert violations(bo.page) == []
    dialog.locator(".btn.do").click()
    said = "(Fisher, 2015, chap. 2; but see Zhong, 2015, for the country)"
    expect(bo.text.locator(".citation")).to_have_attribute("data-label", said)
    bo.is_saved()

    # What stands there comes back into the question, and one work can leave it.
    bo.text.locator(".citation").click()
    expect(dialog.locator("[data-picked] .cited")).to_have_count(2)
    expect(dialog.locator("[data-of=label]").first).to_have_value("chapter")
    expect(dialog.locator("[data-of=prefix]").nth(1)).to_have_value("but see")
    dialog.locator("[data-picked] [data-drop]").nth(1).click()
    dialog.locator(".btn.do").click()
    expect(bo.text.locator(".citation")).to_have_attribute("data-label", "(Fisher, 2015, chap. 2)")
    bo.is_saved()

    # A DOI that the list does not have is asked for elsewhere; nobody waits, and the page says where to look.
    bo.at(3)
    tool(bo, "cite", "Insert")
    dialog.locator("[name=q]").fill("https://doi.org/10.1234/nobody.knows")
    offered = dialog.locator("[data-works] button", has_text="10.1234/nobody.knows")
    offered.click()
    asked = dialog.locator("[data-fault] a")
    expect(asked).to_be_visible()
    there = bo.page.context.new_page()
    there.goto(asked.get_attribute("href"))
    expect(there.locator("main h1")).to_be_visible()


def test_a_picture_is_uploaded_described_and_described_anew(visit, desk):
    bo = Writer(visit("bo"), desk)
    bo.at(1)
    tool(bo, "figure", "Insert")
    dialog = bo.page.locator("dialog[data-dialog=figure]")
    dialog.locator("input[type=file]").set_input_files(picture())
    dialog.locator("[name=caption]").fill("On the way")
    expect(dialog.locator("[data-upload-list] .st.ok, [data-upload-list] [data-ready]").first).to_be_visible()
    # Never without words for those who do not see it; what was typed stays.
    dialog.locator(".btn.do").click()
    expect(dialog.locator("[data-fault]")).to_contain_text("Say in words")
    expect(dialog.locator("[name=alt]")).to_be_focused()
    dialog.locator("[name=alt]").fill("Six people walk")
    shot(bo.page, "figure-dialog")
    assert violations(bo.page) == []
    dialog.locator(".btn.do").click()
    drawn = bo.text.locator("figure > img")
    expect(drawn).to_have_attribute("alt", "Six people walk")
    expect(bo.text.locator("figcaption")).to_have_text("On the way")
    assert drawn.evaluate("(one) => one.decode().then(() => one.naturalWidth)") == 60
    bo.is_saved()

    # The words can be mended where the figure stands; another reads them.
    bo.text.locator("figcaption").click()
    tool(bo, "alt")
    again = bo.page.locator("dialog[data-dialog=alt]")
    expect(again.locator("[name=alt]")).to_have_value("Six people walk")
    again.locator("[name=alt]").fill("Six people walk along a river")
    again.locator(".btn.do").click()
    expect(drawn).to_have_attribute("alt", "Six people walk along a river")
    bo.is_saved()
    mei = Writer(visit("mei"), desk)
    expect(mei.text.locator("figure > img")).to_have_attribute("alt", "Six people walk along a river")
    bo.at(1)
    expect(bo.page.locator("[data-do=alt]")).to_be_hidden()


def test_columns_are_dragged_or_stepped_and_stay_so(visit, desk):
    bo = Writer(visit("bo"), desk)
    bo.at(1)
    tool(bo, "table", "Insert")
    cells = bo.text.locator("table tr").first.locator("th")
    widths = lambda: cells.evaluate_all("all => all.map((one) => one.getBoundingClientRect().width)")  # noqa: E731
    before = widths()
    assert max(before) - min(before) < 2
    box = cells.first.bounding_box()
    edge, middle = box["x"] + box["width"], box["y"] + box["height"] / 2
    bo.page.mouse.move(edge - 2, middle)
    bo.page.mouse.down()
    bo.page.mouse.move(edge + 58, middle, steps=6)
    bo.page.mouse.up()
    ready(bo.page)
    after = widths()
    assert after[0] > before[0] + 40
    assert after[1] < before[1] - 40
    assert abs(after[2] - before[2]) < 3
    # Without a mouse, from the bar.
    cells.nth(2).click()
    tool(bo, "narrowerColumn", "Table")
    ready(bo.page)
    assert widths()[2] < after[2] - 15
    bo.is_saved()
    shot(bo.page, "columns")
    mei = Writer(visit("mei"), desk)
    ready(mei.page)
    theirs = mei.text.locator("table tr").first.locator("th")
    assert theirs.first.get_attribute("width") == cells.first.get_attribute("width")
    # One step back takes one step back; all alike again takes the widths away.
    tool(bo, "evenColumns", "Table")
    ready(bo.page)
    assert max(widths()) - min(widths()) < 2
    kept = bo.page.evaluate("JSON.stringify(document.querySelector('[data-editor]').page.editor.getJSON())")
    assert '"colwidth":[' not in json.dumps(json.loads(kept), separators=(",", ":"))
    bo.is_saved()
