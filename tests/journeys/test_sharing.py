"""A new member shares: three files dropped at once, a line that breaks, a form that fills itself, and it is out."""

import hashlib
import re

from playwright.sync_api import expect

from tests.journeys.story import drop, offsets_of
from tests.journeys.visitors import shot


def test_a_new_member_shares_what_she_dropped(visit, visitors, story, material):
    page = visit(story.member(), language="zh-hans")
    page.goto("/resources/new/")
    patches = offsets_of(page)
    whole = material[0].stat().st_size
    story.slow(page, 0.15)
    drop(page, "[data-upload-zone]", material)
    rows = page.locator("[data-upload-list] > li")
    expect(rows.first.locator("progress")).to_be_visible()
    # A draft exists from the first byte on, and its form stands beside the bytes on their way.
    page.wait_for_url(re.compile(r"/resources/\d+/edit/"))
    form = page.locator("form[data-describe]")
    expect(form).to_be_visible()
    big = page.locator("[data-upload-list] > li", has_text=material[0].name)
    expect(big.locator("[data-part]")).to_have_text(re.compile(r"^[1-9]\d?%$"))
    shot(page, "uploading-zh-1440")
    # The line breaks: the page says so, keeps what was sent, and goes on by itself from where it was.
    page.context.set_offline(True)
    story.broken(big)
    reached = max(offset for offset, _length in patches[material[0].stat().st_size])
    assert 0 < reached < whole
    shot(page, "offline-zh-1440")
    before = len(patches[whole])
    page.context.set_offline(False)
    # What she types meanwhile is kept.
    form.locator("select[name=kind]").select_option("training")
    # The server is away for some seconds, too.
    page.route("**/uploads/*", lambda route: route.abort("connectionrefused"))
    page.wait_for_timeout(2500)
    page.unroute("**/uploads/*")
    files = page.locator("[data-files] li[data-file]")
    expect(files).to_have_count(3, timeout=90_000)
    expect(page.locator("[data-files] li .st.ok")).to_have_count(3, timeout=120_000)
    resumed = [offset for offset, _length in patches[whole][before:]]
    assert resumed and min(resumed) >= reached, "what had been sent was sent again"
    # They stand in the order in which she dropped them.
    assert [name.inner_text() for name in files.locator("b").all()] == [path.name for path in material]
    # Title, language and pictures of pages are there without her doing.
    expect(form.locator("[name=title]")).not_to_have_value("")
    expect(form.locator("[name=languages][value='zh-hans']")).to_be_checked()
    picture = page.locator("[data-files] li", has_text=material[0].name).locator("img")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 100
    expect(form.locator("select[name=kind]")).to_have_value("training")
    shot(page, "describe-zh-1440")
    # What is missing is asked for beside its field.
    page.locator("form[data-describe] [name=publish]").click()
    expect(page.locator(".note.errors")).to_be_visible()
    shot(page, "describe-errors-zh-1440")
    story.publish(page, 3)
    expect(page.locator("h1")).to_have_text(story.title)
    # What arrived is what was sent, byte for byte.
    with page.expect_download() as coming:
        page.locator("main a[href*='/files/'][href$='?download']").filter(has_text=material[0].name).click()
    got = hashlib.sha256(coming.value.path().read_bytes()).hexdigest()
    assert got == hashlib.sha256(material[0].read_bytes()).hexdigest()
    shot(page, "published-zh-1440")
    # A stranger reads it at once.
    stranger = visit()
    stranger.goto(story.guide)
    expect(stranger.locator("h1")).to_have_text(story.title)


def test_a_reload_in_the_middle_goes_on_where_it_was(visit, story, material):
    page = visit(story.member(), language="zh-hans")
    page.goto("/resources/new/")
    patches = offsets_of(page)
    whole = material[0].stat().st_size
    story.slow(page, 0.3)
    with page.expect_file_chooser() as chooser:
        page.locator("[data-upload-zone] input[type=file]").click()
    chooser.value.set_files(material[0])
    page.wait_for_url(re.compile(r"/resources/\d+/edit/"))
    big = page.locator("[data-upload-list] > li", has_text=material[0].name)
    expect(big.locator("[data-part]")).to_have_text(re.compile(r"^[1-9]\d?%$"))
    page.reload()
    reached = max(offset for offset, _length in patches[whole])
    before = len(patches[whole])
    assert reached > 0
    page.unroute("**/uploads/*")
    page.locator("input[type=file]").set_input_files(material[0])
    expect(page.locator("[data-files] li .st.ok")).to_have_count(1, timeout=120_000)
    resumed = [offset for offset, _length in patches[whole][before:]]
    assert resumed and min(resumed) >= reached
    # She throws the draft away: it is not what she meant to share twice.
    page.locator("a[href$='/discard/']").first.click()
    page.locator("main form .btn.grave").click()
    page.goto("/resources/new/")
    expect(page.locator("main .entries")).to_have_count(0)


def test_a_file_that_is_not_what_it_says_is_refused_in_words(visit, story, tmp_path):
    lie = tmp_path / "report.pdf"
    lie.write_bytes(b"<html><script>alert(1)</script></html>")
    (tmp_path / "empty.txt").write_bytes(b"")
    page = visit(story.member())
    page.goto("/resources/new/")
    page.locator("[data-upload-zone] input[type=file]").set_input_files([lie, tmp_path / "empty.txt"])
    expect(page.locator("[data-upload-list] > li.wrong, [data-files] li.wrong")).to_have_count(2)
    shot(page, "refused-1440")
