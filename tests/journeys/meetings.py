"""What people of five cities do with a series of meetings; time passes and calendar programs answer by commands."""

import json
import re
import uuid
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

FIVE = ("freja", "bo", "priya", "mei", "tao")
ZONES = {
    "freja": "Europe/Copenhagen", "bo": "America/Chicago", "priya": "America/Vancouver",
    "mei": "Asia/Shanghai", "tao": "Asia/Shanghai",
}  # fmt: skip
BEGIN = """
import json
from datetime import date, datetime, time, timedelta
from django.utils import timezone, translation
from meetings.calendar import ics
from meetings.calendar.actions import mailing, planning
from meetings.calendar.models import Attendance, Meeting, Series
from members.accounts.models import Member
from network.kit.models import Mail
translation.activate("en")
people = {one.handle: one for one in Member.objects.filter(handle__in=FIVE)}
"""
SERIES = """
series = planning.begin_series(
    by=people["freja"], title=TITLE, dates=[date.fromisoformat(LATER)], zone="Europe/Copenhagen", time=time(15),
    minutes=60, kind="teleconference", mode="online", language="en", visibility="members", hosts=[people["bo"]],
)
mailing.invite_to_series(series, by=people["freja"], members=[people[one] for one in ("priya", "mei", "tao")])
print(json.dumps({"series": series.pk, "slug": series.slug, "next": series.meetings.get().get_absolute_url()}))
"""
CALENDAR = """
from email import message_from_bytes, policy
mail = Mail.objects.filter(to=TO, pk__gt=SINCE, subject__contains=TITLE).order_by("-pk").first()
part = next(one for one in message_from_bytes(bytes(mail.raw), policy=policy.default).walk()
            if one.get_content_type() == "text/calendar")
raw = part.get_payload(decode=True)
event = ics.read(raw).events[0]
print(json.dumps({
    "method": part.get_param("method"), "start": event.start.isoformat(), "end": event.end.isoformat(),
    "uid": event.uid, "sequence": event.sequence, "organizer": event.organizer.address,
    "attendee": event.attendees[0].address,
}))
"""
HELD = """
meeting = Meeting.objects.get(pk=MEETING)
start = timezone.now() - timedelta(hours=3)
Meeting.objects.filter(pk=MEETING).update(
    day=start.date(), starts_at=start, ends_at=start + timedelta(hours=1))
"""
CONGRESS = """
from meetings.congresses import actions
from network.kit import clock
first = clock.now().date() + timedelta(days=40)
congress = actions.propose(
    by=Member.objects.get(handle="carmen"), name=TITLE, short_name="WCJ", place="Lisbon, Congress Centre",
    country="PT", zone="Europe/Lisbon", first_day=first, last_day=first + timedelta(days=3), language="en")
print(json.dumps({"address": congress.get_absolute_url(), "pk": congress.pk}))
"""


def march(now):
    """Return three Wednesdays at 15:00 of Copenhagen: before, between and after the changes of America and Europe."""
    year = now.year + (now.month >= 2)
    first = date(year, 3, 8)
    america = first + timedelta(days=(6 - first.weekday()) % 7)
    europe = date(year, 3, 31)
    europe -= timedelta(days=(europe.weekday() + 1) % 7)
    days = (america - timedelta(days=4), america + timedelta(days=3), europe + timedelta(days=3))
    return [datetime.combine(day, datetime.min.time().replace(hour=15)) for day in days]


def instant(wall):
    """Return the UTC moment of a wall time in Copenhagen."""
    return wall.replace(tzinfo=ZoneInfo("Europe/Copenhagen")).astimezone(UTC)


