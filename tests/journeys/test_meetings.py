"""Five cities find a time in March, when clocks change on both sides of the ocean; Tianjin takes the late hour and is
spared next; the meeting moves, a calendar answers by mail, minutes are written by two, a task is closed from the mail
and stands closed on the next agenda; and two who go to the same congress meet there."""

import re
import uuid
from datetime import datetime, timedelta

from playwright.sync_api import expect

from tests.journeys.meetings import CONGRESS, FIVE, HELD, Story, instant
from tests.journeys.visitors import shot
from tests.journeys.writing import Writer


def test_five_cities_find_a_time_and_something_comes_of_it(visit, demo):
    story = Story(visit, demo)
    story.begins_a_series()
    since = {who: demo.last_mail(story.address_of(who)) for who in FIVE}
    poll = story.asks()

    # Bo answers from the mail, without signing in; every hour stands on his own clock.
    mail = demo.wait_for_mail(story.address_of("bo"), since=since["bo"], holds=story.title)
    bo_mail = visit()
    bo_mail.goto(story.link_in(mail, "/meetings/polls/vote/"))
    for row, hour in enumerate(story.clocks("bo")):
        expect(bo_mail.locator("table.poll tbody tr").nth(row)).to_contain_text(hour)
    bo_mail.locator("button[name=all][value=yes]").click()
    expect(bo_mail.locator(".note.ok")).to_be_visible()
    # Tao on a telephone in Chinese: 22:00 if need be, and the hour is called a night's.
    tao = story.page("tao", language="zh-hans", width=360, height=740)
    tao.goto(poll)
    rows = tao.locator("table.poll tbody tr")
    expect(rows).to_have_count(3)
    for row, hour in enumerate(story.clocks("tao")):
        expect(rows.nth(row)).to_contain_text(hour)
        rows.nth(row).locator(f"[name^=s][value={'if' if row == 0 else 'no'}]").check()
    shot(tao, "poll-tao-phone")
    tao.locator("form[method=post] .acts .btn.do").click()
    expect(tao.locator(".note.ok")).to_be_visible()
    assert tao.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for who in ("priya", "mei", "freja"):
        page = story.page(who)
        page.goto(poll)
        page.locator("button[name=all][value=yes]").click()
        expect(page.locator(".note.ok")).to_be_visible()

    # Freja takes the first: 22:00 in Tianjin. One meeting comes of it, and every calendar gets the same moment.
    freja = story.page("freja")
    freja.goto(f"{poll}close/")
    shot(freja, "poll-close")
    freja.locator("[name=slot]").first.check()
    freja.locator("main form .btn.do").click()
    freja.wait_for_url(re.compile(r"/meetings/\d+/[a-z]"))
    meeting = int(re.search(r"/meetings/(\d+)/", freja.url)[1])
    shot(freja, "meeting")
    for who, kind in (("bo", "calendar.hosted"), ("tao", "calendar.invited")):
        demo.wait_for_mail(story.address_of(who), kind=kind, since=since[who], holds=story.title)
    told = story.calendar_of("bo", since["bo"])
    chosen = min(story.walls)
    assert told["method"] == "REQUEST"
    assert datetime.fromisoformat(told["start"]) == instant(chosen)
    assert told["attendee"] == story.address_of("bo")
    page = story.page("tao")
    page.goto(f"/meetings/{meeting}/x/")
    expect(page.locator("main")).to_contain_text("22:00")

    # The next suggestion spares whoever sat up at night.
    bo, draft = story.drafts_a_poll("bo")
    bo.goto(f"/meetings/polls/suggest/?poll={re.search(r'[0-9]+', draft)[0]}&minutes=60"
            f"&first={chosen + timedelta(days=28):%Y-%m-%d}&last={chosen + timedelta(days=42):%Y-%m-%d}")  # fmt: skip
    shot(bo, "suggested")
    expect(bo.locator(".suggested .reasons").first).to_contain_text(re.compile("Spares.*(Tianjin|Shanghai)"))

    # It moves an hour later; Bo's calendar answers by mail, to the new hour.
    before = demo.last_mail(story.address_of("bo"))
    freja.goto(f"/meetings/{meeting}/move/")
    freja.locator("main form.form [name=time]").fill("16:00")
    freja.locator("main form.form .btn.do").click()
    freja.wait_for_url(re.compile(rf"/meetings/{meeting}/[a-z]"))
    demo.wait_for_mail(story.address_of("bo"), since=before, holds=story.title)
    moved = story.calendar_of("bo", before)
    assert datetime.fromisoformat(moved["start"]) == instant(chosen) + timedelta(hours=1)
    assert moved["uid"] == told["uid"]
    assert moved["sequence"] > told["sequence"]
    assert "ignored" in story.calendar_answers("bo", told), "an answer to the hour before counts no more"
    assert "applied" in story.calendar_answers("bo", moved)
    freja.goto(f"/meetings/{meeting}/people/")
    shot(freja, "meeting-people")
    expect(freja.locator("main")).to_contain_text("Bo Carter")

    # It is held; Freja and Bo write the minutes together.
    story.does(HELD, MEETING=meeting)
    freja.goto(f"/meetings/{meeting}/minutes/")
    freja.locator(f"form[action='/meetings/{meeting}/minutes/begin/'] .btn.do").click()
    one = Writer(freja, f"/meetings/{meeting}/minutes/write/")
    two = Writer(bo, f"/meetings/{meeting}/minutes/write/")
    one.text.click()
    freja.keyboard.press("Control+End")
    one.write(" Tea first, then the hard part.")
    expect(two.text).to_contain_text("Tea first, then the hard part.")
    two.text.click()
    bo.keyboard.press("Control+End")
    two.write(" We try it for a month.")
    expect(one.text).to_contain_text("We try it for a month.")
    one.is_saved()
    two.is_saved()
    shot(bo, "minutes-writing")

    # A task for Bo, closed from its mail without signing in; it stands closed on the next agenda.
    task = f"Send the cards to all {uuid.uuid4().hex[:6]}"
    before = demo.last_mail(story.address_of("bo"))
    freja.goto(f"/meetings/{meeting}/actions/new/")
    freja.locator("main form.form [name=title]").fill(task)
    freja.locator("[name=owner]").select_option(label="Bo Carter")
    freja.locator("[name=due_on]").fill(f"{datetime.now() + timedelta(days=5):%Y-%m-%d}")
    freja.locator("main form.form .acts .btn").click()
    mail = demo.wait_for_mail(story.address_of("bo"), since=before, holds=task)
    freja.goto(story.next)
    expect(freja.locator("#open-from-before")).to_contain_text(task)
    stranger = visit()
    stranger.goto(story.link_in(mail, "/meetings/actions/mail/"))
    stranger.locator("main form .btn.do").click()
    expect(stranger.locator("main .st.ok")).to_be_visible()
    freja.goto(story.next)
    expect(freja.locator("#open-from-before li", has_text=task).locator(".st.ok")).to_be_visible()
    shot(freja, "next-agenda")


def test_two_who_go_to_the_same_congress_meet_there(visit, demo):
    story = Story(visit, demo)
    congress = story.does(CONGRESS)
    for who in ("priya", "diego"):
        page = story.page(who)
        page.goto(f"/meetings/congresses/{congress['pk']}/go/")
        page.locator("main form.form .btn.do").click()
        page.wait_for_url(re.compile(re.escape(congress["address"])))
    page = story.page("diego")
    expect(page.locator("main")).to_contain_text("Priya Sandhu")
    shot(page, "congress")
    before = demo.last_mail(story.address_of("priya"))
    page.goto(f"/meetings/congresses/{congress['pk']}/meet/priya/")
    page.locator("main form.form .btn.do").click()
    demo.wait_for_mail(story.address_of("priya"), kind="calendar.invited", since=before)
    priya = story.page("priya")
    priya.goto(congress["address"])
    expect(priya.locator("main")).to_contain_text("Diego Salazar")
    assert visit().request.get(congress["address"]).status == 200, "a confirmed congress is for everybody to see"
    shot(priya, "congress-priya")
