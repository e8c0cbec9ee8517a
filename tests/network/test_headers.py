"""Every address of the portal answers with the headers that keep its readers safe."""

import pytest
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

pytestmark = pytest.mark.django_db


def addresses():
    """Yield each path of the URLconf, with something plausible in place of its parameters."""
    samples = {"slug": "shanghai", "int": "1", "str": "1", "path": "x", "uuid": "0190b8a0-0000-7000-8000-000000000000"}

    def walk(patterns, before):
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, [*before, pattern.pattern])
            elif isinstance(pattern, URLPattern):
                yield [*before, pattern.pattern]

    for parts in walk(get_resolver().url_patterns, []):
        path = "/"
        for part in parts:
            route = getattr(part, "_route", None)
            if route is None:
                break
            for name, converter in part.converters.items():
                kind = type(converter).__name__.removesuffix("Converter").lower()
                sample = samples.get({"string": "str"}.get(kind, kind), "1")
                route = route.replace(f"<{kind}:{name}>", sample).replace(f"<{name}>", sample)
                route = route.replace(f"<{ {'string': 'str'}.get(kind, kind) }:{name}>", sample)
            path += str(route)
        else:
            if "<" not in path:
                yield path


ALL = sorted(set(addresses()))
OURS = [address for address in ALL if not address.startswith("/manage/")]
DESK = [address for address in ALL if address.startswith("/manage/")]
NEED_MORE = ()


def checked(answer, address):
    policy = answer.headers.get("Content-Security-Policy", "")
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";") if part.strip())
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    # An invitation's address holds a secret, and its form needs an origin: it tells the host alone.
    referrers = ("strict-origin",) if address.startswith("/join/with/") else ("same-origin", "no-referrer")
    assert answer.headers["Referrer-Policy"] in referrers
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] in ("same-origin", "cross-origin")
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "Server" not in answer.headers and "X-Powered-By" not in answer.headers
    assert directives["default-src"] == "'none'", address
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        assert "unsafe" not in directives.get("script-src", "")
        if not address.startswith("/manage/"):
            assert "unsafe" not in policy
            assert "nonce" not in policy
        for name in ("frame-ancestors", "form-action", "base-uri", "object-src"):
            assert name in directives, (address, name)


# What is taken back must be gone within seconds, so no shared cache keeps the pages of the library.
LISTS = (*("/feeds/", "/resources/", "/topics/", "/words/", "/collections/", "/api/", "/oai", "/export/", "/records/"),)


def visited(client, address):
    answer = client.get(address)
    # A machine that is not ready says so with 503.
    assert answer.status_code < 500 or address == "/health/ready"
    checked(answer, address)
    kept = answer.headers["Cache-Control"]
    if "public" in kept:
        assert not answer.cookies, f"{address} sets a cookie on a page that may be kept"
        vary = {part.strip() for part in answer.headers["Vary"].split(",")}
        assert {"Cookie", "Accept-Language"} <= vary
        assert int(kept.split("max-age=")[1].split(",")[0]) <= 300
    else:
        assert "no-store" in kept or (address.startswith(LISTS) and kept == "private, no-cache")


def read_by_a_member(client, address):
    answer = client.get(address)
    assert answer.status_code < 500 or address == "/health/ready"
    checked(answer, address)
    kept = answer.headers["Cache-Control"]
    assert "no-store" in kept or (address.startswith(LISTS) and kept == "private, no-cache"), address
    assert "public" not in kept, address


@pytest.mark.parametrize("address", OURS)
def test_a_visitor_gets_the_headers_and_no_cookie(client, address):
    visited(client, address)


def test_a_visitor_gets_them_at_every_address_of_the_desk(client):
    for address in DESK:
        visited(client, address)


@pytest.mark.parametrize("address", OURS)
def test_what_a_member_reads_is_kept_by_nobody(client, bo, address):
    if address == "/accounts/logout/":
        pytest.skip("it ends the session")
    client.force_login(bo, backend="allauth.account.auth_backends.AuthenticationBackend")
    read_by_a_member(client, address)


def test_what_an_administrator_reads_in_the_desk_is_kept_by_nobody(client, nova, cities, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(nova, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in DESK:
        if address not in NEED_MORE:
            read_by_a_member(client, address)


def test_the_list_of_addresses_is_not_empty():
    assert len(OURS) > 60 and len(DESK) > 100
    assert {"/", "/cities/", "/cities/shanghai/", "/accounts/login/"} <= set(OURS)
