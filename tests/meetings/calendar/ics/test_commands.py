"""`manage.py series_ics` and `manage.py read_reply`: they answer in words, and change nothing."""

import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command

from meetings.calendar import ics
from meetings.calendar.ics import told
from meetings.calendar.models import Attendance, InboundMail
from tests.factories.meetings import meeting
from tests.meetings.calendar.ics.test_replies import answer, mail

ROOT = Path(__file__).resolve().parents[4]
TODAY = datetime(2026, 11, 22, tzinfo=UTC)
SERIES = {"uid": "s1", "title": "Møde", "zone": "Europe/Copenhagen", "start": "2027-03-01T15:00", "minutes": 60,
          "rrule": "FREQ=WEEKLY;COUNT=8", "cancelled": ["2027-03-15T15:00"], "all_day": False}  # fmt: skip


def manage(*words, raw=b""):
    """Run manage.py with no settings at all, as on a machine where nothing runs."""
    bare = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV")}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        input=raw,
        capture_output=True,
        cwd=ROOT,
        env=bare,
        timeout=120,
        check=False,
    )


def test_series_ics_prints_the_file_without_settings_or_database():
    done = manage("series_ics", raw=json.dumps(SERIES).encode())
    assert (done.returncode, done.stderr) == (0, b"")
    found = ics.read(done.stdout)
    assert (found.method, len(found.events)) == ("REQUEST", 1)
    assert b"\r\nBEGIN:VTIMEZONE\r\n" in done.stdout
    assert found.events[0].organizer
    assert found.events[0].attendees[0].rsvp


def test_a_mistake_is_one_line_and_no_traceback(tmp_path):
    done = manage("series_ics", str(tmp_path / "none.json"))
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    done = manage("series_ics", raw=b"nonsense")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


BAD = {
    "not JSON": b"{",
    "not an object": b"[]",
    "not UTF-8": b"\xff\xfe\xfa",
    "deep": b"[" * 100_000,
    "a zone that is none": {"zone": "Mars/Base"},
    "a path as zone": {"zone": "../../etc/passwd"},
    "no zone": {"zone": None},
    "a start in a gap": {"start": "2027-03-28T02:30", "rrule": "", "cancelled": []},
    "a day that is none": {"start": "2027-02-30T15:00"},
    "no hour": {"start": "2027-03-01"},
    "a start that is a number": {"start": 5},
    "a bomb": {"rrule": "FREQ=DAILY;COUNT=999999999"},
    "a rule by the second": {"rrule": "FREQ=SECONDLY;COUNT=3"},
    "a rule for ever and ever": {"rrule": "FREQ=DAILY;UNTIL=99991231T000000Z"},
    "a rule that is none": {"rrule": "every week"},
    "a rule with a line break": {"rrule": "FREQ=WEEKLY\r\nX:y"},
    "a rule that is a list": {"rrule": ["FREQ=WEEKLY"]},
    "a start that the rule does not have": {"rrule": "FREQ=WEEKLY;BYDAY=TU;COUNT=3"},
    "cancelled, but no date": {"cancelled": ["2027-03-16T15:00"]},
    "moved, but no date": {"moved": [{"from": "2027-03-16T15:00", "start": "2027-03-17T15:00"}]},
    "moved twice": {"moved": [{"from": "2027-03-22T15:00", "start": "2027-03-23T15:00"}] * 2},
    "moved and cancelled": {"moved": [{"from": "2027-03-15T15:00", "start": "2027-03-23T15:00"}]},
    "moved into a gap": {"moved": [{"from": "2027-03-22T15:00", "start": "2027-03-28T02:30"}]},
    "no minutes": {"minutes": 0},
    "minutes that are a word": {"minutes": "60"},
    "no title": {"title": ""},
    "a key that nobody knows": {"titel": "x"},
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_what_is_no_series_is_said_in_words(bad):
    raw = bad if isinstance(bad, bytes) else json.dumps(SERIES | bad).encode()
    with pytest.raises(told.BadSeries) as caught:
        told.file_of(raw, today=TODAY)
    assert str(caught.value)


def test_a_start_in_a_gap_names_its_neighbours():
    raw = json.dumps(SERIES | {"start": "2027-03-28T02:30", "rrule": "", "cancelled": []}).encode()
    with pytest.raises(told.BadSeries, match="2027-03-28T01:30 or 2027-03-28T03:30"):
        told.file_of(raw, today=TODAY)


def test_a_series_of_which_nothing_is_left_is_taken_back():
    raw = json.dumps(SERIES | {"rrule": "FREQ=WEEKLY;COUNT=1", "cancelled": ["2027-03-01T15:00"]}).encode()
    found = ics.read(told.file_of(raw, today=TODAY)[0])
    assert (found.method, found.events[0].status, found.events[0].sequence) == ("CANCEL", "CANCELLED", 1)


def test_read_reply_says_what_the_mail_says_where_there_is_no_database(tmp_path):
    path = tmp_path / "answer.eml"
    path.write_bytes(mail(answer(), sender="Somebody <else@example.org>"))
    done = manage("read_reply", str(path))
    said = json.loads(done.stdout)
    assert (done.returncode, said["outcome"], said["changed"]) == (0, "understood", "nothing")
    assert said["says"]["answers"][0]["answer"] == "ACCEPTED"
    assert "else@example.org is not bo@example.org" in said["doubts"][0]


@pytest.mark.django_db
@pytest.mark.parametrize(("sender", "outcome"), [("bo@example.org", "applied"), ("mallory@example.org", "pending")])
def test_read_reply_says_what_would_change_and_changes_nothing(bo, mei, tmp_path, sender, outcome, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2027, 2, 1, 10, tzinfo=UTC))
    held = meeting(mei, people=[bo])
    path = tmp_path / "answer.eml"
    path.write_bytes(mail(answer(uid=f"{held.uid}@testserver"), sender=sender))
    out = io.StringIO()
    call_command("read_reply", str(path), stdout=out)
    said = json.loads(out.getvalue())
    assert said["outcome"] == said["meeting"]["outcome"] == outcome
    assert Attendance.objects.get(meeting=held, member=bo).answer == "none"
    assert not InboundMail.objects.exists()


@pytest.mark.django_db
def test_read_reply_refuses_in_words(tmp_path):
    path = tmp_path / "bad.eml"
    path.write_bytes(b"<html>")
    out = io.StringIO()
    call_command("read_reply", str(path), stdout=out)
    said = json.loads(out.getvalue())
    assert (said["outcome"], said["changed"], bool(said["reason"])) == ("refused", "nothing", True)
