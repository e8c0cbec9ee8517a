"""What people do with one paper, step by step, each as somebody does it in the browser."""

import io
import re
import time
import uuid
import zipfile
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.journeys.writing import Writer

BEGIN = """
from members.accounts.models import Member
from resources.papers import actions, credit
from resources.papers.actions.papers import printed_of
from resources.papers.actions.rows import spread
from resources.papers.models import Author
people = {one.handle: one for one in Member.objects.filter(handle__in=["bo", "tao", "carmen", "mei", "priya"])}
def words(text): return {"type": "paragraph", "content": [{"type": "text", "text": text}]}
def head(text, name): return {"type": "heading", "attrs": {"level": 1, "id": name},
                              "content": [{"type": "text", "text": text}]}
content = {"type": "doc", "content": [
    head("What we know", "s1"), words("Somebody near you helps more than a leaflet."),
    head("What we ask of cities", "s2"), words("Pay peer supporters for their time."),
]}
paper = actions.begin(by=people["bo"], title=TITLE, language="en", content=content, sections=[],
                      abstract="Peer support works where people already meet.")
for part, handle in (("author", "tao"), ("author", "carmen"), ("reviewer", "mei"), ("reviewer", "priya")):
    Author.objects.create(paper=paper, member=people[handle], part=part, state="accepted", invited_by=people["bo"],
                          position=paper.authors.count() + 1, **printed_of(people[handle], paper))
spread(paper)
for handle in ("bo", "carmen"):
    actions.signing.declare(paper.authors.select_related("paper").get(member=people[handle]), by=people[handle],
                            roles={"writing-original-draft": "equal"}, has_interests=False,
                            criteria=credit.BEFORE_SIGNING)
actions.move(paper, "review", by=people["bo"])
print("paper", paper.pk)
"""
CLOSE = """
from datetime import timedelta
from django.utils import timezone
from resources.papers.actions import signing
print(signing.tidy_consultations(timezone.now() + timedelta(days=5)))
"""


class Story:
    """One paper, from the first words of two people to its correction."""

    def __init__(self, visit, demo):
        self.visit, self.demo, self.title = visit, demo, f"Somebody near you {uuid.uuid4().hex[:6]}"
        said = demo.manage("shell", "--no-imports", "-c", f"TITLE = {self.title!r}\n{BEGIN}")
        number = re.search(r"^paper (\d+)$", said, re.MULTILINE)[1]
        self.address = f"/papers/{number}/"
        self.pages = {}

    def page(self, who, **more):
        """The one browser of somebody."""
        if who not in self.pages:
            self.pages[who] = self.visit(who, **more)
        return self.pages[who]

    def go(self, who, part="", **more):
        """Let somebody open a page of the paper."""
        page = self.page(who, **more)
        page.goto(self.address + part)
        return page

    def writer(self, who, **more):
        """Let somebody open the editor."""
        return Writer(self.page(who, **more), f"{self.address}write/")

    def proves(self, who):
        """Type the password where it is asked once more; the answer that was given goes on by itself."""
        page = self.page(who)
        if "/accounts/reauthenticate/" in page.url:
            page.locator("input[name=password]").fill(self.demo.cast[who]["password"])
            page.locator("form[action='/accounts/reauthenticate/'] .btn.do").click()

    def declares(self, who):
        """Say what one did, and that one has no interests."""
        page = self.go(who, "declare/")
        page.locator("[name='role_writing-original-draft']").select_option("equal")
        page.locator("[name=has_interests][value=no]").check()
        for name in ("contributed", "drafted", "accountable"):
            page.locator(f"[name=criterion_{name}]").check()
        page.locator("main form .btn.do").click()
        page.wait_for_url("**/declarations/")

    def puts_up(self, is_small=False):
        """Let Bo put the text up for signing."""
        page = self.go("bo", "sign/put-up/")
        page.locator("[name=due_on]").fill((datetime.now(UTC) + timedelta(days=9)).date().isoformat())
        if is_small:
            page.locator("[name=is_small]").check()
        page.locator("main form .btn.do").click()
        page.wait_for_url("**/sign/")

    def signs(self, who):
        """Read, tick each box, sign."""
        page = self.go(who, "sign/")
        page.locator("[name=answer][value=approve]").check()
        for box in page.locator("#answer [name^=criterion_], #answer [name^=has_]").all():
            box.check()
        with page.expect_navigation():
            page.locator("#answer form .btn.do").click()
        self.proves(who)
        self.has_signed(who)

    def confirms(self, who):
        """Look at slips of the pen, and confirm them by one click."""
        page = self.go(who, "sign/")
        expect(page.locator("#difference ins, #difference del").first).to_be_visible()
        with page.expect_navigation():
            page.locator("button[name=again]").click()
        self.proves(who)
        self.has_signed(who)

    def has_signed(self, who):
        """Wait until the page says so."""
        page = self.page(who)
        page.wait_for_url(re.compile(r"/sign/(#.*)?$"))
        expect(page.locator(".note.ok, .messages .note").first).to_be_visible()
        expect(page.locator("button[name=again]")).to_have_count(0)

    def accepts_all(self, who="bo"):
        """Accept every suggestion that is open."""
        page = self.go(who, "proposals/")
        links = [one.get_attribute("href") for one in page.locator("main ol.entries a[href*='/proposals/']").all()]
        done = 0
        for link in dict.fromkeys(links):
            page.goto(link)
            button = page.locator("button[value=accept_all]")
            if button.count():
                button.click()
                expect(button).to_have_count(0)
                done += 1
        return done

    def returned_from_word(self, who, before, after):
        """Take the Word file, change words in it as a professor does at home, and bring it back."""
        page = self.visit(who, scripts=False)
        page.goto(f"{self.address}word/")
        out = page.locator("main form.form[method=get]").get_attribute("action")
        taken = page.request.get(f"{out}?with=changes&with=comments")
        assert taken.ok, taken.status
        changed = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(taken.body())) as old, zipfile.ZipFile(changed, "w") as new:
            for name in old.namelist():
                data = old.read(name)
                if name == "word/document.xml":
                    assert before.encode() in data
                    data = data.replace(before.encode(), after.encode())
                new.writestr(name, data)
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        page.locator("#back input[type=file]").set_input_files(
            {"name": "back-from-the-professor.docx", "mimeType": kind, "buffer": changed.getvalue()}
        )
        page.locator("#back form button.btn").last.click()
        # The worker reads it meanwhile.
        page.wait_for_url(re.compile(r"/word/\d+/"))
        end = time.monotonic() + 90
        while not page.locator("a.btn.do[href*='/proposals/']").count():
            assert time.monotonic() < end, page.locator("main").inner_text()
            page.wait_for_timeout(500)
            page.reload()
        page.context.close()
