"""The mail box asked by IMAP, and the pipe of a mail server."""

import io
import sys

import pytest
from django.core.management import call_command

from meetings.calendar import mailbox
from meetings.calendar.actions import mailing
from meetings.calendar.models import InboundMail
from tests.factories import meetings
from tests.meetings.calendar.mailing import replies
from tests.meetings.calendar.mailing.replies import calendar, event

pytestmark = pytest.mark.django_db


class Server:
    """An IMAP server with these mails; it notes what was fetched and what was marked."""

    def __init__(self, mails, sizes=None):
        self.mails, self.sizes = mails, sizes or {}
        self.fetched, self.seen, self.is_out = [], [], False

    def login(self, user, password):
        assert (user, password) == ("meet@example.org", "p@ss")

    def select(self, folder):
        assert folder == '"INBOX"'
        return "OK", [b"2"]

    def uid(self, command, uid, *words):
        if command == "SEARCH":
            return "OK", [b" ".join(str(n).encode() for n in range(1, len(self.mails) + 1) if n not in self.seen)]
        number = int(uid)
        raw = self.mails[number - 1]
        if command == "STORE":
            self.seen.append(number)
            return "OK", [None]
        if "RFC822.SIZE" in words[0]:
            return "OK", [b"%d (UID %d RFC822.SIZE %d)" % (number, number, self.sizes.get(number, len(raw)))]
        self.fetched.append((number, words[0]))
        body = raw[:4096] if "HEADER" in words[0] else raw
        return "OK", [(b"%d (BODY[] {%d}" % (number, len(body)), body), b")"]

    def logout(self):
        self.is_out = True


def test_new_mails_are_taken_in_and_marked_large_ones_are_not_fetched(bo, mei):
    """The size is asked first; what is refused is marked as seen as well, so that it is not asked for for ever."""
    held = meetings.meeting(bo)
    mailing.invite(held, by=bo, members=[mei])
    answer = calendar(event(f"{held.uid}@localhost", "mei@example.org", "ACCEPTED"))
    good, large = (replies.apple("mei@example.org", answer, number=number) for number in (1, 2))
    server = Server([good, large, b"\x00\xff nothing"], {2: 10_000_000})
    url = "imaps://meet%40example.org:p%40ss@mail.example/INBOX"
    assert mailbox.ask(url, connect=lambda parts: server) == 3
    assert server.seen == [1, 2, 3] and server.is_out
    assert [number for number, words in server.fetched if words == "(BODY.PEEK[])"] == [1, 3]
    assert held.attendances.get(member=mei).answer == "yes"
    told = {row.message_id: row.told["code"] for row in InboundMail.objects.all()}
    assert told["<answer-2@mail.example>"] == "too_large"
    assert mailbox.ask(url, connect=lambda parts: server) == 0


def test_an_outage_of_the_mail_server_is_a_line_in_the_log_without_the_password(caplog):
    """The next turn tries again."""

    def away(parts):
        raise OSError("imaps://meet:secret@mail.example does not answer")

    assert mailbox.ask("imaps://meet:secret@mail.example/", connect=away) == 0
    assert "secret" not in caplog.text


def test_the_pipe_answers_by_its_exit_status(bo, mei, monkeypatch, capsys):
    """0 for whatever was taken, 66 for nothing, 75 where the data base is away; never a traceback."""
    from django.db import OperationalError

    from meetings.calendar.management.commands import receive_mail

    class Input:
        def __init__(self, raw):
            self.buffer = io.BytesIO(raw)

    monkeypatch.setattr(sys, "stdin", Input(b"From: who@example.net\r\n\r\nhello"))
    call_command("receive_mail", stdout=sys.stdout)
    assert "refused" in capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", Input(b""))
    with pytest.raises(SystemExit) as ended:
        call_command("receive_mail")
    assert ended.value.code == 66

    def away(raw):
        raise OperationalError("away")

    monkeypatch.setattr(receive_mail, "take_in", away)
    monkeypatch.setattr(sys, "stdin", Input(b"From: who@example.net\r\n\r\nhello"))
    with pytest.raises(SystemExit) as ended:
        call_command("receive_mail")
    assert ended.value.code == 75
