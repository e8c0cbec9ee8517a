"""What the portal stands on: versions without known holes, settings for service without a warning, one demo door."""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = {"django": "6.1.3", "wagtail": "8.0.1", "django-allauth": "65.19.4", "pillow": "12.3", "pypdf": "6.10.2"}


@pytest.mark.parametrize("name", FLOORS)
def test_no_library_is_older_than_its_last_known_hole(name):
    """Floors of the advisories: an older version would bring back an attack that these tests do not know."""
    try:
        found = version(name)
    except PackageNotFoundError:
        pytest.skip(f"{name} is not used")
    assert Version(found) >= Version(FLOORS[name])


def test_the_image_brings_a_python_whose_mail_headers_are_safe():
    """A35: before 3.13.12 Python itself let line ends into headers; the reference image must not be older."""
    images = [line.split()[1] for line in (ROOT / "Dockerfile").read_text().splitlines() if line.startswith("FROM ")]
    tags = [image.split(":", 1)[1] for image in images if image.split(":")[0].endswith("python")]
    assert tags
    for tag in tags:
        found = Version(tag.split("-")[0])
        # `3.13-slim` is always the newest 3.13.
        assert found == Version("3.13") or found >= Version("3.13.12"), tag


def in_service(code, **more):
    """Run Python with the settings of a real portal, on the database of the tests."""
    from django.conf import settings

    known = settings.DATABASES["default"]
    host = known["HOST"].replace("/", "%2F")
    url = f"postgresql://{known['USER']}:{known['PASSWORD']}@{host}:{known['PORT']}/{known['NAME']}"
    surroundings = {name: value for name, value in os.environ.items() if name not in ("DEBUG", "DEMO", "MAIL_URL")}
    surroundings |= {
        "SITE_URL": "https://network.example", "DATABASE_URL": url, "REDIS_URL": "redis://x",
        "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
        "DJANGO_SETTINGS_MODULE": "network.settings", "DB_POOL": "0",
    } | more  # fmt: skip
    return subprocess.run(
        [sys.executable, *code], cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_settings_for_service_pass_djangos_own_questions(db):
    """`check --deploy` finds nothing, not even a warning."""
    done = in_service(["manage.py", "check", "--deploy", "--fail-level", "WARNING"])
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues" in done.stdout + done.stderr


ASK = """
import json, django
from django.conf import settings
# The styles need not be gathered for this.
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
django.setup()
from django.test import Client
from django.urls import get_resolver, NoReverseMatch, reverse
def head(answer): return {k.lower(): v for k, v in answer.headers.items()}
browser = Client(headers={"host": "network.example", "x-forwarded-proto": "https"})
form = browser.get("/accounts/login/")
plain = Client(headers={"host": "network.example"}).get("/about/")
evil = Client(headers={"host": "evil.example", "x-forwarded-proto": "https"}).get("/about/")
about = browser.get("/about/")
try:
    box = reverse("demo:mailbox")
except NoReverseMatch:
    box = None
print(json.dumps({
    "cookies": {n: {k: m[k] for k in ("secure", "httponly", "samesite", "path", "domain")}
                for n, m in form.cookies.items()},
    "plain": [plain.status_code, plain.headers.get("Location")], "evil": evil.status_code,
    "about": [about.status_code, head(about), list(about.cookies)], "box": box,
    "mailbox": [browser.get(a).status_code for a in ("/mailbox/", "/mailbox/messages.json", "/mailbox/1/")],
    "debug": django.conf.settings.DEBUG, "factor": django.conf.settings.REQUIRE_SECOND_FACTOR,
    "names": [django.conf.settings.SESSION_COOKIE_NAME, django.conf.settings.CSRF_COOKIE_NAME],
    "language": browser.post("/language/", {"language": "da"}, headers={"sec-fetch-site": "same-origin"}
        ).cookies["language"].OutputString(),
}))
"""


@pytest.fixture(scope="module")
def service(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        done = in_service(["-c", ASK])
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_cookies_over_https_are_bound_to_the_host(service):
    """A28: `__Host-`, Secure, SameSite; the session's is never read by a script."""
    assert service["names"] == ["__Host-sessionid", "__Host-csrftoken"]
    [(name, found)] = service["cookies"].items()
    assert name == "__Host-csrftoken"
    assert found["secure"] and found["samesite"] == "Lax" and found["path"] == "/" and not found["domain"]
    assert (
        "Secure" in service["language"] and "HttpOnly" in service["language"] and "SameSite=Lax" in service["language"]
    )


def test_the_session_cookie_of_a_sign_in_has_every_attribute(client, bo):
    """A28: as it is set by the one door."""
    from tests.cast import PASSWORD

    client.post("/accounts/login/", {"login": bo.email, "password": PASSWORD})
    found = client.cookies["sessionid"]
    assert found["httponly"] and found["samesite"] == "Lax" and found["path"] == "/" and not found["domain"]


def test_the_headers_over_https(service):
    """A43: a year of HTTPS, no cookie for readers, nothing about what runs here."""
    status, headers, cookies = service["about"]
    assert (status, cookies) == (200, [])
    assert headers["strict-transport-security"].startswith("max-age=31536000; includeSubDomains")
    assert headers["cache-control"] == "public, max-age=60" and "nonce" not in headers["content-security-policy"]
    assert not {"server", "x-powered-by"} & set(headers)
    assert service["plain"] == [301, "https://network.example/about/"]


def test_no_other_host_is_answered(service):
    """A27"""
    assert service["evil"] == 400


def test_the_mail_box_is_open_in_the_demonstration_alone(service):
    """A43: in service there is no address at which mails could be read."""
    assert service["box"] is None and service["mailbox"] == [404, 404, 404]
    assert service["debug"] is False and service["factor"] is True


def test_without_a_secret_nothing_starts(db):
    """A43: no portal runs with a secret that everybody can read in this repository."""
    done = in_service(["-c", "import django; django.setup()"], SECRET_KEY="")
    assert done.returncode != 0 and "SECRET_KEY is not set" in done.stderr


def test_nothing_of_ours_fetches_from_elsewhere():
    """A40: no room brings a client that could be led to an address inside the network; only mail leaves, by SMTP."""
    wanted = re.compile(r"^\s*(?:import|from)\s+(httpx|requests|aiohttp|urllib3|urllib\.request|http\.client)\b", re.M)
    found = {
        str(path.relative_to(ROOT))
        for corridor in ("network", "members", "resources")
        for path in (ROOT / corridor).rglob("*.py")
        if wanted.search(path.read_text())
    }
    # Two ask the portal itself on its own machine; the third asks the one resolver of DOIs that the settings name, and
    # its own tests keep it from addresses inside the network; the fourth posts to the one agency that the settings
    # name, follows nothing, and no word of a member is part of the address.
    asking = {"network/demo/launcher.py", "network/kit/probe.py", "resources/imports/outside.py"}
    assert found == asking | {"resources/papers/deposits/sending.py"}


@pytest.mark.parametrize("path", ["embeds/chooser/", "embeds/chooser/upload/"])
def test_the_desk_fetches_nothing_by_address(sign_in, nova, settings, path):
    """A40: Wagtail's embeds would ask other hosts for what an editor names."""
    from wagtail.embeds.finders import get_finders

    assert get_finders() == []
    browser = sign_in(nova)
    assert browser.get(f"/manage/{path}").status_code == 404
    assert browser.post(f"/manage/{path}", {"embed-chooser-url": "http://127.0.0.1:1/"}).status_code == 404
