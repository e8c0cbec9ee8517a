"""Clients of other people, pointed at the portal without a network."""

from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client


@pytest.fixture
def web(monkeypatch, settings):
    """Let every `requests` of the test reach the portal as a visitor; other hosts do not exist."""
    settings.SITE_URL = "https://portal.example"
    settings.ALLOWED_HOSTS = ["portal.example", "testserver"]

    def send(session, asked, **_):
        parts = urlsplit(asked.url)
        assert parts.netloc == "portal.example", f"a client asks {asked.url}"
        headers = {name: value for name, value in asked.headers.items() if name.lower() != "accept-encoding"}
        content_type = headers.pop("Content-Type", "application/octet-stream")
        found = Client().generic(
            asked.method,
            parts.path + (f"?{parts.query}" if parts.query else ""),
            asked.body or b"",
            content_type=content_type,
            headers=headers,
            HTTP_HOST=parts.netloc,
            secure=True,
        )
        answer = requests.Response()
        answer.status_code, answer.url, answer.request = found.status_code, asked.url, asked
        answer._content = found.content
        answer.headers.update(found.headers)
        answer.encoding = "utf-8"
        return answer

    monkeypatch.setattr(requests.Session, "send", send)
    return "https://portal.example"
