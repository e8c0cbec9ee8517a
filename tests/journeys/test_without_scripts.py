"""Everything works in a browser without scripts: reading, searching, joining, signing in, sharing."""

import re

from playwright.sync_api import expect

from tests.journeys.story import WORDS
from tests.journeys.visitors import shot


def test_reading_searching_and_filtering(visit):
    page = visit(scripts=False, width=360)
    page.goto("/")
    page.locator("a[href='#menu']").click()
    page.locator("footer nav a[href='/resources/']").click()
    page.locator("a[href='#narrow']").first.click()
    page.locator("#narrow input[name=kind][value=training]").check()
    page.locator("#narrow input[name=city][value=shanghai]").check()
    page.locator("#narrow .apply button").click()
    page.wait_for_url("**kind=training**")
    assert page.locator("#list .entries > li").count() >= 1
    shot(page, "plain-list-360")
    page.goto("/search/")
    page.locator("main input[name=q]").fill("insulin")
    page.locator("main form[role=search] .btn").click()
    expect(page.locator(".entries .hit").filter(has_text="insulin").first).to_be_visible()
    page.locator(".entries a[href^='/resources/']:not([href*='/used/'])").first.click()
    expect(page.locator("h1")).to_be_visible()
    page.locator("header .langs button[value=da], footer .langs button[value=da]").last.click()
    expect(page.locator("html")).to_have_attribute("lang", "da")


def test_joining_and_a_code_that_signs_in(visit, story, demo):
    email = f"plain.{story.mark}@example.org"
    page = visit(scripts=False, language="zh-hans")
    story.fill_application(page, "", name="冯雨", name_latin="Feng Yu", why=f"没有脚本也行。 (plain-{story.mark})")
    page.locator("form.form .btn.do").click()
    expect(page.locator(".field.bad [name=email]")).to_be_visible()
    expect(page.locator("[name=offer]")).to_have_value(WORDS["offer"])
    page.locator("[name=email]").fill(email)
    page.locator("[name=consent]").check()
    page.locator("form.form .btn.do").click()
    story.confirm(page, email)
    _mail, link = story.asked(f"plain-{story.mark}")
    mei = visit(scripts=False, language="zh-hans")
    mei.goto(link)
    mei.locator("button[name=act][value=approve]").click()
    page.locator("form[action='/accounts/logout/'] button").first.click()
    page.goto("/accounts/login/")
    page.locator("a[href*='/accounts/login/code/']").click()
    since = demo.last_mail(email)
    page.locator("input[name=email]").fill(email)
    page.locator("main form .btn.do").first.click()
    code, _mail = story.code_for(email, since=since)
    page.locator("input[name=code]").fill(code)
    page.locator("main form .btn.do").first.click()
    page.goto("/me/")
    expect(page.locator("#steps .checks")).to_be_visible()


def test_signing_in_by_password_and_sharing_by_the_plain_form(visit, visitors, story, material):
    page = visit(scripts=False)
    visitors.sign_in(page, story.demo.cast["priya"])
    page.goto("/resources/new/")
    page.locator("input[type=file]").set_input_files(material[1:])
    page.locator("form[data-begin] .btn.do").click()
    page.wait_for_url(re.compile(r"/resources/\d+/edit/"))
    expect(page.locator("[data-files] li[data-file]")).to_have_count(2)
    story.reloaded_until(page, "[data-files] li .st.ok", 2)
    title = f"活动提纲，没有脚本 {story.mark}"
    # Not complete yet: it says what is missing, and keeps what was typed.
    page.locator("[name=title]").fill(title)
    page.locator("[name=publish]").click()
    expect(page.locator(".note.errors")).to_be_visible()
    expect(page.locator("[name=title]")).to_have_value(title)
    shot(page, "plain-describe-1440")
    story.describe(page, title)
    page.locator("[name=publish]").click()
    page.wait_for_url(re.compile(r"/resources/\d+/(?!edit)[^/]+/$"))
    expect(page.locator("h1")).to_have_text(title)
    address = page.url
    with page.expect_download() as coming:
        page.locator("main a[href*='/files/'][href$='?download']").filter(has_text=material[1].name).click()
    assert coming.value.path().read_bytes() == material[1].read_bytes()
    bo = visit("bo", scripts=False)
    bo.goto(address)
    bo.locator("#useful button[value=yes]").click()
    expect(bo.locator("#useful table")).to_contain_text("Houston")
    bo.locator("#useful button[value=no]").click()
    expect(bo.locator("#useful button[value=yes]")).to_be_visible()