class Story:
    """One series, from its first question to what came of a meeting."""

    def __init__(self, visit, demo):
        self.visit, self.demo = visit, demo
        self.title = f"Rotating hour {uuid.uuid4().hex[:6]}"
        self.walls = march(datetime.now(UTC))
        self.pages = {}

    def page(self, who, **more):
        """The one browser of somebody."""
        if who not in self.pages:
            self.pages[who] = self.visit(who, **more)
        return self.pages[who]

    def address_of(self, who):
        """The e-mail address of one of the cast."""
        return self.demo.cast[who]["email"]

    def does(self, script, given=None, **names):
        """Run a script beside the portal; return the JSON of its last line, if there is one."""
        head = "\n".join(f"{name} = {value!r}" for name, value in ({"TITLE": self.title, "FIVE": FIVE} | names).items())
        said = self.demo.manage("shell", "--no-imports", "-c", f"{head}\n{BEGIN}{script}").strip()
        return json.loads(said.splitlines()[-1]) if said.startswith("{") or "\n{" in said else said

    def begins_a_series(self):
        """A series of the five cities with one date in April."""
        later = self.walls[-1].date() + timedelta(days=14)
        found = self.does(SERIES, LATER=later.isoformat())
        self.series, self.next = found["series"], found["next"]

    # -- finding a time ----------------------------------------------------------------------------------------------
    def drafts_a_poll(self, who):
        """Write what it is about, and whom to ask: all five. Returns (page, address of the poll)."""
        page = self.page(who)
        page.goto("/meetings/polls/new/")
        page.locator("main form.form [name=title]").fill(self.title)
        page.locator("[name=zone]").select_option("Europe/Copenhagen")
        page.locator("[name=series]").select_option(str(self.series))
        page.locator("main form.form .btn.do").click()
        page.wait_for_url(re.compile(r"/meetings/polls/\d+/people/"))
        poll = re.search(r"/meetings/polls/\d+/", page.url)[0]
        for handle in FIVE:
            page.goto(f"{poll}people/?q={handle}#find")
            page.locator(f"form:has([name=handle][value={handle}]) button[value=member]").click()
            expect(page.locator("#list .entries > li")).to_have_count(FIVE.index(handle) + 1)
        return page, poll

    def asks(self):
        """Freja proposes three hours in March and asks; returns the address of the poll."""
        page, poll = self.drafts_a_poll("freja")
        page.goto(f"{poll}times/?way=type")
        page.locator("[name=several]").fill("\n".join(f"{wall:%Y-%m-%d %H:%M}" for wall in self.walls))
        page.locator("button[name=act][value=type]").click()
        expect(page.locator("#list [name=slot]")).to_have_count(3)
        page.goto(f"{poll}send/")
        page.locator("main form.form [name=day]").fill(f"{self.walls[0] - timedelta(days=10):%Y-%m-%d}")
        page.locator("main form.form .btn.do").click()
        page.wait_for_url(re.compile(r"/meetings/polls/\d+/(#.*)?$"))
        return poll

    def clocks(self, who):
        """The three hours as the clock of somebody shows them."""
        return [instant(wall).astimezone(ZoneInfo(ZONES[who])).strftime("%H:%M") for wall in self.walls]

    def link_in(self, mail, path):
        """Return the link of a mail that begins with `path`."""
        return re.search(rf"https?://\S+?({re.escape(path)}[^\s\"<>)]+)", mail["text"])[1]

    def calendar_of(self, who, since):
        """Return what the calendar part of the newest mail to somebody says."""
        return self.does(CALENDAR, TO=self.address_of(who), SINCE=since)

    # -- what calendars answer ---------------------------------------------------------------------------------------
    def calendar_answers(self, who, told, partstat="ACCEPTED"):
        """Let the calendar program of somebody send an answer, as a mail server pipes it in; returns what was said."""
        lines = [
            "BEGIN:VCALENDAR", "PRODID:-//Somebody's calendar//EN", "VERSION:2.0", "METHOD:REPLY", "BEGIN:VEVENT",
            f"UID:{told['uid']}", f"SEQUENCE:{told['sequence']}", f"DTSTAMP:{datetime.now(UTC):%Y%m%dT%H%M%SZ}",
            f"DTSTART:{datetime.fromisoformat(told['start']).astimezone(UTC):%Y%m%dT%H%M%SZ}",
            f"ATTENDEE;PARTSTAT={partstat}:mailto:{self.address_of(who)}", f"ORGANIZER:mailto:{told['organizer']}",
            "END:VEVENT", "END:VCALENDAR", "",
        ]  # fmt: skip
        mail = [
            f"From: {self.address_of(who)}", f"To: {told['organizer']}", "Subject: Accepted", "MIME-Version: 1.0",
            f"Message-ID: <{uuid.uuid4().hex}@mail.example>",
            "Content-Type: text/calendar; method=REPLY; charset=UTF-8",
            "", "\r\n".join(lines),
        ]  # fmt: skip
        return self.demo.manage("receive_mail", given="\r\n".join(mail))
