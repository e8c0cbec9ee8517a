"""Joining works from a network that blocks every foreign host: no page makes a browser ask anybody but us."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings

from network.kit.models import Mail
from tests.members.test_joining import ANSWERS, code_in

pytestmark = pytest.mark.django_db

# What a browser fetches or sends by itself; a link that a person follows is not among them.
FETCHED = {
    "script": ("src",), "link": ("href",), "img": ("src", "srcset"), "iframe": ("src",), "source": ("src", "srcset"),
    "video": ("src", "poster"), "audio": ("src",), "embed": ("src",), "object": ("data",), "form": ("action",),
    "button": ("formaction",), "input": ("src", "formaction"), "use": ("href",), "image": ("href",), "track": ("src",),
    "base": ("href",),
}  # fmt: skip
NOT_FETCHED = {"alternate", "canonical", "license", "author", "describedby", "item", "cite-as", "type", "collection"}
ABROAD = re.compile(r"^\s*(https?:)?//", re.IGNORECASE)
CAPTCHA = re.compile(r"captcha|turnstile|gstatic|googleapis|cdn\.", re.IGNORECASE)


class Asks(HTMLParser):
    """Gathers the addresses that a page makes its browser ask."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        if tag == "link" and set((known.get("rel") or "").lower().split()) & NOT_FETCHED:
            return
        if tag == "meta" and (known.get("http-equiv") or "").lower() == "refresh":
            self.found.append(known.get("content", "").partition("=")[2])
        self.found += [known[name] for name in FETCHED.get(tag, ()) if known.get(name)]
        self.found += re.findall(r"url\(\s*['\"]?([^)'\"]+)", known.get("style") or "")


def abroad(html):
    """Return what a page asks of others."""
    reader = Asks()
    reader.feed(html)
    ours = settings.SITE_URL
    return [address for address in reader.found if ABROAD.match(address) and not address.startswith(ours)]


def test_the_reader_of_pages_sees_what_it_should():
    page = (
        '<script src="//cdn.example/x.js"></script><a href="https://fine.example/"></a><form action="http://x.example">'
    )
    assert abroad(page) == ["//cdn.example/x.js", "http://x.example"]
    assert abroad('<link rel="stylesheet" href="https://fonts.example/a.css">') == ["https://fonts.example/a.css"]


def test_the_whole_way_in_asks_nobody_else(client, mei, cities, outbox):
    pages = {}

    def look(address):
        answer = client.get(address, headers={"accept-language": "zh-hans"})
        pages[address] = answer
        return answer

    for address in (
        "/",
        "/join/",
        "/accounts/login/",
        "/accounts/login/code/",
        "/accounts/password/reset/",
        "/cities/",
    ):
        look(address)
    client.post("/join/", ANSWERS)
    look("/accounts/confirm-email/")
    client.post("/accounts/confirm-email/", {"code": code_in(outbox("ming@example.org")[-1])})
    for address in ("/join/status/", "/join/edit/", "/accounts/2fa/", "/accounts/sessions/", "/accounts/email/"):
        look(address)
    for address, answer in pages.items():
        html = answer.content.decode()
        assert answer.status_code in (200, 302), address
        assert abroad(html) == [], address
        assert not CAPTCHA.search(html), address
        policy = answer["Content-Security-Policy"]
        assert not re.search(r"https?:|\*|//", policy), address
        assert "default-src 'none'" in policy
    # Mails carry no picture from anywhere: to open one tells nobody.
    for mail in outbox():
        html = mail.get_body(("html",))
        assert html is None or abroad(html.get_content()) == []
    assert Mail.objects.exists()


def test_member_pages_ask_nobody_else(bo, cities, sign_in):
    browser = sign_in(bo)
    for address in ("/me/", "/me/profile/", "/me/photo/", "/me/city/", "/me/may/", "/members/", "/members/bo/"):
        answer = browser.get(address)
        assert answer.status_code == 200
        assert abroad(answer.content.decode()) == [], address


def test_styles_and_scripts_ask_nobody_else():
    root = Path(settings.BASE_DIR) / "static"
    for path in [*root.rglob("*.css"), *root.rglob("*.js"), *root.rglob("*.svg")]:
        if "vendor" in path.parts:
            continue
        text = path.read_text()
        asked = re.findall(r"(?:url\(|@import|import |from |fetch\(|import\()\s*['\"]?((?:https?:)?//[^)'\"\s]+)", text)
        assert asked == [], path
