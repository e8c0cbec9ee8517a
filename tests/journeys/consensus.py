"""What people do with one panel, step by step; what many do alike is done by the actions that the pages call."""

import re
import uuid
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from network.demo.content.consensus.insulin import GROUPS, PANEL, STATEMENTS

BEGIN = """
from datetime import timedelta
from django.utils import timezone, translation
from members.accounts.models import Member
from resources.consensus.actions import planning, topics
from resources.consensus.actions.rating import answering, people
from resources.consensus.models import *
translation.activate("en")
panel = Panel.objects.get(pk=PANEL_PK)
nova = Member.objects.get(handle="nova")
"""
INVITE = """
groups = {one.kind: one for one in panel.groups.all()}
there = set(panel.panellists.values_list("member__handle", flat=True))
rows = [(Member.objects.get(handle=handle), groups[kind]) for handle, kind in WHO if handle not in there]
planning.invite(panel, rows, nova, send=False)
"""
ACCEPT = """
for row in panel.panellists.filter(state="invited").select_related("member", "group"):
    fresh = Panel.objects.get(pk=panel.pk)
    answering.accept(fresh, by=row.member, group=row.group, role="")
print("accepted", panel.panellists.filter(state="accepted").count())
"""
RATE = """
found = panel.rounds.get(state="open")
entries = {one.item.number: one for one in found.entries.select_related("item", "round__panel__protocol")}
for row in panel.panellists.filter(state="accepted").select_related("member"):
    signs = ANSWERS.get(row.member.handle)
    if signs is None:
        continue
    row.panel = Panel.objects.get(pk=panel.pk)
    if not Interest.objects.filter(panellist=row, round=found).exists():
        people.declare(found, row, by=row.member, has_any=False)
    for number, sign in enumerate(signs, 1):
        if sign not in ".-" and number in entries:
            people.rate(entries[number], row, by=row.member, value=int(sign), language="en")
"""
PASSES = """
topic = panel.topic
Topic.objects.filter(pk=topic.pk).update(review_on=timezone.now().date() - timedelta(days=1))
print("due", topics.tell_due(), topic.slug)
"""


class Story:
    """One panel, from its plan to the page that it feeds, and to the day on which that page is due."""

    def __init__(self, visit, demo):
        self.visit, self.demo = visit, demo
        self.title = f"Helping people start insulin {uuid.uuid4().hex[:6]}"
        self.pages, self.number = {}, None

    def page(self, who, **more):
        """The one browser of somebody."""
        if who not in self.pages:
            self.pages[who] = self.visit(who, **more)
        return self.pages[who]

    @property
    def address(self):
        """Where the panel is."""
        return f"/consensus/panels/{self.number}/"

    def go(self, who, part="", **more):
        """Let somebody open a page of the panel."""
        page = self.page(who, **more)
        page.goto(self.address + part)
        return page

    def does(self, script, **names):
        """Run a script on the panel, as many people would do what one has done in the browser."""
        given = {"PANEL_PK": self.number} | names
        head = "\n".join(f"{name} = {value!r}" for name, value in given.items())
        return self.demo.manage("shell", "--no-imports", "-c", f"{head}\n{BEGIN}{script}")

    # -- Nova --------------------------------------------------------------------------------------------------------
    def begins(self):
        """Set the panel up: what about, by which rules, twelve statements, fourteen people."""
        page = self.page("nova")
        page.goto("/consensus/new/")
        page.locator("main form.form [name=title]").fill(self.title)
        page.locator("[name=method][value=delphi]").check()
        for kind in GROUPS:
            page.locator(f"[name=groups][value={kind}]").check()
        page.locator("main form.form .btn.do").click()
        page.wait_for_url(re.compile(r"/consensus/panels/\d+/plan/"))
        self.number = int(re.search(r"/panels/(\d+)/", page.url)[1])
        page.locator("[name=aim]").fill("What cities should offer to people who start insulin.")
        self.saves(page)
        page.goto(f"{self.address}plan/rules/")
        page.locator("[name=rounds]").fill("2")
        page.locator("[name=smallest_group]").fill("3")
        self.saves(page)
        page.goto(f"{self.address}plan/texts/")
        page.locator("[name=question]").fill("How far do you agree that cities should do this?")
        page.locator("[name=panel_rule]").fill("People of five cities who do this work or live with it.")
        page.locator("[name=information]").fill("Twelve statements, ten minutes a round. Nobody sees who rated what.")
        page.locator("[name=consent]").fill("I take part freely.")
        page.locator("[name=low]").fill("do not agree at all")
        page.locator("[name=high]").fill("fully agree")
        self.saves(page)
        page.goto(f"{self.address}plan/statements/many/")
        page.locator("[name=lines]").fill("\n".join(one[0] for one in STATEMENTS))
        page.locator("main form.form .btn.do").click()
        page.wait_for_url(re.compile(r"/plan/statements/(#.*)?$"))
        return page

    def invites(self):
        """Put Bo on the list as one does, the others at once, and send the letters."""
        page = self.go("nova", "plan/people/?q=Bo+Carter#find")
        row = page.locator("#find li.row", has_text="Bo Carter")
        row.locator("select[name=group]").select_option(label="Peer supporters")
        row.locator("button[value=invite]").click()
        expect(page.locator("#panel")).to_contain_text("Bo Carter")
        self.does(INVITE, WHO=[row[:2] for row in PANEL])
        page = self.go("nova", "plan/people/")
        since = self.demo.last_mail(self.demo.cast["bo"]["email"])
        page.locator("button[value=send]").click()
        expect(page.locator("button[value=send]")).to_have_count(0)
        return since

    def opens(self):
        """Open the next round for a week."""
        page = self.go("nova", "plan/ready/")
        page.locator("[name=day]").fill((datetime.now(UTC) + timedelta(days=7)).date().isoformat())
        page.locator("[name=hour]").fill("18:00")
        page.locator("#open form .btn.do").click()
        page.wait_for_url(re.compile(rf"{self.address}(#.*)?$"))
        return page

    def closes(self):
        """Close the round early, with a reason."""
        page = self.go("nova", "close/")
        page.locator("[name=reason]").fill("Everybody has answered.")
        page.locator("main form .btn.grave").click()
        page.wait_for_url(lambda url: not url.endswith("/close/"))
        return page

    def saves(self, page):
        """Press the form's own button, and wait for what follows."""
        with page.expect_navigation():
            page.locator("main form.form .btn.do").first.click()

    # -- the panel ---------------------------------------------------------------------------------------------------
    def link_in(self, mail, part):
        """Return the link of a letter whose address holds `part`."""
        return next(link for link in mail["links"] if part in link)

    def declares(self, page):
        """Say that one has no interests, where it is asked."""
        page.locator("[name=has_any][value=no]").check()
        page.locator("main form.form .btn.do").click()

    def rates_by_keys(self, page, signs):
        """Rate by keyboard alone: a number, then Enter."""
        for place, sign in enumerate(signs, 1):
            page.keyboard.press(sign)
            expect(page.locator("[data-progress]")).to_contain_text(f"{place} of {len(signs)}")
            page.keyboard.press("Enter")
        expect(page.locator("[data-done]")).to_be_visible()

    def answers(self, number, *but):
        """Return {handle: signs} of a round for everybody but those who answer in the browser."""
        return {
            row[0]: "".join(one[5 + number][place] for one in STATEMENTS)
            for place, row in enumerate(PANEL)
            if row[0] not in but
        }
