"""Words that could not be saved in time: they are offered, kept, or asked about, and never thrown away in silence."""

import uuid

import pytest
from playwright.sync_api import expect

from tests.journeys.visitors import shot
from tests.journeys.writing import Writer, begun

ONE = "Somebody near you helps more than a leaflet."
ANEW = """
from network.live.models import Document
from resources.papers.models import Paper
Document.objects.filter(pk=Paper.objects.get(pk=NUMBER).document_id).update(epoch=2)
"""
# As at publishing, without all that comes before it; which itself is another journey's.
CLOSE = """
from resources.papers.models import Paper
from resources.papers.actions.rows import spread
from network.live.notices import rights_changed
paper = Paper.objects.get(pk=NUMBER)
paper.state = STATE
paper.save()
spread(paper)
rights_changed(paper.document.subject)
"""


@pytest.fixture(scope="module")
def desks(demo):
    return begun(demo, [f"Too late {uuid.uuid4().hex[:6]}" for _ in range(4)])


@pytest.fixture
def desk(desks):
    return desks.pop()


def run(demo, desk, code, **values):
    said = "\n".join(f"{name} = {value!r}" for name, value in values.items())
    demo.manage("shell", "--no-imports", "-c", f"NUMBER = {desk.split('/')[2]}\n{said}\n{code}")


def types_offline(writer, number, words):
    """Cut the line, and type: the words are on this device alone."""
    writer.is_saved()
    writer.page.context.set_offline(True)
    writer.page.evaluate("document.querySelector('[data-editor]').page.session.line.socket.close()")
    writer.at(number)
    writer.write(words)
    expect(writer.state).to_have_attribute("data-state", "kept")
    writer.page.wait_for_timeout(300)


def test_text_of_a_beginning_before_is_offered_as_suggestions(visit, desk, demo):
    bo = Writer(visit("bo"), desk)
    types_offline(bo, 1, " Before it began anew.")
    context = bo.page.context
    bo.page.close()
    run(demo, desk, ANEW)
    context.set_offline(False)
    bo = Writer(context.new_page(), desk)
    bo.sees(1, ONE)
    expect(bo.page.locator("[data-notice]")).to_contain_text("an earlier state of this paper")
    bo.page.locator("[data-notice] .btn", has_text="Make it a suggestion").click()
    bo.page.wait_for_url("**/write/?proposal=*")
    expect(bo.text.locator("ins")).to_have_text(" Before it began anew.")
    bo.is_saved()
    # Offered once: what became a suggestion is not offered again.
    bo.go()
    bo.is_saved()
    expect(bo.page.locator("[data-notice]")).to_be_hidden()


def test_words_for_suggestions_that_were_decided_meanwhile_become_new_ones(visit, desk):
    priya, bo = Writer(visit("priya"), desk), visit("bo")
    priya.at(1)
    priya.write(" It is true.", delay=15)
    expect(priya.text.locator("ins")).to_have_text(" It is true.")
    types_offline(priya, 1, " And late.")
    bo.goto(desk.replace("write/", "proposals/"))
    bo.locator("main ol.entries a[href*='/proposals/']").first.click()
    bo.locator("button[value=accept_all]").click()
    expect(bo.locator("button[value=accept_all]")).to_have_count(0)
    priya.page.context.set_offline(False)
    notice = priya.page.locator("[data-notice]")
    expect(notice).to_contain_text("before your last words were saved")
    first = priya.page.url
    notice.locator(".btn", has_text="Make it a suggestion").click()
    expect(priya.text.locator("ins")).to_have_text(" And late.")
    assert priya.page.url != first
    priya.is_saved()


def test_words_for_a_text_that_was_published_meanwhile_stay_on_the_device(visit, desk, demo):
    bo, mei = Writer(visit("bo"), desk), Writer(visit("mei"), desk)
    types_offline(bo, 1, " Too late.")
    run(demo, desk, CLOSE, STATE="published")
    # Whoever has it open and wrote nothing is told, and can write no more.
    expect(mei.page.locator("[data-notice]")).to_be_visible()
    expect(mei.text).to_have_attribute("contenteditable", "false")
    bo.page.context.set_offline(False)
    notice = bo.page.locator("[data-notice]")
    expect(notice).to_contain_text("came too late")
    expect(bo.state).to_have_attribute("data-state", "unsaved")
    shot(bo.page, "too-late")
    with bo.page.expect_download() as coming:
        notice.locator(".btn", has_text="Take a copy").click()
    assert "than a leaflet. Too late." in coming.value.path().read_text()
    # Loaded anew it says so again; where the paper is written in again, the words go in as if nothing had been.
    bo.go()
    expect(notice).to_contain_text("came too late")
    expect(bo.state).to_have_attribute("data-state", "unsaved")
    run(demo, desk, CLOSE, STATE="drafting")
    bo.go()
    bo.is_saved()
    mei.go()
    mei.sees(1, f"{ONE} Too late.")


def test_signing_out_asks_while_something_is_unsent(visitors, desk):
    bo = Writer(visitors.visit(visitors.own_state_of("bo")), desk)
    types_offline(bo, 1, " Unsent.")
    context = bo.page.context
    bo.page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto("/me/")
    asked = []

    def answer(dialog):
        asked.append(dialog.message)
        dialog.accept() if len(asked) > 1 else dialog.dismiss()

    page.on("dialog", answer)
    leave = page.locator("form[action='/accounts/logout/'] button").first
    leave.click()
    page.wait_for_timeout(500)
    assert len(asked) == 1
    assert "was not sent yet" in asked[0]
    page.goto("/me/")
    expect(page.locator("h1")).to_be_visible()
    leave.click()
    expect(page.locator("a[href^='/accounts/login/']").first).to_be_visible()
    # Whoever signs in here next finds nothing of it.
    kept = page.evaluate("indexedDB.databases().then((all) => all.map((one) => one.name))")
    assert [name for name in kept if name.startswith("paper-text/")] == []
    assert page.evaluate("Object.keys(localStorage).filter((key) => /^(unsent|kept)\\//.test(key))") == []
