"""Bo in Houston finds what stands only inside that PDF, in both languages, reads, takes, and says that it helps."""

import re

import pytest
from playwright.sync_api import expect

from network.demo.content.big import RARE_CHINESE, RARE_ENGLISH
from tests.journeys.visitors import shot


@pytest.fixture
def guide(story, material):
    """The address of what was shared."""
    return story.shared(material)


def hit_of(page, guide):
    """Return the row of a list that leads to the guide."""
    return page.locator(".entries > li").filter(has=page.locator(f"a[href='{guide}']"))


def test_rare_words_of_both_languages_are_found_with_their_place_marked(visit, guide):
    page = visit("bo")
    for number, words in enumerate((RARE_CHINESE[0], RARE_ENGLISH[0], RARE_CHINESE[1], RARE_ENGLISH[1])):
        page.goto("/")
        field = page.locator("header input[name=q]")
        field.fill(words)
        field.press("Enter")
        page.wait_for_url("**/search/?q=*")
        row = hit_of(page, guide)
        expect(row).to_have_count(1)
        marked = "".join(row.locator(".hit b, .hit mark").all_inner_texts())
        assert set(re.findall(r"\w", words)) <= set(marked), marked
        shot(page, f"found-{number}-1440")
    # A single character of it, and a phrase in quotes.
    page.goto(f"/search/?q=%22{RARE_ENGLISH[1].replace(' ', '+')}%22")
    expect(hit_of(page, guide)).to_have_count(1)
    page.goto("/search/?q=%22barometer+marzipan%22")
    expect(hit_of(page, guide)).to_have_count(0)


def test_filters_by_city_and_kind_are_exact_and_have_an_address(visit, guide):
    page = visit("bo")
    page.goto(f"/search/?q={RARE_CHINESE[0]}")
    narrow = page.locator("#narrow")
    narrow.locator("input[name=city][value=shanghai]").check()
    page.wait_for_url("**city=shanghai**")
    narrow.locator("input[name=kind][value=training]").check()
    page.wait_for_url("**kind=training**")
    expect(hit_of(page, guide)).to_have_count(1)
    address = page.url
    told = narrow.locator("label", has=page.locator("input[name=kind][value=training]")).locator(".num").inner_text()
    assert int(told) == page.locator("#list .entries > li").count()
    other = visit()
    other.goto(address)
    expect(hit_of(other, guide)).to_have_count(1)
    other.goto(address.replace("city=shanghai", "city=houston"))
    expect(hit_of(other, guide)).to_have_count(0)
    expect(other.locator("#list .empty")).to_be_visible()
    shot(other, "nothing-1440")


def test_bo_reads_takes_and_says_that_it_is_useful(visit, story, guide):
    page = visit("bo")
    page.goto(f"/search/?q={RARE_ENGLISH[0].replace(' ', '+')}")
    hit_of(page, guide).locator(f"a[href='{guide}']").first.click()
    expect(page.locator("h1")).to_have_text(story.title)
    sheets = page.locator("#inside .sheet img")
    assert sheets.count() >= 3
    sheets.first.scroll_into_view_if_needed()
    expect(sheets.first).to_have_js_property("complete", True)
    assert sheets.first.evaluate("image => image.naturalWidth") > 300
    with page.expect_download() as coming:
        page.locator("main a[href*='/files/'][href*='.pdf'][href$='?download']").first.click()
    assert coming.value.path().read_bytes().startswith(b"%PDF-")
    page.locator("#useful button[name=useful][value=yes]").click()
    expect(page.locator("#useful button[name=useful][value=no]")).to_be_visible()
    expect(page.locator("#useful table")).to_contain_text("Houston")
    shot(page, "useful-1440")
    # Others read in which city, not who; and it is counted once.
    stranger = visit()
    stranger.goto(guide)
    expect(stranger.locator("#useful table")).to_contain_text("Houston")
    expect(stranger.locator("#useful table")).not_to_contain_text("Bo Carter")
    # In the list it says so as well.
    stranger.goto("/resources/?sort=newest")
    expect(hit_of(stranger, guide)).to_contain_text("1")
    story.is_useful = True


def test_a_newcomer_of_the_city_reads_of_it_on_the_front_page(visit, guide):
    page = visit()
    page.goto("/")
    expect(page.locator(f".entries a[href='{guide}']").first).to_be_visible(timeout=70_000)
