"""A DOI fills the form; one that leads nowhere is said beside the field; the resolver's absence stops nobody."""

import http.server
import json
import threading
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from network.files.models import StoredFile
from resources.imports import outside
from resources.library.models import Resource
from tests.factories.things import resource

CSL = {
    "type": "article-journal",
    "title": "Walking together",
    "author": [{"family": "Lin", "given": "Mei", "ORCID": "https://orcid.org/0000-0002-1825-0097"}],
    "issued": {"date-parts": [[2019, 3]]},
    "container-title": "Peers",
    "DOI": "10.1000/abc",
    "abstract": "<jats:p>How we walk.</jats:p>",
    "language": "en",
}


class Resolver(http.server.BaseHTTPRequestHandler):
    """Answers as doi.org would, and badly where it is asked to."""

    asked = []

    def do_GET(self):
        self.asked.append((self.path, self.headers.get("Accept")))
        name = self.path.rpartition("/")[2]
        if name == "slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(40):
                self.wfile.write(b" ")
                time.sleep(0.2)
            return
        if name in ("inside", "file", "port", "around"):
            to = {
                "inside": "http://169.254.169.254/latest",
                "file": "file:///etc/passwd",
                "port": "http://example.com:22/",
                "around": self.path,
            }
            self.send_response(302)
            self.send_header("Location", to[name])
            self.end_headers()
            return
        body = {"abc": json.dumps(CSL).encode(), "big": b"x" * (outside.MOST + 1)}.get(name, b"")
        self.send_response({"abc": 200, "big": 200, "broken": 503, "packed": 200}.get(name, 404))
        self.send_header("Content-Type", "application/vnd.citationstyles.csl+json")
        if name == "packed":
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


@pytest.fixture
def resolver(settings):
    Resolver.asked = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Resolver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.DOI_RESOLVER_URL = f"http://127.0.0.1:{server.server_port}"
    yield settings.DOI_RESOLVER_URL
    server.shutdown()
    server.server_close()


@pytest.mark.django_db
def test_a_doi_fills_the_form(sign_in, bo, resolver):
    answer = sign_in(bo).post("/resources/new/", {"link": "https://doi.org/10.1000/abc"}, follow=True)
    draft = Resource.objects.get()
    assert (draft.title, draft.doi, draft.year, draft.kind) == ("Walking together", "10.1000/abc", 2019, "findings")
    assert [(one.name, one.orcid) for one in draft.authorships.all()] == [("Mei Lin", "0000-0002-1825-0097")]
    assert draft.texts.get().summary == "How we walk."
    assert "was filled in" in answer.content.decode()
    assert Resolver.asked == [("/10.1000/abc", "application/vnd.citationstyles.csl+json, application/json;q=0.5")]


@pytest.mark.django_db
def test_a_doi_that_leads_nowhere_is_said_beside_the_field_and_nothing_is_lost(sign_in, bo, resolver):
    browser = sign_in(bo)
    files = [SimpleUploadedFile("notes.txt", b"Walking together. " * 20)]
    answer = browser.post("/resources/new/", {"link": "10.1000/nowhere", "files": files})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "leads nowhere" in page
    assert "10.1000/nowhere" in page
    kept = StoredFile.objects.get()
    assert f'name="uploads" value="{kept.pk}"' in page
    assert Resource.objects.count() == 0
    browser.post("/resources/new/", {"link": "10.1000/nowhere", "uploads": [str(kept.pk)], "as_it_is": "1"})
    draft = Resource.objects.get()
    assert draft.link == "https://doi.org/10.1000/nowhere"
    assert draft.editions.get().files.get() == kept


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["broken", "slow", "big", "packed", "inside", "file", "port", "around"])
def test_a_resolver_that_is_away_or_up_to_no_good_stops_nobody(sign_in, bo, resolver, name, monkeypatch):
    monkeypatch.setattr(outside, "SECONDS", 1.5)
    monkeypatch.setattr(outside.get, "__kwdefaults__", outside.get.__kwdefaults__ | {"seconds": 1.5})
    begun = time.monotonic()
    answer = sign_in(bo).post("/resources/new/", {"link": f"10.1000/{name}"}, follow=True)
    assert time.monotonic() - begun < 6
    assert "could not be looked up" in answer.content.decode()
    assert Resource.objects.get().link == f"https://doi.org/10.1000/{name}"


@pytest.mark.django_db
def test_nobody_listens(sign_in, bo, settings):
    settings.DOI_RESOLVER_URL = "http://127.0.0.1:1"
    answer = sign_in(bo).post("/resources/new/", {"link": "10.1000/abc"}, follow=True)
    assert "could not be looked up" in answer.content.decode()


@pytest.mark.django_db
def test_nobody_is_asked_where_it_is_switched_off(sign_in, bo, settings, monkeypatch):
    settings.DOI_RESOLVER_URL = ""
    monkeypatch.setattr(outside, "get", lambda *args, **more: pytest.fail("asked"))
    sign_in(bo).post("/resources/new/", {"link": "10.1000/abc"})
    assert Resource.objects.get().doi == "10.1000/abc"


@pytest.mark.django_db
def test_one_that_is_here_already_is_named_if_it_may_be_seen(sign_in, bo, mei, resolver):
    resource(mei, "Walking, as Mei shared it", doi="10.1000/ABC")
    answer = sign_in(bo).post("/resources/new/", {"link": "10.1000/abc"}, follow=True)
    assert "Walking, as Mei shared it" in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.1.2.3",
            "192.168.1.1",
            "172.16.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
        ),
        *("::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::"),
        *("64:ff9b::7f00:1", "::7f00:1", "255.255.255.255", "198.18.0.1", "example.org", ""),
    ],
)
def test_addresses_that_are_nobodys_business(address):
    assert not outside.is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2606:4700:4700::1111", "104.16.0.1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_of_the_open_net(address):
    assert outside.is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1/", "http://2130706433/", "http://0177.0.0.1/", "http://127.1/", "http://[::1]/"),
        *(
            "http://localhost/",
            "ftp://example.org/",
            "gopher://example.org/",
            "http://a@example.org/",
            "http://x:99999/",
        ),
        *("http://[::ffff:127.0.0.1]/", "//example.org/", "", "http:///x"),
    ],
)
def test_what_is_not_fetched(url):
    with pytest.raises(outside.Away):
        outside.get(url, accept="*/*", seconds=2)


def test_a_redirect_to_what_is_no_address_leads_nowhere(monkeypatch):
    from email.message import Message

    headers = Message()
    headers["Location"] = "http://[::1"
    monkeypatch.setattr(outside, "_once", lambda *args: (302, headers, b""))
    with pytest.raises(outside.Away):
        outside.get("https://example.org/", accept="*/*")
