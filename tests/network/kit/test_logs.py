"""What is logged: no secret by which somebody could act, and no line that somebody else wrote."""

import json
import logging

import pytest

from network.kit import links
from network.kit.logs import JsonFormatter

pytestmark = pytest.mark.django_db


def written(message, *args, **more):
    return JsonFormatter().format(logging.LogRecord("x", logging.WARNING, "x", 1, message, args, more.get("exc")))


@pytest.mark.parametrize("payload", [[1, "digest"], {"application": 1, "member": 2}, {"long": "x" * 500}])
def test_the_word_of_a_link_is_not_logged(payload):
    """A43: Django logs the address of what it refuses; the link would work in other hands."""
    token = links.sign("accounts.decide", payload)
    line = json.loads(written("%s: %s", "Forbidden", f"/join/answer/{token}/"))["message"]
    assert token not in line and token.split(":")[-1] not in line
    assert line.startswith("Forbidden: /join/answer/")


def test_nobody_forges_a_line():
    """A35: line ends stay inside the line."""
    assert len(written("Not Found: %s", '/x\r\n{"level": "error"}').splitlines()) == 1


def test_no_password_stands_in_the_log_of_a_broken_page(client, bo, monkeypatch, caplog):
    """A43: the trace of an error names neither the form nor the settings."""
    from members.directory import queries

    def fail(*args):
        raise RuntimeError("broken")

    monkeypatch.setattr(queries, "listed", fail)
    client.raise_request_exception = False
    client.force_login(bo, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get("/members/?password=hunter2hunter2")
    assert answer.status_code == 500
    lines = "".join(JsonFormatter().format(record) for record in caplog.records)
    assert "broken" in lines and "hunter2" not in lines
    assert "broken" not in answer.text and "Traceback" not in answer.text and "SECRET" not in answer.text
