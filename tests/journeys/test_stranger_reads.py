"""A stranger finds out what this is, reads, searches, and takes a file home."""

import hashlib
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.story import CHINESE
from tests.journeys.visitors import shot


def test_the_front_page_says_what_this_is_and_where(visit):
    page = visit()
    page.goto("/")
    expect(page.locator("h1")).not_to_be_empty()
    expect(page.locator(".lede").first).not_to_be_empty()
    expect(page.locator("#cities figure svg")).to_be_visible()
    towns = page.locator("#cities .towns a")
    assert {"copenhagen", "houston", "vancouver", "shanghai", "tianjin"} <= {
        link.get_attribute("href").strip("/").split("/")[-1] for link in towns.all()
    }
    assert page.locator(".entries .entry").count() >= 3
    expect(page.locator("ol.steps > li")).to_have_count(3)
    expect(page.locator("main a.btn.do[href='/join/']").first).to_be_visible()
    shot(page, "home-1440")


def test_from_the_map_to_a_city_and_what_it_shared(visit):
    page = visit()
    page.goto("/")
    page.locator("#cities .towns a[href='/cities/shanghai/']").first.click()
    page.wait_for_url("**/cities/shanghai/")
    expect(page.locator("h1")).to_contain_text("Shanghai")
    expect(page.locator("main a[href='/join/?city=shanghai']")).to_be_visible()
    shot(page, "city-1440")
    # The city speaks for itself, in its own language too.
    page.locator("main a[href='?in=zh-hans']").click()
    expect(page.locator(".read[lang=zh-hans]")).to_contain_text(CHINESE)
    page.go_back()
    entry = page.locator(".entries .entry h3 a[href^='/resources/']").first
    title = entry.inner_text()
    entry.click()
    expect(page.locator("h1")).to_have_text(title)


def test_a_resource_shows_its_pages_and_a_file_comes_whole(visit, story, demo, tmp_path):
    page = visit()
    page.goto("/resources/")
    assert page.locator(".entries .entry").count() >= 10
    shot(page, "list-1440")
    page.locator("#narrow input[name=kind]").first.check()
    page.wait_for_url("**kind=**")
    page.goto("/search/?q=peer+support")
    page.locator(".entries .entry h2 a[href^='/resources/']:not([href*='/used/'])").first.click()
    expect(page.locator("h1")).not_to_be_empty()
    # Right after the first start the worker may still read the last files of the sample world.
    story.reloaded_until(page, "#inside .sheet img", 1)
    one_file = "table a[href*='/files/'][href$='?download']"
    story.reloaded_until(page, one_file, 1)
    picture = page.locator("#inside .sheet img").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 200
    shot(page, "resource-1440")
    with page.expect_download() as coming:
        page.locator(one_file).first.click()
    path = tmp_path / coming.value.suggested_filename
    coming.value.save_as(path)
    made = {
        hashlib.sha256(file.read_bytes()).hexdigest()
        for file in Path(demo.data, "demo", "files").rglob("*")
        if file.is_file()
    }
    assert hashlib.sha256(path.read_bytes()).hexdigest() in made


def test_searching_from_the_masthead_marks_what_was_met(visit):
    page = visit()
    page.goto("/")
    field = page.locator("header input[name=q]")
    field.type("insul")
    suggestion = page.locator(".suggestions [role=option]").first
    expect(suggestion).to_be_visible()
    field.fill("insulin")
    field.press("Enter")
    page.wait_for_url("**/search/?q=insulin")
    hits = page.locator(".entries .entry .hit")
    expect(hits.first).to_be_visible()
    assert "insulin" in hits.first.locator("b, mark").first.inner_text().lower()
    shot(page, "search-1440")
    page.locator("header input[name=q]").fill("xyzzyplugh")
    page.locator("header input[name=q]").press("Enter")
    expect(page.locator(".empty").first).to_be_visible()


def test_a_member_only_page_sends_to_the_one_door(visit):
    page = visit()
    page.goto("/members/")
    page.wait_for_url("**/accounts/login/?next=/members/")
    expect(page.locator("input[name=login]")).to_be_visible()
