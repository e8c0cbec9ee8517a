"""Answers of calendars: seventeen mails as programs write them, and what becomes of each."""

from datetime import UTC, date, datetime, time, timedelta
from email import message_from_bytes, policy

import pytest
from allauth.account.models import EmailAddress

from meetings.calendar import ics
from meetings.calendar.actions import mailing, planning
from meetings.calendar.actions.mailing import receiving
from meetings.calendar.models import Attendance, InboundMail, Meeting, Proposal
from network.kit import jobs
from network.kit.models import Mail
from tests.factories import meetings
from tests.meetings.calendar.mailing import replies
from tests.meetings.calendar.mailing.replies import calendar, event

pytestmark = pytest.mark.django_db
MEI = "mei@example.org"


@pytest.fixture
def held(bo, mei):
    """A meeting to which Mei is invited."""
    row = meetings.meeting(bo)
    mailing.invite(row, by=bo, members=[mei])
    return row


def uid(thing):
    return f"{thing.uid}@localhost"


def said(held, member):
    return held.attendances.get(member=member).answer


FORMS = {
    "gmail": (replies.gmail, "ACCEPTED", "yes", {}, {}),
    "outlook": (replies.outlook, "DECLINED", "no", {"organizer": False, "cased": str.upper}, {}),
    "apple": (replies.apple, "TENTATIVE", "maybe", {}, {"product": "-//Apple Inc.//iCloud//EN"}),
    "thunderbird": (replies.thunderbird, "ACCEPTED", "yes", {}, {"product": "-//Mozilla.org/NONSGML Mozilla V1.1//EN"}),
    "163": (replies.netease, "ACCEPTED", "yes", {"more": ["COMMENT:我会参加"]}, {"encoding": "gbk"}),
    "qq": (replies.qq, "DECLINED", "no", {"more": ["COMMENT:没有时间"]}, {"encoding": "gb18030"}),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_forms_of_six_programs_are_taken_in(held, mei, form):
    """Attendees without case, without ORGANIZER, in old character sets, as a part or as a file alone; once each."""
    write, partstat, answer, of_event, of_calendar = FORMS[form]
    raw = write(MEI, calendar(event(uid(held), MEI, partstat, **of_event), **of_calendar), number=1)
    for _twice in range(2):
        row = receiving.take_in(raw)
        assert (row.outcome, row.reason) == ("applied", receiving.REASONS["taken"])
        assert row.attendance.member == mei
    assert InboundMail.objects.count() == 1
    found = held.attendances.get(member=mei)
    assert (found.answer, found.answer_how) == (answer, "mail")
    if of_event.get("more"):
        assert found.answer_note in ("我会参加", "没有时间")


def test_a_meeting_that_moved_takes_no_answer_to_the_time_before(held, bo, mei):
    """Stale: shown to hosts, not applied; whoever answered gets the new time. An older stamp changes nothing."""
    late = replies.gmail(MEI, calendar(event(uid(held), MEI, "ACCEPTED")), number=1)
    planning.change(held, by=bo, time=time(9))
    row = receiving.take_in(late)
    assert (row.outcome, row.told["code"]) == ("ignored", "stale")
    assert said(held, mei) == "none"
    jobs.drain()
    assert Mail.objects.filter(to=MEI, key__startswith="calendar:calendar.updated:").count() == 1
    fresh = calendar(event(uid(held), MEI, "DECLINED", sequence=1, stamp="20261002T100000Z"))
    assert receiving.take_in(replies.apple(MEI, fresh, number=2)).outcome == "applied"
    older = calendar(event(uid(held), MEI, "ACCEPTED", sequence=1, stamp="20261002T090000Z"))
    assert receiving.take_in(replies.outlook(MEI, older, number=3)).told["code"] == "older"
    assert said(held, mei) == "no"


def test_another_address_of_the_account_may_answer_a_stranger_may_not(held, mei, client):
    """A forged sender waits for a word of the real person, by a link that changes nothing when it is looked at."""
    EmailAddress.objects.create(user=mei, email="mei@clinic.example", verified=True)
    EmailAddress.objects.create(user=mei, email="mei@not-confirmed.example", verified=False)
    own = replies.apple("Mei <MEI@clinic.example>", calendar(event(uid(held), MEI, "TENTATIVE")), number=1)
    assert receiving.take_in(own).outcome == "applied"
    for number, sender in enumerate(("evil@example.net", "mei@not-confirmed.example"), 2):
        forged = calendar(event(uid(held), MEI, "DECLINED", stamp="20261003T100000Z"))
        assert receiving.take_in(replies.apple(sender, forged, number=number)).outcome == "pending"
    assert said(held, mei) == "maybe"
    jobs.drain()
    letter = Mail.objects.filter(kind="calendar.confirm", to=MEI).order_by("pk").first()
    address = _link(letter, "/meetings/confirm/")
    assert client.get(address).status_code == 200
    assert said(held, mei) == "maybe"
    assert client.post(address).status_code == 200
    assert said(held, mei) == "no"
    assert client.post(address).status_code == 409


def _link(letter, start):
    import re
    from email import message_from_bytes, policy

    words = message_from_bytes(bytes(letter.raw), policy=policy.default).get_body(("plain",)).get_content()
    return re.search(rf"({start}[\w:-]+/)", words)[1]


def test_an_invitation_that_was_passed_on_is_a_question_to_the_hosts(held, bo):
    """Once, however often they answer; not for somebody who answers in another's name; taken up: they are invited."""
    raw = calendar(event(uid(held), "friend@example.net", "ACCEPTED"))
    assert receiving.take_in(replies.gmail("friend@example.net", raw, number=1)).told["code"] == "asked"
    assert receiving.take_in(replies.gmail("friend@example.net", raw, number=2)).told["code"] == "asked"
    assert receiving.take_in(replies.gmail("evil@example.net", raw, number=3)).told["code"] == "not_invited"
    one = Proposal.objects.get(kind="guest")
    mailing.settle(one, by=bo, takes=True)
    assert held.attendances.get(address="friend@example.net").answer == "none"
    assert receiving.take_in(replies.gmail("friend@example.net", raw, number=4)).outcome == "applied"


@pytest.fixture
def calls(bo, mei):
    """Six weekly calls to all of which Mei is asked."""
    row = planning.begin_series(by=bo, rrule="FREQ=WEEKLY;COUNT=6", title="Calls", zone="Europe/Copenhagen",
                                first_day=date(2027, 3, 10), time=time(15), minutes=60)  # fmt: skip
    mailing.invite_to_series(row, by=bo, members=[mei])
    return row


def answers_of(calls, mei):
    rows = Attendance.objects.filter(meeting__series=calls, member=mei).order_by("meeting__original_start")
    return [row.answer for row in rows]


def test_one_date_of_a_series_and_all_of_it(calls, mei):
    """RECURRENCE-ID: only that date. A whole with exceptions in one mail, in any order: the whole first, then they."""
    one = "RECURRENCE-ID;TZID=Europe/Copenhagen:20270331T150000"
    raw = calendar(event(uid(calls), MEI, "DECLINED", recurrence=one))
    assert receiving.take_in(replies.thunderbird(MEI, raw, number=1)).outcome == "applied"
    assert answers_of(calls, mei) == ["none", "none", "none", "no", "none", "none"]
    other = "RECURRENCE-ID:20270317T140000Z"
    raw = calendar(
        event(uid(calls), MEI, "TENTATIVE", recurrence=other, stamp="20261002T100000Z"),
        event(uid(calls), MEI, "ACCEPTED", stamp="20261002T100000Z"),
    )
    assert receiving.take_in(replies.apple(MEI, raw, number=2)).outcome == "applied"
    assert answers_of(calls, mei) == ["yes", "maybe", "yes", "no", "yes", "yes"]
    raw = calendar(event(uid(calls), MEI, "DECLINED", recurrence="RECURRENCE-ID:20270318T140000Z"))
    assert receiving.take_in(replies.apple(MEI, raw, number=3)).told["code"] == "no_date"


def test_a_date_that_moved_alone_is_stale_alone(calls, bo, mei):
    """Its mail carries a SEQUENCE of its own; the other dates are answered as before."""
    second = calls.meetings.order_by("original_start")[1]
    planning.change(second, by=bo, time=time(16))
    name = "RECURRENCE-ID;TZID=Europe/Copenhagen:20270317T150000"
    raw = calendar(event(uid(calls), MEI, "ACCEPTED", recurrence=name))
    assert receiving.take_in(replies.gmail(MEI, raw, number=1)).told["code"] == "stale"
    raw = calendar(event(uid(calls), MEI, "ACCEPTED", recurrence=name, sequence=1))
    assert receiving.take_in(replies.gmail(MEI, raw, number=2)).outcome == "applied"
    assert answers_of(calls, mei) == ["none", "yes", "none", "none", "none", "none"]


def test_another_time_is_proposed_and_the_hosts_decide(held, bo, mei):
    """COUNTER changes nothing by itself; taken up it moves the meeting for all."""
    lines = event(uid(held), MEI, "TENTATIVE", more=["COMMENT:An hour later?"])
    lines = [line.replace("0303T14", "0303T15").replace("0303T150000Z", "0303T150000Z") for line in lines]
    lines = ["DTEND:20270303T160000Z" if line.startswith("DTEND") else line for line in lines]
    row = receiving.take_in(replies.outlook(MEI, calendar(lines, method="COUNTER"), method="COUNTER", number=1))
    assert (row.outcome, row.told["code"]) == ("applied", "proposed")
    one = Proposal.objects.get(kind="time")
    assert one.starts_at == datetime(2027, 3, 3, 15, tzinfo=UTC) and one.note == "An hour later?"
    held.refresh_from_db()
    assert held.sequence == 0
    mailing.settle(one, by=bo, takes=True)
    held.refresh_from_db()
    assert held.starts_at == one.starts_at and held.sequence == 1


def test_whoever_asks_for_the_newest_gets_it(held, mei):
    """REFRESH: one REQUEST more, whatever else they chose; not without end."""
    jobs.drain()
    before = Mail.objects.filter(to=MEI, kind="calendar.invited").count()
    for number in range(6):
        lines = [line for line in event(uid(held), MEI, "NEEDS-ACTION") if not line.startswith("DTSTART")]
        raw = replies.outlook(MEI, calendar(lines, method="REFRESH"), method="REFRESH", number=number)
        assert receiving.take_in(raw).told["code"] == "refreshed"
    jobs.drain()
    assert Mail.objects.filter(to=MEI, kind="calendar.invited").count() == before + 4


def test_somebody_else_comes_instead(held, bo, mei):
    """DELEGATED: the answer stands, the hosts are asked about the other."""
    lines = event(uid(held), MEI, "DELEGATED")
    lines = [line.replace("PARTSTAT=DELEGATED", 'PARTSTAT=DELEGATED;DELEGATED-TO="mailto:xiu@example.net"')
             for line in lines]  # fmt: skip
    assert receiving.take_in(replies.outlook(MEI, calendar(lines), number=1)).told["code"] == "handed_on"
    assert said(held, mei) == "delegated"
    assert Proposal.objects.get().address == "xiu@example.net"


def test_after_the_end_and_after_being_taken_off_it_says_so(held, bo, mei):
    """Called off: ignored with the reason; nobody's data changes."""
    mailing.take_off(held.attendances.get(member=mei), by=bo)
    row = receiving.take_in(replies.gmail(MEI, calendar(event(uid(held), MEI, "ACCEPTED", sequence=1)), number=1))
    assert (row.outcome, row.told["code"]) == ("ignored", "over")
    mailing.invite(held, by=bo, members=[mei])
    row = receiving.take_in(replies.gmail(MEI, calendar(event(uid(held), MEI, "ACCEPTED", sequence=2)), number=2))
    assert row.outcome == "applied"
    planning.cancel(held, by=bo, reason="No.")
    row = receiving.take_in(replies.gmail(MEI, calendar(event(uid(held), MEI, "DECLINED", sequence=3)), number=3))
    assert (row.outcome, row.told["code"]) == ("ignored", "over")
    assert said(held, mei) == "yes"


def test_what_else_stands_in_an_answer_changes_nothing(held, mei):
    """Title, time, place and organizer of the mail are not ours."""
    lines = event(uid(held), MEI, "ACCEPTED", more=["LOCATION:elsewhere", "DESCRIPTION:x", "RRULE:FREQ=DAILY;COUNT=3"])
    lines = [line.replace("Peer support", "Hacked").replace("0303T14", "0101T14") for line in lines]
    before = Meeting.objects.filter(pk=held.pk).values().get()
    assert receiving.take_in(replies.gmail(MEI, calendar(lines), number=1)).outcome == "applied"
    assert Meeting.objects.filter(pk=held.pk).values().get() == before


def test_looking_says_what_would_change_and_changes_nothing(held, mei):
    """As the command does."""
    reply = ics.reply(replies.gmail(MEI, calendar(event(uid(held), MEI, "ACCEPTED")), number=1).replace(
        b"Auto-Submitted: auto-generated\r\n", b""))  # fmt: skip
    told = receiving.look(reply)
    assert told["outcome"] == "applied" and told["changes"][0]["to"] == "yes"
    assert said(held, mei) == "none" and not InboundMail.objects.exists()


def deep(levels):
    """Return a mail of parts within parts."""
    lines = replies.head(MEI, number=1)
    for level in range(levels):
        lines += [f'Content-Type: multipart/mixed; boundary="b{level}"', "", f"--b{level}"]
    return "\r\n".join([*lines, "Content-Type: text/plain", "", "x"]).encode()


def said_with(*more, by=MEI, whose=MEI):
    """Return `f(uid)`: an answer of Gmail with further lines."""
    return lambda uid: replies.gmail(by, calendar(event(uid, whose, "ACCEPTED", more=more)), number=1)


def by_outlook(part, method="REPLY"):
    """Return `f(uid)`: an answer of Outlook whose part and calendar name these methods."""
    return lambda uid: replies.outlook(MEI, calendar(event(uid, MEI, "ACCEPTED"), method=method), method=part, number=1)


def klingon(uid):
    """Return an answer in a character set that nobody knows."""
    raw = replies.netease(MEI, calendar(event(uid, MEI, "ACCEPTED")), number=1)
    return raw.replace(b"charset=GBK; method", b"charset=x-klingon; method")


def html(uid):
    """Return a mail without a calendar."""
    return "\r\n".join([*replies.head(MEI, number=1), "Content-Type: text/html", "", "<p>yes</p>"]).encode()


HOSTILE = {
    "ten megabytes": said_with("X-A:" + "a" * 10**7),
    "a bomb of a rule": said_with("RRULE:FREQ=SECONDLY"),
    "html alone": html,
    "parts within parts": lambda uid: deep(400),
    "an unknown character set": klingon,
    "methods that differ": by_outlook("CANCEL"),
    "a request": by_outlook("REQUEST", "REQUEST"),
    "no such meeting": lambda uid: said_with()("0" * 32 + "@localhost"),
    "two senders": said_with(by=f"{MEI}, bo@example.org"),
    "somebody else": said_with(whose="who@example.net"),
    "nothing": lambda uid: b"From: a@b.example\r\n\r\n",
    "octets": lambda uid: bytes(range(256)) * 64,
    "nul": lambda uid: b"From: mei@example.org\r\nMessage-ID: <a\x00b@c>\r\nSubject: \x00\r\n\r\n\x00",
    "a header without end": lambda uid: b"From: " + b"a" * 500_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mails_are_refused_with_a_reason(held, mei, name, caplog):
    """Never an exception, never an answer; the reason stands in the log."""
    row = receiving.take_in(HOSTILE[name](uid(held)))
    if name == "an unknown character set" and row.outcome == "applied":
        return  # what is plain ASCII is read all the same
    assert row.outcome == "refused" and row.reason
    assert said(held, mei) == "none"


@pytest.mark.parametrize(
    ("header", "code"),
    [("Auto-Submitted: auto-replied", "automatic"), ("Auto-Submitted: auto-generated", "automatic"),
     ("Return-Path: <>", "bounce"), ("Precedence: auto_reply", "automatic")],
)  # fmt: skip
def test_what_a_machine_wrote_is_left_aside(held, mei, header, code):
    """Out-of-office notes and reports of mail servers answer nothing."""
    raw = replies.apple(MEI, calendar(event(uid(held), MEI, "ACCEPTED")), number=1)
    row = receiving.take_in(header.encode() + b"\r\n" + raw)
    assert (row.outcome, row.told["code"]) == ("ignored", code)
    assert said(held, mei) == "none"


def test_a_mail_without_an_id_is_taken_in_once(held, mei):
    """Its octets name it."""
    raw = replies.apple(MEI, calendar(event(uid(held), MEI, "ACCEPTED")), number=1)
    raw = raw.replace(b"Message-ID: <answer-1@mail.example>\r\n", b"")
    assert receiving.take_in(raw).pk == receiving.take_in(raw).pk
    assert said(held, mei) == "yes"


def test_a_clock_that_goes_ahead_gains_nothing(held, mei):
    """A stamp of the future does not keep later answers out."""
    far = calendar(event(uid(held), MEI, "ACCEPTED", stamp=f"{datetime.now(UTC) + timedelta(days=900):%Y%m%dT%H%M%SZ}"))
    assert receiving.take_in(replies.apple(MEI, far, number=1)).outcome == "applied"
    mailing.answer(held.attendances.get(member=mei), "no", by=mei)
    assert said(held, mei) == "no"


def _words(held, sender, text, *, number=1, more=()):
    from meetings.calendar.queries.mailing.links import reply_address

    return "\r\n".join([
        f"From: {sender}", f"To: {reply_address(held)}", "Subject: Re: Peer support",
        f"Message-ID: <words-{number}@mail.example>", "MIME-Version: 1.0", *more,
        "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", *text,
    ]).encode()  # fmt: skip


def test_words_without_a_calendar_reach_the_hosts(in_english, held, bo, mei):
    """Once, without what was quoted; the answer stays what it was, and the sender gets nothing back."""
    jobs.drain()
    Mail.objects.all().delete()
    raw = _words(held, MEI, ["I come ten minutes late.", "", "On Monday Bo wrote:", "> Can you come?"])
    for _twice in range(2):
        row = receiving.take_in(raw)
        assert (row.outcome, row.told["code"], row.attendance.member) == ("applied", "noted", mei)
    jobs.drain()
    (mail,) = Mail.objects.all()
    read = message_from_bytes(bytes(mail.raw), policy=policy.default)
    body = read.get_body(("plain",)).get_content()
    assert mail.member == bo and "I come ten minutes late." in body and "Can you come" not in body
    assert read["Auto-Submitted"] == "auto-generated" and read["Reply-To"] is None and MEI not in body
    assert said(held, mei) == "none"


def test_a_guest_who_writes_is_named_with_the_address(in_english, held, bo):
    """For they have no page here."""
    mailing.invite(held, by=bo, addresses=[("Ana Ruiz", "ana@elsewhere.org")])
    assert receiving.take_in(_words(held, "Ana <ana@elsewhere.org>", ["Bringing a friend."])).told["code"] == "noted"
    mail = Mail.objects.get(kind="calendar.note")
    body = message_from_bytes(bytes(mail.raw), policy=policy.default).get_body(("plain",)).get_content()
    assert "Ana Ruiz wrote back" in body and "ana@elsewhere.org" in body


@pytest.mark.parametrize(
    ("sender", "text", "more", "outcome"),
    [(MEI, ["I am away."], ["Auto-Submitted: auto-replied"], "ignored"),
     (MEI, ["It bounced."], ["Return-Path: <>"], "ignored"),
     ("mallory@elsewhere.org", ["Buy this."], [], "refused"), (MEI, ["", "> only what was quoted"], [], "refused")],
)  # fmt: skip
def test_other_words_reach_nobody(held, mei, sender, text, more, outcome):
    """Machines, strangers, nothing at all, and whoever was taken off."""
    jobs.drain()
    assert receiving.take_in(_words(held, sender, text, more=more)).outcome == outcome
    assert not Mail.objects.filter(kind="calendar.note").exists()
    mailing.take_off(held.attendances.get(member=mei), by=held.organiser)
    assert receiving.take_in(_words(held, MEI, ["Why?"], number=2)).outcome == "refused"


def test_a_few_notes_a_day(held, mei):
    """More are left aside."""
    codes = [receiving.take_in(_words(held, MEI, [f"Word {n}"], number=n)).told["code"] for n in range(6)]
    assert codes == ["noted"] * 5 + ["too_many_notes"]
