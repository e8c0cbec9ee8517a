"""A stranger joins: she applies in Chinese, her city says yes from a mail, another is told why not from the desk."""

import re

from playwright.sync_api import expect

from tests.journeys.story import WORDS, chinese
from tests.journeys.visitors import shot

CODED = re.compile(r"=\?|&[a-z]+;")


def test_she_applies_in_chinese_and_sees_where_it_stands(visit, story, demo):
    page = visit(language="en")
    page.goto("/join/")
    page.locator("header .langs button[value='zh-hans']").click()
    expect(page.locator("html")).to_have_attribute("lang", re.compile("zh", re.IGNORECASE))
    assert chinese(page.locator("h1").inner_text())
    # What is missing is said beside its field, and nothing that was typed is lost.
    story.fill_application(page, "", name_latin="", why=f"{WORDS['why']} ({story.mark})")
    page.locator("form.form .btn.do").click()
    summary = page.locator(".note.errors")
    expect(summary).to_be_focused()
    expect(page.locator(".field.bad [name=email]")).to_be_visible()
    expect(page.locator(".field.bad [name=name_latin]")).to_be_visible()
    expect(page.locator("[name=name]")).to_have_value(WORDS["name"])
    expect(page.locator("[name=offer]")).to_have_value(WORDS["offer"])
    expect(page.locator("select[name=city]")).to_have_value("shanghai")
    expect(page.locator("[name=role][value=practitioner]")).to_be_checked()
    shot(page, "join-errors-zh-1440")
    # A reload keeps it too.
    page.goto("/join/")
    expect(page.locator("[name=offer]")).to_have_value(WORDS["offer"])
    page.locator("[name=email]").fill(story.email)
    page.locator("[name=name_latin]").fill(WORDS["name_latin"])
    page.locator("[name=role][value=practitioner]").check()
    page.locator("[name=consent]").check()
    page.locator("form.form .btn.do").click()
    # A wrong code is refused, and the right one still works.
    expect(page.locator("input[name=code]")).to_be_focused()
    shot(page, "join-code-zh-1440")
    page.locator("input[name=code]").fill("AAAA-BBBB")
    page.locator("form.form .btn.do").first.click()
    expect(page.locator(".note.errors")).to_be_visible()
    mail = story.confirm(page, story.email)
    assert mail["language"] == "zh-hans"
    assert chinese(mail["subject"]) and chinese(mail["text"]) and 'lang="zh' in mail["html"]
    assert not CODED.search(mail["subject"])
    expect(page.locator("h1")).to_contain_text("上海")
    expect(page.locator("main")).to_contain_text(story.mark)
    shot(page, "join-status-zh-1440")
    received = demo.wait_for_mail(story.email, kind="accounts")
    assert chinese(received["subject"])
    # She is no member yet.
    page.goto("/members/")
    assert "/members/" not in page.url or page.locator(".person, .people").count() == 0
    story.waiting = page.context.storage_state()


def test_mei_approves_from_her_mail_and_the_stranger_is_greeted(visit, story, demo):
    waiting = story.applied()
    desk = visit("mei", language="zh-hans")
    desk.goto("/desk/")
    expect(desk.locator("header .tools a[href='/desk/'] .badge")).to_be_visible()
    expect(desk.locator(".entries > li").filter(has_text=WORDS["name"]).first).to_be_visible()
    shot(desk, "desk-zh-1440")
    mail, link = story.asked(story.mark)
    assert mail["language"] == "zh-hans"
    assert WORDS["why"] in mail["text"]
    # Her mail programme, or a scanner on the way, opens the link twice: nothing happens.
    for _ in range(2):
        with demo.get(link) as answer:
            assert answer.status == 200
            assert answer.headers["Referrer-Policy"] == "no-referrer"
    she = visit(waiting, language="zh-hans")
    she.goto("/me/")
    she.wait_for_url("**/join/status/")
    page = visit(language="zh-hans")
    page.goto(link)
    expect(page.locator("h1")).to_contain_text(WORDS["name"])
    shot(page, "answer-zh-1440")
    page.locator("button[name=act][value=approve]").click()
    expect(page.locator("h1, h2").first).to_contain_text(WORDS["name"])
    # A second use says that it is done, and does nothing.
    page.goto(link)
    assert page.locator("button[name=act]").count() == 0
    welcome = demo.wait_for_mail(story.email, kind="accounts", holds="/me/")
    assert chinese(welcome["subject"])
    she.goto("/me/")
    steps = she.locator("#steps .checks > li")
    expect(steps.first).to_be_visible()
    assert 3 <= steps.count() <= 5
    shot(she, "first-run-zh-1440")
    steps.first.locator("a.btn").click()
    she.locator("main form .btn.do").click()
    she.wait_for_url("**/me/")
    expect(she.locator("#steps .checks > li.done")).to_have_count(1)
    story.state = she.context.storage_state()


def test_another_is_declined_from_the_desk_and_reads_why(visit, story):
    reason = "请先参加本街道的小组活动，三个月后再申请。"
    email = f"no.{story.mark}@example.org"
    she = story.applicant(
        email, name="何冰", name_latin="He Bing", why=f"想看看。 (no-{story.mark})", offer=f"no-{story.mark}"
    )
    story.asked(f"no-{story.mark}")
    desk = visit("mei", language="zh-hans")
    desk.goto("/desk/")
    row = desk.locator(".entries > li").filter(has_text="何冰").filter(has_text=f"no-{story.mark}")
    row.locator("a.btn").click()
    desk.locator("button[name=act][value=decline]").click()
    expect(desk.locator(".note.errors")).to_be_visible()
    desk.locator("textarea[name=reason]").fill(reason)
    desk.locator("button[name=act][value=decline]").click()
    desk.wait_for_url("**/desk/")
    expect(desk.locator(".notes")).to_be_visible()
    mail = story.demo.wait_for_mail(email, kind="accounts", holds=reason)
    assert mail["language"] == "zh-hans"
    she.goto("/join/status/")
    expect(she.locator("main")).to_contain_text(reason)
    shot(she, "declined-zh-1440")


def test_a_third_is_approved_from_the_desk(visit, story):
    email = f"yes.{story.mark}@example.org"
    she = story.applicant(
        email, name="吴迪", name_latin="Wu Di", why=f"想出一份力。 (yes-{story.mark})", offer=f"yes-{story.mark}"
    )
    story.asked(f"yes-{story.mark}")
    desk = visit("mei", language="zh-hans")
    desk.goto("/desk/")
    row = desk.locator(".entries > li").filter(has_text="吴迪").filter(has_text=f"yes-{story.mark}")
    row.locator("a.btn").click()
    desk.locator("button[name=act][value=approve]").click()
    desk.wait_for_url("**/desk/")
    she.goto("/me/")
    expect(she.locator("#steps .checks")).to_be_visible()
