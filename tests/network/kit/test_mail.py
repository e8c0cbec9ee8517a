"""Mail leaves by the outbox, whatever the mail server does: refuses, waits, breaks off, or is not there."""

import socket
import threading
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.utils import timezone

from network.kit import jobs, mail
from network.kit.models import Job, Mail, Suppression

pytestmark = pytest.mark.django_db


@contextmanager
def server(*, rcpt="250 ok", end="250 taken", cut=""):
    """A mail server on loopback that answers as told; yields (MAIL_URL, list of received bodies)."""
    listener = socket.create_server(("127.0.0.1", 0))
    received = []

    def serve():
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            with line, line.makefile("rwb") as stream:
                try:
                    _talk(stream, received, rcpt, end, cut)
                except (OSError, ValueError):
                    continue

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"smtp://127.0.0.1:{listener.getsockname()[1]}?timeout=5", received
    finally:
        listener.close()


def _talk(stream, received, rcpt, end, cut):
    def say(words):
        stream.write(words.encode() + b"\r\n")
        stream.flush()

    say("220 here")
    while command := stream.readline().decode("ascii", "replace").strip():
        verb = command.split(" ")[0].upper()
        if verb == "RCPT":
            say(rcpt)
        elif verb == "DATA":
            if cut == "before":
                return
            say("354 go on")
            body = b""
            while (row := stream.readline()) not in (b".\r\n", b""):
                body += row
            received.append(body)
            if cut == "after":
                return
            say(end)
        elif verb == "QUIT":
            say("221 bye")
            return
        else:
            say("250 ok")


def write(to="bo@example.org", key="k1", subject="Hello"):
    return mail.queue(mail.compose(to, subject, "Dear Bo,\n.\n你好", "<p>你好</p>", key=key), to=to, key=key,
                      kind="tests", language="en")  # fmt: skip


def run(settings, url):
    settings.MAIL_URL = url
    jobs.drain()


def test_a_mail_arrives_whole(settings):
    row = write()
    with server() as (url, received):
        run(settings, url)
    row.refresh_from_db()
    assert row.state == Mail.State.SENT
    message = message_from_bytes(received[0], policy=policy.default)
    assert message.get_body(("plain",)).get_content() == "Dear Bo,\n.\n你好\n"
    assert message["Message-ID"] == row.message_id
    assert not message.defects


def test_a_server_that_is_away_delays_and_loses_nothing(settings):
    row = write()
    run(settings, "smtp://127.0.0.1:1?timeout=1")
    row.refresh_from_db()
    assert row.state == Mail.State.QUEUED
    with server() as (url, received):
        settings.MAIL_URL = url
        jobs.drain(at=timezone.now() + timedelta(days=1))
        jobs.drain(at=timezone.now() + timedelta(days=2))
    row.refresh_from_db()
    assert row.state == Mail.State.SENT
    assert len(received) == 1


@pytest.mark.parametrize("answer", ["451 later", "421 too busy"])
def test_not_now_is_tried_later(settings, answer):
    row = write()
    with server(rcpt=answer) as (url, received):
        run(settings, url)
    row.refresh_from_db()
    assert row.state == Mail.State.QUEUED
    assert Job.objects.get(kind="mail.deliver").state == Job.State.DUE
    assert received == []


def test_an_address_that_does_not_exist_is_not_written_to_again(settings):
    row = write()
    with server(rcpt="550 no such person") as (url, _received):
        run(settings, url)
    row.refresh_from_db()
    assert row.state == Mail.State.REFUSED
    assert "no such person" in row.error
    assert Suppression.objects.get().address == "bo@example.org"
    second = write(key="k2")
    with server() as (url, received):
        run(settings, url)
    second.refresh_from_db()
    assert second.state == Mail.State.DROPPED
    assert received == []


def test_a_line_that_breaks_before_the_body_is_harmless(settings):
    row = write()
    with server(cut="before") as (url, _received):
        run(settings, url)
    row.refresh_from_db()
    assert row.state == Mail.State.QUEUED


