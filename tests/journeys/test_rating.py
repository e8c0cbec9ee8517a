"""Bo and Priya rate: by keyboard, by thumb, off line and back, from the mail, without scripts; nothing is lost."""

import time
import uuid

import pytest
from playwright.sync_api import expect

from tests.journeys.test_accessibility import violations
from tests.journeys.visitors import shot

BEGIN = """
from datetime import timedelta
from django.utils import timezone, translation
from members.accounts.models import Member
from resources.consensus.actions import planning
from resources.consensus.actions.rating import answering
from resources.consensus.links import to_rate
from resources.consensus.models import Panel, Panellist
translation.activate("en")
cast = {one.handle: one for one in Member.objects.all()}
panel = planning.begin({"title": TITLE, "method": "delphi", "language": "en", "groups": ["peers", "practitioners"],
    "aim": "What helps.", "question": "How far do you agree?", "consent": "I take part freely.",
    "information": "Four statements.", "panel_rule": "Those who know it.",
    "anchors": {"1": {"en": "not at all"}, "9": {"en": "fully"}}}, cast["nova"])
for n in range(1, 5):
    planning.add_item(panel, by=cast["nova"], text=f"Statement {n} of the journey helps people start insulin.")
groups = list(panel.groups.order_by("position"))
rows = planning.invite(panel, [(cast["bo"], groups[0]), (cast["priya"], groups[1])], cast["nova"])
for row in rows:
    answering.accept(Panel.objects.get(pk=panel.pk), by=row.member, group=row.group)
closes = timezone.now() + timedelta(days=3)
made = planning.open_round(Panel.objects.get(pk=panel.pk), closes_at=closes, by=cast["nova"])
row = Panellist.objects.select_related("panel").get(panel=panel, member=cast["priya"])
print("round", made.get_absolute_url(), to_rate(row, made))
"""


@pytest.fixture
def opened(demo):
    """(address of an open round in which Bo and Priya rate four statements, Priya's link in the mail)."""
    said = demo.manage("shell", "--no-imports", "-c", f"TITLE = 'A journey {uuid.uuid4().hex[:6]}'\n{BEGIN}")
    [line] = [line.split() for line in said.splitlines() if line.startswith("round ")]
    return line[1], line[2]


def begin(page, address):
    """Open a round and say that there are no interests."""
    page.goto(address)
    page.locator("input[name=has_any][value=no]").check()
    page.locator("form.form .btn.do").click()
    expect(page.locator(".stm").first).to_be_attached()


def saved(page):
    expect(page.locator("[data-said]")).to_have_text("Saved")


def test_four_statements_by_keyboard_alone_in_seconds(visit, opened):
    address, _link = opened
    page = visit("bo")
    begin(page, address)
    expect(page.locator(".stm.now")).to_have_count(1)
    expect(page.locator(".stm:visible")).to_have_count(1)
    started = time.monotonic()
    for key in ("7", "x", "3", "9"):
        page.keyboard.press(key)
        page.keyboard.press("Enter")
    expect(page.locator("[data-progress]")).to_have_text("4 of 4")
    saved(page)
    took = time.monotonic() - started
    expect(page.locator("[data-done]")).to_be_visible()
    print(f"four statements by keyboard: {took:.1f} s")
    # Another machine shows the same.
    other = visit("bo")
    other.goto(address)
    expect(other.locator("[data-progress]")).to_have_text("4 of 4")
    assert other.locator("input[name=value]:checked").evaluate_all("all => all.map(one => one.value)") == list("7x39")
    # Arrows pass over what nobody means: only where they stop is kept.
    page.keyboard.press("9")
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    saved(page)
    other.reload()
    assert "6" in other.locator("input[name=value]:checked").evaluate_all("all => all.map(one => one.value)")
    assert violations(page) == []


def test_by_thumb_off_line_and_back_nothing_is_lost(visit, opened):
    address, _link = opened
    page = visit("bo", width=360, height=740, has_touch=True, is_mobile=True)
    begin(page, address)
    points = page.locator(".stm.now .pt")
    sizes = [points.nth(place).bounding_box() for place in range(points.count())]
    assert all(box["width"] >= 44 and box["height"] >= 44 for box in sizes)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    shot(page, "rating-phone")
    page.locator(".stm.now .pt").nth(6).tap()
    saved(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Next").tap()
    page.locator(".stm.now .pt").nth(1).tap()
    page.locator(".stm.now summary", has_text="Comment").tap()
    page.locator(".stm.now textarea[name=comment]").fill("Typed under way, without a line.")
    expect(page.locator("[data-said]")).to_contain_text("Not sent yet")
    expect(page.locator("[data-progress]")).to_have_text("2 of 4")
    context = page.context
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    saved(page)
    expect(page.locator("[data-progress]")).to_have_text("2 of 4")
    other = visit("bo")
    other.goto(address)
    expect(other.locator("[data-progress]")).to_have_text("2 of 4")
    expect(other.locator("textarea[name=comment]", has_text="Typed under way, without a line.")).to_have_count(1)


def test_from_the_mail_without_signing_in(visit, opened):
    _address, link = opened
    page = visit()
    begin(page, link)
    expect(page.locator("body")).to_contain_text("You answer as Priya Sandhu")
    page.keyboard.press("8")
    saved(page)
    page.reload()
    expect(page.locator("[data-progress]")).to_have_text("1 of 4")
    page.goto("/me/")
    expect(page.locator("input[name=login]")).to_be_visible()


def test_without_scripts_one_form_after_the_other(visit, opened):
    address, _link = opened
    page = visit("bo", scripts=False)
    begin(page, address)
    assert page.locator(".stm:visible").count() == 4
    for number in range(4):
        one = page.locator(".stm").nth(number)
        one.locator("label.pt").nth(number).click()
        one.get_by_role("button", name="Save and go on").click()
        page.wait_for_load_state()
        if number == 3:
            break
        page.goto(address)
    expect(page.locator("[data-progress]")).to_have_text("4 of 4")
