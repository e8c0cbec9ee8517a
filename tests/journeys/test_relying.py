"""What others may rely on: a shelf that is put in order by hand, a review by keyboard and without scripts."""

import re
import uuid

from playwright.sync_api import expect

from tests.journeys.visitors import shot

EXERCISES = "six exercises in listening"
TITLE = f"For Thursday {uuid.uuid4().hex[:6]}"


def address_of(page, words):
    """Return the address of a resource by words of its title."""
    page.goto(f"/resources/?q={words.replace(' ', '+')}")
    return page.locator(".entries a", has_text=re.compile(words, re.I)).first.get_attribute("href")


def titles(page):
    """Return the titles on a shelf in their order."""
    return page.locator("[data-placement] h3 a").all_inner_texts()


def test_a_shelf_is_begun_by_one_click_and_ordered_by_hand_and_by_buttons(visit):
    page = visit("bo")
    for number, words in enumerate((EXERCISES, "when to hand over")):
        page.goto(address_of(page, words))
        if number:
            page.get_by_role("button", name=re.compile(TITLE)).click()
        else:
            page.locator("#collections form a").click()
            page.locator("[name=collection][value=new]").check()
            page.locator("[name=title]").fill(TITLE)
            page.get_by_role("button", name="Keep it").click()
        expect(page.locator("#collections")).to_contain_text(TITLE)
    page.locator("#collections a", has_text=TITLE).first.click()
    first, second = titles(page)
    page.get_by_role("button", name=re.compile("^Down")).first.click()
    assert titles(page) == [second, first]
    grip = page.locator(".shelf-handle").first.bounding_box()
    below = page.locator("[data-placement]").nth(1).bounding_box()
    page.mouse.move(grip["x"] + 8, grip["y"] + 8)
    page.mouse.down()
    page.mouse.move(below["x"] + 40, below["y"] + below["height"] - 6, steps=6)
    page.mouse.up()
    expect(page.locator("[data-shelf-said]")).to_be_visible()
    page.reload()
    assert titles(page) == [first, second]
    shot(page, "shelf")
    stranger = visit()
    assert stranger.goto(page.url).status == 404


def test_a_review_saves_itself_and_is_given_without_scripts(visit):
    page = visit("bo")
    address = address_of(page, EXERCISES)
    number = re.search(r"/resources/(\d+)/", address)[1]
    page.goto(f"/resources/{number}/review/")
    for value in ("0", "1"):
        page.locator(f"[name=value_clarity][value='{value}']").check()
    expect(page.locator("[data-review-said]")).to_be_visible()
    plain = visit("bo", scripts=False)
    plain.goto(f"/resources/{number}/review/")
    expect(plain.locator("[name=value_clarity][value='1']")).to_be_checked()
    for button in plain.locator("[name^=value_][value='2']").all():
        button.check()
    plain.locator("[name=summary]").fill("We use it every week.")
    plain.locator("[name=has_interest][value=no]").check()
    plain.locator("form .btn.do", has_text="Give").click()
    expect(plain.locator("#reviews")).to_contain_text("We use it every week.")
    expect(plain.locator("#reviews")).to_contain_text("Peer reviewed")
    shot(plain, "reviews")