def test_a_line_that_breaks_after_the_last_dot_leaves_one_listed_doubt(settings):
    """Sending it again could double it: it is listed for an administrator instead."""
    row = write()
    with server(cut="after") as (url, received):
        run(settings, url)
    row.refresh_from_db()
    assert row.state == Mail.State.IN_DOUBT
    with server() as (url, again):
        settings.MAIL_URL = url
        jobs.drain(at=timezone.now() + timedelta(days=1))
    assert len(received) == 1
    assert again == []


def test_a_worker_that_died_while_handing_over_leaves_a_listed_doubt(settings):
    row = write()
    Mail.objects.filter(pk=row.pk).update(state=Mail.State.HANDED)
    with server() as (url, received):
        run(settings, url)
    row.refresh_from_db()
    assert row.state == Mail.State.IN_DOUBT
    assert received == []


def test_one_key_is_one_mail():
    assert write() is not None
    assert write() is None
    assert Mail.objects.count() == 1


EVIL = [
    "Hi\r\nBcc: all@example.org",
    "Hi\nX: y",
    "Hi\u2028Bcc: x",
    "Hi\x00there",
    "a" * 2000,
    "=?utf-8?q?x=0d=0aBcc:_y?=",
]


@pytest.mark.parametrize("subject", EVIL)
def test_nothing_typed_becomes_a_header(settings, subject):
    """A35: one message, no extra header, no extra receiver."""
    row = write(subject=subject)
    message = message_from_bytes(bytes(row.raw), policy=policy.default)
    assert message["Bcc"] is None
    assert message["X"] is None
    assert len(message.get_all("To")) == 1
    assert set(message.keys()) == {"Subject", "From", "To", "Date", "Message-ID", "MIME-Version", "Content-Type"}


def test_what_django_sends_goes_the_same_way(settings, bo):
    send_mail("Code", "123456", None, [bo.email])
    letter = EmailMultiAlternatives("Both", "text", None, ["x@example.org", "y@example.org"])
    letter.attach_alternative("<p>html</p>", "text/html")
    letter.send()
    assert list(Mail.objects.order_by("pk").values_list("to", flat=True)) == [
        bo.email,
        "x@example.org",
        "y@example.org",
    ]
    assert Mail.objects.get(to=bo.email).member == bo
    with server() as (url, received):
        run(settings, url)
    assert len(received) == 3


WORDS = ("kl.", "15:00–16:00", "København", "Ågård", "日程", "会议", "a", "peer", "(UTC+1)", "Søren", "año", "=?utf-8?")


@pytest.mark.parametrize("seed", range(40))
def test_no_space_of_a_subject_or_a_senders_name_is_lost(seed):
    """Folding word by word would lose those between words that are not ASCII."""
    from email.header import decode_header, make_header
    from email.headerregistry import Address
    from random import Random

    dice = Random(seed)
    subject = " ".join(dice.choices(WORDS, k=dice.randint(1, 25)))
    name = " ".join(dice.choices(WORDS[:-1], k=dice.randint(1, 12)))
    message = mail.compose("bo@example.org", subject, "Words.", key=f"spaces {seed}")
    del message["From"]
    message["From"] = Address(name, addr_spec="meet@example.org")
    raw = mail.as_bytes(message)
    read = message_from_bytes(raw, policy=policy.default)
    assert read["Subject"] == mail.one_line(subject)
    # Python's newer parser puts a space between two encoded words of a name, where RFC 2047 6.2 has none.
    sender = message_from_bytes(raw, policy=policy.compat32)["From"]
    assert str(make_header(decode_header(sender))) == f"{name} <meet@example.org>"
    assert read["From"].addresses[0].addr_spec == "meet@example.org"
    assert read.get_content().strip() == "Words."
    assert not read.defects
    assert max(len(line) for line in raw.splitlines()) < 100
