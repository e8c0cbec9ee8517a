"""A panel's whole way: set up by Nova, rated by fourteen people of five cities in two rounds, one of whom drops out and
one of whom dissents; adopted, published, reported; a year later due, asked for new evidence, and answered."""

import io
import re
import time
import zipfile

from playwright.sync_api import expect

from tests.journeys.consensus import ACCEPT, PASSES, RATE, Story
from tests.journeys.visitors import shot

DISSENT = "In my street nobody starts anything alone. If you only invite the person, you invite nobody."
EVIDENCE = "A new trial from Tianjin counts who still injects after a year."


def test_a_panel_agrees_publishes_and_is_asked_again(visit, demo):
    began = time.monotonic()
    story = Story(visit, demo)
    nova = story.begins()
    expect(nova.locator("main")).to_contain_text("Everybody who is offered insulin")
    shot(nova, "panel-statements")
    since = story.invites()

    # Bo says yes from the mail, without signing in; the others as they do.
    mail = demo.wait_for_mail(demo.cast["bo"]["email"], since=since, holds=story.title)
    bo_mail = visit()
    bo_mail.goto(story.link_in(mail, "/consensus/invited/"))
    bo_mail.locator("[name=consents]").check()
    bo_mail.locator("[name=role]").fill("peer coach")
    shot(bo_mail, "panel-invited")
    bo_mail.locator("#yes .btn.do").click()
    expect(bo_mail.locator("main")).to_contain_text(re.compile("Thank|take part", re.I))
    assert "accepted 14" in story.does(ACCEPT)

    # The protocol is locked with its fingerprint when the first round opens.
    nova = story.opens()
    expect(nova.locator("main")).to_contain_text(re.compile(r"[0-9a-f]{16}"))
    shot(nova, "panel-open")

    # Bo rates by keyboard; Mei on her telephone in Chinese; Priya from the mail without signing in; then all others.
    bo = story.go("bo")
    bo.locator("a.btn.do").first.click()
    story.declares(bo)
    bo.wait_for_url(re.compile(r"/consensus/\d+/$"))
    story.rates_by_keys(bo, story.answers(1)["bo"])
    shot(bo, "panel-rated-by-keys")
    mei = story.page("mei", language="zh-hans", width=360, height=740, has_touch=True)
    mei.goto(bo.url)
    story.declares(mei)
    mei.locator(".stm .pt", has=mei.locator("input[value='8']")).first.tap()
    expect(mei.locator("[data-said]")).not_to_be_empty()
    shot(mei, "panel-mei-phone")
    story.does(RATE, ANSWERS=story.answers(1, "bo"))
    early = bo.request.get(f"{bo.url}results/")
    assert early.status in (403, 404), early.status
    story.closes()
    first = bo.url
    bo.goto(f"{first}results/")
    expect(bo.locator("main h1")).to_be_visible()
    expect(bo.locator("main")).to_contain_text("14")
    shot(bo, "panel-results")

    # Freja drops out. In the second round everybody sees the own last rating beside the distribution.
    freja = story.go("freja", "seat/leave/", language="da")
    freja.locator("[name=reason]").fill("Jeg har fået nyt arbejde.")
    freja.locator("main form .btn.grave").click()
    freja.wait_for_url(lambda url: "leave" not in url)
    story.opens()
    bo = story.go("bo")
    bo.locator("a.btn.do").first.click()
    story.declares(bo)
    expect(bo.locator(".stm").first).to_contain_text("9")
    shot(bo, "panel-second-round")
    story.does(RATE, ANSWERS=story.answers(2, "freja"))
    story.closes()

    # Bo dissents; Nova reads it before others do.
    bo = story.go("bo")
    bo.locator("a[href*='/dissent/']").first.click()
    form = bo.locator("form.stm").first
    form.locator("textarea").fill(DISSENT)
    form.locator("button").click()
    nova = story.go("nova")
    nova.locator("a[href$='/results/']").last.click()
    nova.locator("a[href$='/remarks/']").first.click()
    expect(nova.locator("main")).to_contain_text(DISSENT)
    nova.locator("button[value=show]").first.click()

    # The report is told from the data; what nobody wrote says so, and can be written.
    nova = story.go("nova", "report/")
    expect(nova.locator("#item-19")).to_contain_text("14 of 14")
    expect(nova.locator("#item-21")).to_contain_text(DISSENT)
    expect(nova.locator("#item-23")).to_contain_text("not reported")
    nova.goto(f"{story.address}report/words/")
    nova.locator("[name=funding]").fill("The network's own budget.")
    nova.locator("main form .btn.do").click()
    expect(nova.locator("#item-23")).to_contain_text("The network's own budget.")
    shot(nova, "panel-report")
    nova.locator("form[action$='/report/docx/'] button").click()
    nova.wait_for_load_state()
    with zipfile.ZipFile(io.BytesIO(fetched(nova))) as word:
        assert story.title in word.read("word/document.xml").decode()

    slug = adopted(story)
    asked_again(story, slug)
    print(f"the whole way took {time.monotonic() - began:.0f} s")


