"""Nova, administrator, manages cities and partnerships at /manage/, edits Shanghai's page, and sees what waits."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.visitors import shot


@pytest.fixture
def nova(visit):
    """Nova's browser; whatever the policy stops is taken down by the browser itself, too."""
    page = visit("nova")
    stopped = []
    page.expose_function("noteStopped", lambda words: stopped.append(words))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', e => "
        "window.noteStopped(`${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`))"
    )
    yield page
    assert [one for one in stopped if not one.startswith("style-src")] == []


def save(page):
    """Press the form's own button."""
    page.locator("main form button[type=submit], main form .action-save").last.click()


def test_the_desk_shows_what_waits_and_every_list(nova):
    nova.goto("/manage/")
    expect(nova.locator("main h2").first).to_be_visible()
    expect(nova.locator("main a[href*='/manage/coordinators/new/']").first).to_be_visible()
    shot(nova, "manage-1440", whole=False)
    for name in ("cities", "partnerships", "agreements", "coordinators", "organisations", "programmes"):
        nova.goto(f"/manage/{name}/")
        assert nova.locator("main table tbody tr").count() >= 2, name
        shot(nova, f"manage-{name}-1440", whole=False)
    nova.goto("/desk/")
    expect(nova.locator("h1")).to_be_visible()
    nova.goto("/digests/")
    expect(nova.locator("h1")).to_be_visible()


def test_a_partnership_changes_with_a_reason_and_its_page_tells(nova, visit):
    nova.goto("/manage/partnerships/")
    row = nova.locator("main table tbody tr", has_text="Bogotá")
    row.locator("a[href*='/partnerships/edit/']").first.click()
    # Without a reason nothing changes, and what was chosen is kept.
    step = nova.locator("select[name=step] option").first.inner_text()
    nova.locator("select[name=step]").select_option(label=step)
    nova.locator("input[name=on]").fill(date.today().isoformat())
    nova.keyboard.press("Escape")
    save(nova)
    expect(nova.locator(".w-field--error").first).to_be_visible()
    expect(nova.locator("select[name=step] option:checked")).to_have_text(step)
    nova.locator("textarea[name=reason]").fill("The mayor has signed the letter of intent.")
    save(nova)
    expect(nova.locator(".messages .success, .messages li").first).to_be_visible()
    nova.goto("/manage/partnerships/")
    nova.locator("main table tbody tr", has_text="Bogotá").locator("a[href*='/edit/']").first.click()
    expect(nova.locator("main")).to_contain_text("The mayor has signed the letter of intent.")
    expect(nova.locator("main")).to_contain_text("Nova Lindqvist")
    shot(nova, "manage-partnership-1440", whole=False)


def test_an_agreement_and_a_coordinator_are_kept(nova):
    today = date.today()
    nova.goto("/manage/agreements/")
    before = nova.locator("main table tbody tr").count()
    nova.goto("/manage/agreements/new/")
    nova.locator("select[name=partnership]").select_option(label="Vancouver · active")
    nova.locator("input[name=signed_by]").fill("Vancouver Coastal Health, and the network")
    # An agreement that ends before it starts is refused in words, and nothing is lost.
    nova.locator("input[name=starts_on]").fill(today.isoformat())
    nova.locator("input[name=ends_on]").fill((today - timedelta(days=1)).isoformat())
    nova.keyboard.press("Escape")
    save(nova)
    expect(nova.locator(".error-message").first).to_contain_text("before the first one")
    expect(nova.locator("input[name=signed_by]")).to_have_value("Vancouver Coastal Health, and the network")
    nova.locator("input[name=ends_on]").fill((today + timedelta(days=700)).isoformat())
    nova.keyboard.press("Escape")
    save(nova)
    expect(nova.locator("main table tbody tr")).to_have_count(before + 1)
    nova.goto("/manage/coordinators/new/")
    nova.locator("select[name=city]").select_option(label="Vancouver")
    nova.locator("[data-chooser-action-choose]").first.click()
    nova.locator(".modal-content input[name=q]").fill("Priya")
    nova.locator(".modal-content a[data-chooser-modal-choice]", has_text="Priya Sandhu").first.click()
    expect(nova.locator(".modal-content")).to_have_count(0)
    nova.locator("input[name=starts_on]").fill(today.isoformat())
    nova.locator("input[name=ends_on]").fill((today + timedelta(days=30)).isoformat())
    nova.keyboard.press("Escape")
    save(nova)
    expect(nova.locator("main table")).to_contain_text("Priya Sandhu")
    # She ends the term again; the row stays as history.
    row = nova.locator("main table tbody tr", has_text="Priya Sandhu").filter(has_text="yes")
    row.locator("a[href*='/coordinators/edit/']").first.click()
    nova.wait_for_url("**/edit/**")
    nova.locator("main header [data-w-dropdown-target='toggle']").last.click()
    nova.locator("a[href*='/coordinators/delete/']").first.click()
    nova.wait_for_url("**/delete/**")
    nova.locator("main form button[type=submit], main form input[type=submit]").last.click()
    nova.wait_for_url("**/manage/coordinators/")
    expect(row).to_have_count(0)
    # Ending it once more changes nothing, and is told in words.
    nova.go_back()
    nova.locator("main form button[type=submit], main form input[type=submit]").last.click()
    expect(nova.locator(".messages").first).to_be_visible()


def test_nova_edits_shanghais_page_and_everybody_reads_it(nova, visit, story):
    nova.goto("/cities/shanghai/")
    nova.locator("main a[href^='/manage/pages/']").first.click()
    nova.wait_for_url("**/edit/")
    headline = nova.locator("input[name='headline']")
    words = f"上海：一辈子的邻居 {story.mark}"
    headline.fill(words)
    editor = nova.locator("[contenteditable=true]").first
    editor.click()
    nova.keyboard.press("Control+End")
    nova.keyboard.type(f" Typed at the desk, {story.mark}.")
    # The editor hands its text to the form a moment later.
    expect(nova.locator("[name='body']")).to_have_value(re.compile(f"desk, {story.mark}"))
    shot(nova, "manage-page-1440", whole=False)
    nova.locator("footer [data-w-dropdown-target='toggle']").last.click()
    nova.locator("button[name=action-publish]").last.click()
    expect(nova.locator(".messages").first).to_contain_text("ublished")
    stranger = visit()
    stranger.goto("/cities/shanghai/?in=en")
    expect(stranger.locator("h1")).to_have_text(words)
    expect(stranger.locator(".read")).to_contain_text(f"Typed at the desk, {story.mark}.")


def test_others_have_no_business_there(visit):
    page = visit("bo")
    answer = page.goto("/manage/")
    assert answer.status in (403, 404) or "/manage/" not in page.url
    for path in ("/manage/partnerships/", "/digests/", "/digests/bo/"):
        assert page.goto(path).status in (403, 404) or path not in page.url, path
