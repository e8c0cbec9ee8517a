"""Browsers as people use them, each watched: what the policy stops, what breaks, what asks elsewhere is a failure."""

import os
import re
from pathlib import Path

from playwright.sync_api import expect

SHOTS = os.environ.get("JOURNEYS_SHOTS")
ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-quic", "--disable-dev-shm-usage",
    # A network that blocks every foreign host: no other name is ever found.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)  # fmt: skip
# How Chromium reports an answer of 4xx or a cut line: told by the tests themselves where it matters. A socket may end
# with its page while it is being opened, or have no network; otherwise it must open.
HARMLESS = re.compile(
    r"Failed to load resource: (the server responded with a status of 4\d\d|net::ERR_)"
    r"|^WebSocket connection to .* failed: WebSocket is closed before the connection is established"
    r"|^WebSocket connection to .* failed: .*net::ERR_INTERNET_DISCONNECTED"
)
# While a test keeps the server of sockets away (`writing.without_sockets`).
AWAY = re.compile(r"^WebSocket connection to .* failed")
PATIENCE = int(os.environ.get("JOURNEYS_PATIENCE", "30000"))

expect.set_options(timeout=PATIENCE)


class Visitors:
    """Makes watched browser contexts, and remembers who is signed in."""

    def __init__(self, browser, demo):
        self.browser, self.demo = browser, demo
        self.states, self.open, self.found = {}, [], []

    def visit(self, who=None, *, language="en", width=1440, height=900, scheme="light", scripts=True, **more):
        """Return a page of a new browser; `who` is a handle of the cast, or the storage state of somebody else."""
        state = self.state_of(who) if isinstance(who, str) else who
        context = self.browser.new_context(
            base_url=self.demo.url,
            locale={"zh-hans": "zh-CN"}.get(language, language),
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=scripts,
            storage_state=state,
            **more,
        )
        context.set_default_timeout(PATIENCE)
        self.open.append(context)
        context.on("page", self.watch)
        page = context.new_page()
        page.abroad = []
        return page

    def watch(self, page):
        """Take down everything that must never happen."""
        page.on("console", lambda said: self.note(page, said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.note(page, f"broken script: {error}"))
        page.on("request", lambda asked: None if self.is_ours(asked.url) else self.note(page, f"abroad: {asked.url}"))
        page.on(
            "response",
            lambda answer: self.note(page, f"{answer.status} of {answer.url}") if answer.status >= 500 else None,
        )

    def is_ours(self, address):
        return address.startswith((self.demo.url, "data:", "blob:", "about:", "chrome-extension:"))

    def note(self, page, words):
        if not HARMLESS.search(words) and not (self.demo.has_no_sockets and AWAY.search(words)):
            self.found.append(f"{page.url}: {words}")

    def own_state_of(self, handle):
        """Sign in anew, for whoever signs out again: the others go on with the state that all share."""
        kept = self.states.pop(handle, None)
        try:
            return self.state_of(handle)
        finally:
            del self.states[handle]
            if kept:
                self.states[handle] = kept

    def state_of(self, handle):
        """Sign in by the real door, once; afterwards the cookies do."""
        if handle not in self.states:
            page = self.visit()
            self.sign_in(page, self.demo.cast[handle])
            self.states[handle] = page.context.storage_state()
            page.context.close()
        return self.states[handle]

    def sign_in(self, page, person):
        """Type address and password."""
        page.goto("/accounts/login/")
        page.locator("input[name=login]").fill(person["email"])
        page.locator("input[name=password]").fill(person["password"])
        page.locator("form[action='/accounts/login/'] .btn.do").click()
        expect(page.locator("form[action='/accounts/logout/']").first).to_be_attached()

    def close(self):
        """Close what a test opened."""
        for context in self.open:
            context.close()
        self.open.clear()


def shot(page, name, whole=True):
    """Take a picture if somebody wants to look (JOURNEYS_SHOTS=folder)."""
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=whole)
