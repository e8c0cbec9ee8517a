"""What happens in the journeys, step by step, each as somebody does it in the browser."""

import re
import time
from collections import defaultdict

from playwright.sync_api import expect

CODE = re.compile(r"^\s*([A-Z0-9]{3,5}-?[A-Z0-9]{3,5})\s*$", re.MULTILINE)
CHINESE = re.compile("[\u4e00-\u9fff]")


def chinese(words):
    """Whether there is any Chinese in it."""
    return bool(CHINESE.search(words))


WORDS = {
    "name": "周晓兰",
    "name_latin": "Zhou Xiaolan",
    "organisation": "枫林社区卫生服务中心",
    "why": "我们街道有三十位糖友想办同伴小组，我想看看别的城市怎么做。",
    "offer": "十年社区护理的经验",
    "seek": "第一次小组活动的提纲",
}


def drop(page, selector, files):
    """Drop files of the desktop on an element, as a hand does: the browser itself decides what that means."""
    box = page.locator(selector).bounding_box()
    x, y = box["x"] + box["width"] - 12, box["y"] + box["height"] - 12
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "x": x, "y": y, "data": data})
    session.detach()


def offsets_of(page):
    """Return {whole size of a file: [(offset, length) of each piece]}, filled while pieces are sent."""
    sizes, pieces = {}, defaultdict(list)

    def created(answer):
        if answer.request.method == "POST" and answer.status == 201 and "location" in answer.headers:
            address = answer.headers["location"].rpartition("/")[2]
            sizes[address] = int(answer.request.headers["upload-length"])

    def sent(request):
        if request.method == "PATCH":
            size = sizes.get(request.url.rpartition("/")[2])
            pieces[size].append((int(request.headers["upload-offset"]), request.headers.get("content-length")))

    page.on("response", created)
    page.on("request", sent)
    return pieces


class Story:
    """The stranger who becomes a member, and the guide that she shares."""

    def __init__(self, visitors, mark):
        self.visitors, self.demo, self.mark = visitors, visitors.demo, mark
        self.email = f"xiaolan.{mark}@example.org"
        self.waiting = self.state = self.guide = self.title = None
        self.is_useful = False

    # -- joining -------------------------------------------------------------------------------------------------
    def fill_application(self, page, email, city="shanghai", **words):
        """Fill in the form of joining."""
        page.goto("/join/")
        for name, value in (WORDS | words).items():
            page.locator(f"form.form [name={name}]").fill(value)
        page.locator("[name=email]").fill(email)
        page.locator("select[name=city]").select_option(city)
        page.locator("[name=role][value=practitioner]").check()
        page.locator("[name=consent]").check()

    def apply(self, page, email, **words):
        """Send the application; the page that asks for the code follows."""
        self.fill_application(page, email, **words)
        page.locator("form.form .btn.do").click()
        expect(page.locator("input[name=code]")).to_be_visible()

    def code_for(self, email, since=0):
        """Return (the code, the mail that brought it)."""
        mail = self.demo.wait_for_mail(email, since=since)
        found = CODE.search(mail["text"])
        assert found, mail["text"]
        return found[1], mail

    def confirm(self, page, email):
        """Type the code from the mail; the state of the application follows."""
        code, mail = self.code_for(email)
        page.locator("input[name=code]").fill(code)
        page.locator(".form .btn.do").first.click()
        page.wait_for_url("**/join/status/")
        return mail

    def applicant(self, email, **words):
        """Return the page of somebody who has applied and confirmed."""
        page = self.visitors.visit(language="zh-hans")
        self.apply(page, email, **words)
        self.confirm(page, email)
        return page

    def asked(self, mark):
        """Return the mail that asks Mei about the applicant who wrote `mark`, and the link in it."""
        mail = self.demo.wait_for_mail(self.demo.cast["mei"]["email"], holds=mark)
        [link] = [link for link in mail["links"] if "/join/answer/" in link]
        return mail, link

    def approve(self, link):
        """Press the button behind the mail's link, signed out."""
        page = self.visitors.visit(language="zh-hans")
        page.goto(link)
        page.locator("button[name=act][value=approve]").click()
        return page

    def applied(self):
        """Return the storage state of the stranger while her application waits; made on first use."""
        if self.waiting is None:
            page = self.applicant(self.email, why=f"{WORDS['why']} ({self.mark})")
            self.waiting = page.context.storage_state()
        return self.waiting

    def member(self):
        """Return the storage state of the stranger who became a member; made on first use."""
        if self.state is None:
            self.state = self.applied()
            _mail, link = self.asked(self.mark)
            self.approve(link)
        return self.state

    def fresh_member(self, word, name, latin):
        """Return the storage state of somebody new whom Mei let in; the address is `word`.`mark`@example.org."""
        mark = f"{word}-{self.mark}"
        page = self.applicant(f"{word}.{self.mark}@example.org", name=name, name_latin=latin, why=f"想加入。 ({mark})")
        _mail, link = self.asked(mark)
        self.approve(link)
        return page.context.storage_state()

    # -- sharing -------------------------------------------------------------------------------------------------
    def describe(self, page, title):
        """Fill in the short form."""
        page.locator("form[data-describe] [name=title]").fill(title)
        page.locator("form[data-describe] select[name=kind]").select_option("training")
        page.locator("form[data-describe] [name=languages][value='zh-hans']").check()
        page.locator("form[data-describe] [name=licence]").first.check()
        page.locator("form[data-describe] [name=cities][value=shanghai]").check()

    def shared(self, files):
        """Return the address of the guide that she has shared; made on first use."""
        if self.guide is None:
            page = self.visitors.visit(self.member(), language="zh-hans")
            page.goto("/resources/new/")
            drop(page, "[data-upload-zone]", files)
            self.publish(page, len(files))
        return self.guide

    def found_useful(self, files):
        """Return the address of the guide once Bo finds it useful; made on first use."""
        guide = self.shared(files)
        if not self.is_useful:
            page = self.visitors.visit("bo")
            page.goto(guide)
            page.locator("#useful button[name=useful][value=yes]").click()
            expect(page.locator("#useful button[name=useful][value=no]")).to_be_visible()
            self.is_useful = True
        return guide

    def publish(self, page, count):
        """Wait for the files, complete the short form, publish."""
        expect(page.locator("[data-files] li .st.ok")).to_have_count(count, timeout=120_000)
        self.title = f"社区同伴支持年度记录 {self.mark}"
        self.describe(page, self.title)
        page.locator("form[data-describe] [name=publish]").click()
        page.wait_for_url(re.compile(r"/resources/\d+/(?!edit)[^/]+/$"))
        self.guide = page.url.removeprefix(self.demo.url)

    def reloaded_until(self, page, selector, count, seconds=90):
        """Reload, as one does without scripts, until there are `count` of something."""
        end = time.monotonic() + seconds
        while page.locator(selector).count() < count:
            assert time.monotonic() < end, f"{selector}: not {count} within {seconds} seconds"
            page.wait_for_timeout(700)
            page.goto(page.url)

    def slow(self, page, seconds):
        """Let every piece take its time, as on a phone, so that a test can come in between."""

        def later(route):
            if route.request.method == "PATCH":
                time.sleep(seconds)
            route.continue_()

        page.route("**/uploads/*", later)

    def broken(self, row):
        """Wait until the row of an upload says that the connection is gone."""
        words = row.page.locator("[data-upload]").first.get_attribute("data-say-offline")
        expect(row.locator("[data-say]")).to_have_text(words)