def adopted(story):
    """Nova adopts; Carmen approves in the desk; everybody reads it. Returns the word in the page's address."""
    nova = story.go("nova")
    nova.locator("a[href*='/state-of-the-art/adopt/']").first.click()
    nova.locator("main form .btn.do").click()
    nova.wait_for_url(lambda url: "/adopt/" not in url)
    return approved(story)


def approved(story):
    """Let Carmen approve the draft, and read the page as everybody does."""
    carmen = story.page("carmen", language="es")
    page, slug = re.search(
        r"page (\d+) (\S+)", story.does("print('page', panel.topic.pages.first().pk, panel.topic.slug)")
    ).groups()
    carmen.goto(f"/manage/pages/{page}/edit/")
    carmen.locator("footer [data-w-dropdown-target=toggle], footer .w-dropdown__toggle").last.click()
    carmen.locator("[data-workflow-action-name=approve]").first.click()
    carmen.wait_for_url(re.compile(r"/manage/pages/\d+/$"))
    reader = story.visit()
    reader.goto(f"/state-of-the-art/{slug}/")
    expect(reader.locator("main")).to_contain_text("Everybody who is offered insulin")
    expect(reader.locator("main")).to_contain_text(DISSENT)
    shot(reader, "panel-page")
    feed = reader.request.get(f"/state-of-the-art/{slug}/feed.atom")
    assert feed.ok
    assert story.title in feed.text()
    reader.goto(f"{story.address}report/")
    expect(reader.locator("#item-23")).to_contain_text("The network's own budget.")
    return slug


def asked_again(story, slug):
    """A year later the page is due; somebody brings new evidence, and gets an answer."""
    assert "due" in story.does(PASSES)
    reader = story.visit()
    reader.goto(f"/state-of-the-art/{slug}/")
    expect(reader.locator("main")).to_contain_text(re.compile("review", re.I))
    reader.goto(f"/state-of-the-art/{slug}/propose/")
    reader.locator("[name=words]").fill(EVIDENCE)
    reader.locator("[name=reference]").fill("10.1000/182")
    reader.locator("[name=name]").fill("Ada Reader")
    address = f"ada.{story.number}@example.org"
    reader.locator("[name=email]").fill(address)
    reader.locator("main form .btn.do").click()
    mail = story.demo.wait_for_mail(address)
    reader.goto(story.link_in(mail, "/confirm/"))
    reader.locator("main form .btn.do").click()
    carmen = story.page("carmen", language="es")
    carmen.goto(f"/state-of-the-art/{slug}/proposals/")
    carmen.locator("main a[href*='/proposals/']").last.click()
    expect(carmen.locator("main")).to_contain_text(EVIDENCE)
    carmen.locator("[name=state][value=later]").check()
    carmen.locator("[name=words]").fill("Thank you: the next round reads it.")
    carmen.locator("main form .btn.do").click()
    told = story.demo.wait_for_mail(address, since=mail["id"])
    assert "the next round reads it" in told["text"]


def fetched(page):
    """Return the file that the page waits for, as soon as it is there."""
    end = time.monotonic() + 90
    while time.monotonic() < end:
        answer = page.request.get(page.url)
        if "attachment" in answer.headers.get("content-disposition", ""):
            return answer.body()
        time.sleep(1)
    raise AssertionError(f"no file at {page.url}")
