"""A desk for the journeys of writing: a paper of Bo, Mei and Priya, and how they handle the editor."""

import contextlib
import os
import signal
import time
from pathlib import Path

from playwright.sync_api import expect

BEGIN = """
from members.accounts.models import Member
from resources.papers import actions
from resources.papers.actions.papers import printed_of
from resources.papers.actions.rows import spread
from resources.papers.models import Author
bo, mei, priya = (Member.objects.get(email__startswith=f"{one}@") for one in ("bo", "mei", "priya"))
words = {"type": "text", "text": "Somebody near you helps more than a leaflet."}
more = {"type": "text", "text": "Pay peer supporters for their time."}
content = {"type": "doc", "content": [
    {"type": "heading", "attrs": {"level": 1, "id": "s1"}, "content": [{"type": "text", "text": "What we know"}]},
    {"type": "paragraph", "content": [words]},
    {"type": "heading", "attrs": {"level": 1, "id": "s2"}, "content": [{"type": "text", "text": "What we ask"}]},
    {"type": "paragraph", "content": [more]},
]}
for title in TITLES:
    paper = actions.begin(by=bo, title=title, language="en", content=content,
                          sections=[{"title": "What we ask", "anchor": "s2", "words": 100}])
    for part, member in (("author", mei), ("reviewer", priya)):
        Author.objects.create(paper=paper, member=member, part=part, state="accepted", position=9, invited_by=bo,
                              **printed_of(member, paper))
    spread(paper)
    paper.sections.get(anchor="s2").writers.set([paper.authors.get(member=bo)])
    print("paper", paper.pk)
"""


def begun(demo, titles):
    """Return the addresses of the editor of new papers that Bo leads; Mei is an author, Priya reviews them."""
    said = demo.manage("shell", "--no-imports", "-c", f"TITLES = {titles!r}\n{BEGIN}")
    return [f"/papers/{line.split()[1]}/write/" for line in said.splitlines() if line.startswith("paper ")]


class Writer:
    """Somebody at the editor."""

    def __init__(self, page, address):
        self.page, self.address = page, address
        self.go()

    def go(self):
        """Open the editor, and wait until it lives."""
        self.page.goto(self.address)
        expect(self.page.locator("[data-editor][data-ready]")).to_be_attached()
        expect(self.text).to_be_visible()

    @property
    def text(self):
        return self.page.locator(".ProseMirror")

    @property
    def state(self):
        return self.page.locator("[data-state]")

    def block(self, number):
        """One of the text's own blocks."""
        return self.text.locator(":scope > *:not(.taken-block)").nth(number)

    def at(self, number, key="End"):
        """Put the caret to the end (or "Home") of a block."""
        self.block(number).click()
        expect(self.text).to_be_focused()
        self.page.keyboard.press(key)

    def write(self, words, delay=0):
        self.page.keyboard.type(words, delay=delay)

    def compose(self, *steps, confirm=None):
        """Compose characters as an input method does; the last step is confirmed, or `confirm` in its place."""
        hands = self.page.context.new_cdp_session(self.page)
        for letters in steps:
            place = {"selectionStart": len(letters), "selectionEnd": len(letters)}
            hands.send("Input.imeSetComposition", {"text": letters, **place})
            self.page.wait_for_timeout(30)
        if confirm is not None:
            hands.send("Input.insertText", {"text": confirm})
        hands.detach()

    def is_saved(self):
        """Wait for the only word that means it."""
        expect(self.state).to_have_attribute("data-state", "saved")

    def words(self, number):
        """The words of a block without the names on others' carets."""
        return self.block(number).evaluate(
            """(node) => { const copy = node.cloneNode(true);
            copy.querySelectorAll('.caret, .taken').forEach((one) => one.remove()); return copy.textContent }"""
        )

    def sees(self, number, words):
        """Wait until a block reads like this."""
        end = time.monotonic() + 20
        while (found := self.words(number)) != words:
            assert time.monotonic() < end, f"{found!r} is not {words!r}"
            self.page.wait_for_timeout(50)

    def choose(self, words):
        """Choose words of the text as a hand does: the browser's own selection, which the editor reads."""
        self.text.focus()
        self.page.evaluate(
            """(words) => {
              const walk = document.createTreeWalker(document.querySelector('.ProseMirror'), NodeFilter.SHOW_TEXT);
              const nodes = [];
              while (walk.nextNode())
                if (!walk.currentNode.parentElement.closest('.caret, .taken')) nodes.push(walk.currentNode);
              const at = nodes.map((node) => node.data).join('').indexOf(words);
              if (at < 0) throw new Error(`${words} is not there`);
              const place = (offset) => {
                for (const node of nodes) {
                  if (offset <= node.length) return [node, offset];
                  offset -= node.length;
                }
              };
              getSelection().setBaseAndExtent(...place(at), ...place(at + words.length));
            }""",
            words,
        )
        self.page.wait_for_timeout(100)

    def paste(self, html):
        self.page.evaluate(
            """(html) => {
              const data = new DataTransfer();
              data.setData('text/html', html);
              data.setData('text/plain', 'plain');
              const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true});
              document.querySelector('.ProseMirror').dispatchEvent(event);
            }""",
            html,
        )


@contextlib.contextmanager
def without_sockets(demo):
    """Kill the process that serves sockets; within, wait until all who were there have found the one that follows."""
    demo.has_no_sockets = True
    _kill_sockets(demo)
    yield
    demo.has_no_sockets = False


def _kill_sockets(demo):
    """Kill it as a machine does: without a word. The launcher starts another."""
    log = str(Path(demo.data) / "demo" / "live.log")
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(folder / "fd" / "1") == log:
                os.kill(int(folder.name), signal.SIGKILL)
                return
        except OSError:
            continue
    raise AssertionError("nobody serves sockets")
