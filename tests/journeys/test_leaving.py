"""A member leaves and takes the data along: the archive, a change of mind by a mail, and then nobody finds the name."""

import re
import zipfile

from playwright.sync_api import expect

from tests.journeys.story import drop
from tests.journeys.visitors import shot

NAME, LATIN = "蓝小叶", "Lan Xiaoye"


def erase(page):
    """Ask that everything be erased, as a former member."""
    page.goto("/me/privacy/erase/")
    page.locator("[name=name][value=former]").check()
    page.locator("[name=sure]").check()
    page.locator("main form .btn.grave").click()
    page.wait_for_url("**/me/privacy/")
    expect(page.locator("#going .note.warn")).to_be_visible()


def test_she_takes_everything_along_changes_her_mind_once_and_goes(visit, story, demo, tmp_path):
    email = f"leaver.{story.mark}@example.org"
    page = visit(story.fresh_member("leaver", NAME, LATIN), language="zh-hans")
    # She shares one file, so that there is something to take along and something that stays.
    guide = tmp_path / "walking.txt"
    guide.write_text("每周三次一起散步。 " * 40)
    title, page_of_guide = story.title, story.guide
    page.goto("/resources/new/")
    drop(page, "[data-upload-zone]", [guide])
    story.publish(page, 1)
    shared, story.title, story.guide = story.guide, title, page_of_guide
    # Everything in one archive: asked for, told of by mail, downloaded, read.
    page.goto("/me/privacy/")
    shot(page, "my-data-zh-1440")
    page.locator("#archive form .btn").click()
    before = demo.last_mail(email)
    mail = demo.wait_for_mail(email, kind="privacy", since=before - 1, holds="/me/privacy/")
    assert any(link.endswith("/me/privacy/") for link in mail["links"])
    page.goto("/me/privacy/")
    with page.expect_download() as coming:
        page.locator("#archive .entries a.btn").first.click()
    with zipfile.ZipFile(coming.value.path()) as archive:
        assert archive.testzip() is None
        index = archive.read("index.html").decode()
        [mine] = [name for name in archive.namelist() if name.endswith("walking.txt")]
        assert archive.read(mine).decode() == guide.read_text()
    assert email in index and NAME in index and 'lang="zh-hans"' in index
    reading = visit(language="zh-hans")
    reading.set_content(index)
    expect(reading.locator("h1")).to_be_visible()
    shot(reading, "archive-zh-1440")
    page.goto("/me/privacy/")
    expect(page.locator("#log tbody tr").first).to_be_visible()
    # She asks to be erased, and stays after all by the link of the mail, in a browser that knows nobody.
    since = demo.last_mail(email)
    erase(page)
    shot(page, "going-zh-1440")
    page.goto("/me/")
    expect(page).to_have_url(re.compile(r"/me/privacy/$"))
    letter = demo.wait_for_mail(email, kind="privacy", since=since)
    [undo] = {link for link in letter["links"] if "/undo/" in link}
    elsewhere = visit(language="zh-hans")
    elsewhere.goto(undo)
    elsewhere.locator("main form .btn.do").click()
    expect(elsewhere.locator("main form")).to_have_count(0)
    page.goto("/me/")
    expect(page).to_have_url(re.compile(r"/me/$"))
    # She asks again; the days of grace pass.
    erase(page)
    assert "1 erased" in demo.manage("let_go", "--in-days", "15")
    page.goto("/me/")
    expect(page).to_have_url(re.compile(r"/accounts/login/"))
    # What she shared is there, and is a former member's; nothing finds her name.
    stranger = visit(language="en")
    stranger.goto(shared)
    expect(stranger.locator("main")).to_contain_text("former member")
    expect(stranger.locator("main")).not_to_contain_text(NAME)
    friend = visit("mei", language="zh-hans")
    for address in (f"/members/?q={LATIN}", f"/search/?q={LATIN}", "/members/?city=shanghai"):
        friend.goto(address)
        expect(friend.locator("main .people, main .entries")).not_to_contain_text([NAME])
    assert demo.mails(email) == []
