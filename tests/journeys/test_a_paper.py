"""One paper's whole way: written by two at once, suggested to in Chinese and in Word, signed, re-opened by a late edit,
dissented from in print, published, cited, corrected."""

import time
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.journeys.paper import CLOSE, Story
from tests.journeys.visitors import shot
from tests.journeys.writing import without_sockets

NEAR, THEY = "邻居最可信。", "他们就住在楼下。"
WHY = "我们不同意第二条：社区志愿者不应领取报酬，应由社区卫生服务中心承担随访。"


def test_a_paper_is_written_signed_published_and_corrected(visit, demo):
    began = time.monotonic()
    story = Story(visit, demo)
    story.page("tao", language="zh-hans")

    # Two write at once; the server is killed in the middle, and comes back.
    bo, other = story.writer("bo"), story.writer("tao")
    bo.at(1)
    other.at(3)
    bo.write(" We saw it.")
    other.write(" Monthly.")
    with without_sockets(demo):
        bo.write(" In five cities.", delay=10)
        bo.is_saved()
        other.is_saved()
    bo.sees(3, "Pay peer supporters for their time. Monthly.")
    other.sees(1, "Somebody near you helps more than a leaflet. We saw it. In five cities.")
    shot(bo.page, "paper-written")

    # Mei suggests in Chinese; a professor's Word file comes back; Bo accepts what both propose.
    mei = story.writer("mei", language="zh-hans")
    expect(mei.page.locator("select[data-mode]")).to_have_value("suggesting")
    mei.choose("In five cities.")
    mei.page.keyboard.press("ArrowRight")
    mei.page.keyboard.insert_text(NEAR)
    mei.page.wait_for_url("**/write/?proposal=*")
    expect(mei.text.locator("ins")).to_have_text(NEAR)
    mei.choose(NEAR)
    mei.page.keyboard.press("ArrowRight")
    hands = mei.page.context.new_cdp_session(mei.page)
    hands.send("Input.imeSetComposition", {"text": "tamen", "selectionStart": 5, "selectionEnd": 5})
    hands.send("Input.insertText", {"text": THEY})
    expect(mei.text.locator("ins")).to_have_text(NEAR + THEY)
    mei.is_saved()
    story.returned_from_word("priya", "than a leaflet", "than any leaflet")
    assert story.accepts_all() == 2
    bo = story.writer("bo")
    bo.sees(1, f"Somebody near you helps more than any leaflet. We saw it. In five cities.{NEAR}{THEY}")
    bo.is_saved()

    # The cities are asked; Shanghai dissents in its own words; Copenhagen says nothing until its day is over.
    page = story.go("bo", "consult/")
    for box in page.locator("[name=cities]").all():
        box.set_checked(box.get_attribute("value") in ("shanghai", "copenhagen"))
    page.locator("[name=closes_on]").fill((datetime.now(UTC) + timedelta(days=3)).date().isoformat())
    page.locator("[name=silence][value=abstain]").check()
    page.locator("#ask .btn.do").click()
    expect(page.locator("#answers")).to_contain_text("Europe/Copenhagen")
    page = story.go("mei", "endorse/shanghai/")
    page.locator("[name=answer][value=dissent]").check()
    page.locator("[name=words]").fill(WHY)
    page.locator("#answer .btn.do").click()
    page.wait_for_url("**/consult/")
    expect(page.locator("#city-shanghai .tx")).to_have_text(WHY)
    shot(page, "paper-cities-zh")
    demo.manage("shell", "--no-imports", "-c", CLOSE)

    # All read and sign the exact text. A late edit re-opens the two signatures that were given, and no third.
    story.declares("tao")
    story.puts_up()
    story.signs("bo")
    story.signs("tao")
    bo = story.writer("bo")
    bo.at(3)
    bo.write(" Their travel too.")
    bo.is_saved()
    page = story.go("carmen", "sign/", language="es")
    reopened = page.locator("#changed .note strong")
    expect(reopened).to_contain_text("Bo Carter")
    expect(reopened).to_contain_text("Tao Wang")
    expect(reopened).not_to_contain_text("Carmen")
    expect(page.locator("#changed ins")).to_contain_text("Their travel too.")
    expect(page.locator("#answer form")).to_have_count(0)
    shot(page, "paper-reopened")
    story.puts_up(is_small=True)
    story.confirms("bo")
    story.confirms("tao")
    story.signs("carmen")

    # Published: the dissent is printed, everybody reads it, it can be cited.
    page = story.go("bo", "publish/")
    page.locator("main form .btn.do").click()
    page.wait_for_url("**/publications/**")
    first = page.url
    reader = visit()
    reader.goto(first)
    expect(reader.locator("h1")).to_have_text(story.title)
    expect(reader.locator("#cities blockquote[lang=zh-hans]")).to_have_text(WHY)
    expect(reader.locator("#text")).to_contain_text("Their travel too.")
    shot(reader, "paper-published")
    record = reader.locator("#cite a[href$='.bib']").first.get_attribute("href")
    assert story.title in reader.request.get(record).text()

    # Corrected: the text opens again, all sign what changed, and the first version says that there is another.
    page = story.go("bo", "correct/")
    page.locator("main form .btn.do").click()
    page.locator("#state form button").first.click()
    bo = story.writer("bo")
    bo.at(3)
    bo.write(" And insure them.")
    bo.is_saved()
    story.puts_up()
    for who in ("bo", "tao", "carmen"):
        story.signs(who)
    page = story.go("bo", "publish/")
    page.locator("[name=notice]").fill("Insurance was missing.")
    page.locator("main form .btn.do").click()
    page.wait_for_url("**/publications/**")
    expect(page.locator("#text")).to_contain_text("And insure them.")
    # Somebody else: browsers may keep public pages for a minute.
    reader = visit()
    reader.goto(first)
    expect(reader.locator(".note.warn").first).to_contain_text("Insurance was missing.")
    expect(reader.locator("#text")).not_to_contain_text("And insure them.")
    print(f"the whole way took {time.monotonic() - began:.0f} s")
