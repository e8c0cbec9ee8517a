"""One letter with what is new: when it is due by beat alone, at once by command, never twice, ended with one click."""

import urllib.request
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from network.kit.clock import now
from tests.journeys.story import chinese
from tests.journeys.visitors import shot


@pytest.fixture
def guide(story, material):
    """The address of what was shared and found useful in Houston."""
    return story.found_useful(material)


def test_beat_alone_sends_what_is_due(visit, demo):
    """The demo of the journeys looks every fifteen seconds (DIGESTS_EVERY), so nobody waits for five minutes here."""
    priya = demo.cast["priya"]["email"]
    page = visit("priya")
    page.goto("/me/digest/")
    assert page.locator("main li h3").count() >= 1
    page.goto("/me/mail/")
    page.locator("select[name=frequency]").select_option("daily")
    page.locator("select[name=hour]").select_option(str(now().astimezone(ZoneInfo("America/Vancouver")).hour))
    page.locator("main form .btn.do").click()
    expect(page.locator(".notes")).to_be_visible()
    letter = demo.wait_for_mail(priya, kind="digest", seconds=90)
    assert letter["language"] == "en"
    page.goto("/me/mail/")
    expect(page.locator("#sent")).to_contain_text(letter["subject"])
    shot(page, "mails-1440")


def test_letters_are_sent_at_once_by_command_and_nothing_twice(visit, story, demo, guide):
    bo, tao = demo.cast["bo"]["email"], demo.cast["tao"]["email"]
    before = {who: demo.last_mail(who) for who in (bo, tao, story.email)}
    said = demo.manage("send_digests", "--now")
    assert int(said.split()[0]) >= 3, said
    letter = demo.wait_for_mail(bo, kind="digest", since=before[bo])
    assert letter["language"] == "en" and '<html lang="en"' in letter["html"]
    assert story.title in letter["text"] and story.title in letter["html"]
    assert demo.url + guide in letter["links"]
    hers = demo.wait_for_mail(story.email, kind="digest", since=before[story.email])
    assert hers["language"] == "zh-hans" and 'lang="zh' in hers["html"]
    assert "Bo Carter" in hers["text"] and "休斯敦" in hers["text"] and story.title in hers["text"]
    assert chinese(hers["text"].replace(story.title, "").replace("休斯敦", ""))
    for mail in (letter, hers):
        assert mail["headers"]["Content-Type"].startswith("multipart/alternative")
        assert mail["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert mail["headers"]["List-Id"] and mail["headers"]["Auto-Submitted"]
        assert "<script" not in mail["html"] and "<img" not in mail["html"]
    page = visit()
    page.goto(f"/mailbox/{letter['id']}/")
    shot(page, "letter-1440")
    page.goto(f"/mailbox/{letter['id']}/html/")
    shot(page, "letter-html-1440")

    # One click ends them: a GET asks, a POST without cookies does.
    ends = demo.wait_for_mail(tao, kind="digest")["headers"]["List-Unsubscribe"].strip("<>")
    with demo.get(ends) as answer:
        assert answer.status == 200
    page = visit("tao", language="zh-hans")
    page.goto("/me/mail/")
    expect(page.locator("select[name=frequency]")).not_to_have_value("off")
    with urllib.request.urlopen(ends, data=b"List-Unsubscribe=One-Click", timeout=30) as answer:
        assert answer.status == 200
    page.reload()
    expect(page.locator("select[name=frequency]")).to_have_value("off")
    page.locator("select[name=frequency]").select_option("weekly")
    page.locator("main form .btn.do").click()
    expect(page.locator(".notes")).to_be_visible()

    # Again at once: she has nothing new, so nothing comes; nobody is told of the same thing again.
    counts = demo.manage("send_digests", "--now")
    assert int(counts.split(" sent, ")[1].split()[0]) >= 1, counts
    assert [mail["id"] for mail in demo.mails(story.email, "digest", since=hers["id"])] == []
    for who in (bo, tao, demo.cast["mei"]["email"], demo.cast["priya"]["email"]):
        # A work may come again for what happened to it since; the same line about it may not.
        rows = [row.split("\n\n")[0] for mail in demo.mails(who, "digest") for row in mail["text"].split("\n* ")[1:]]
        twice = [row for row in rows if "/resources/" in row and rows.count(row) > 1]
        assert not twice, (who, twice)
