"""The life of minutes: begun once from the agenda, written by those who take part, sent once, approved once."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from meetings.calendar.models import AgendaPoint, Attendance
from meetings.calendar.terms import Presence
from meetings.minutes import actions, live
from meetings.minutes.actions import looking
from meetings.minutes.models import Minutes
from network.access.rules import Denied, may
from network.activity.models import Activity
from network.kit.clock import now
from network.kit.models import Mail
from network.live import registry, texts
from resources.papers.wording import plain
from tests.factories.meetings import meeting, series

pytestmark = pytest.mark.usefixtures("in_english")


def at(moment, **fields):
    """Fields of a meeting that begins at the aware moment."""
    moment = moment.replace(second=0, microsecond=0)
    return {"day": moment.date(), "at": moment.time(), "zone": "UTC"} | fields


def running(by, people, **fields):
    """A meeting that began half an hour ago."""
    return meeting(by, people=people, **at(now() - timedelta(minutes=30)), **fields)


def over(by, people=(), hours=2, **fields):
    """A meeting that ended about `hours` hours ago."""
    return meeting(by, people=people, **at(now() - timedelta(hours=hours + 1)), **fields)


def test_they_begin_with_the_agenda_and_who_comes(freja, bo, mei):
    one = running(freja, [bo, mei])
    AgendaPoint.objects.create(meeting=one, position=1, title="Budget")
    AgendaPoint.objects.create(meeting=one, position=2, title="Next year")
    Attendance.objects.filter(meeting=one, member=bo).update(answer="yes")
    minutes = actions.begin_minutes(one, freja)
    content = texts.read(minutes.document)
    heads = [node for node in content["content"] if node["type"] == "heading"]
    assert [plain(node) for node in heads] == ["Budget", "Next year"]
    assert "Expected: Freja Holm, Bo Carter" in plain(content)
    assert actions.begin_minutes(one, bo).pk == minutes.pk
    assert plain(texts.read(minutes.document)).count("Budget") == 1


def test_in_a_public_text_stand_no_names_that_are_not_public(freja, bo):
    one = running(freja, [bo], visibility="public")
    Attendance.objects.filter(meeting=one, member=bo).update(answer="yes")
    said = plain(texts.read(actions.begin_minutes(one, freja).document))
    assert "Bo Carter" not in said
    assert "Freja Holm" not in said


def test_who_takes_part_may_begin_an_hour_before_and_not_earlier(freja, bo, tao):
    early = meeting(freja, people=[bo], **at(now() + timedelta(hours=2)))
    soon = meeting(freja, people=[bo], **at(now() + timedelta(minutes=40)))
    assert may(freja, "minutes.begin", early)
    assert not may(bo, "minutes.begin", early)
    assert may(bo, "minutes.begin", soon)
    assert not may(tao, "minutes.begin", soon)
    with pytest.raises(Denied):
        actions.begin_minutes(early, bo)


def test_the_socket_lets_those_write_who_take_part_until_all_have_it(freja, bo, tao, xiu):
    one = running(freja, [bo])
    minutes = actions.begin_minutes(one, freja)
    assert registry.opener("minutes") is live.open_text

    def role(member):
        grant = live.open_text(type(member).objects.get(pk=member.pk), str(one.pk), {})
        return grant and grant.role

    assert [role(who) for who in (freja, bo, tao, xiu)] == ["edit", "edit", "read", None]
    actions.circulate(minutes, by=freja)
    assert [role(who) for who in (freja, bo, tao)] == ["edit", "read", "read"]
    actions.narrow(minutes, True, by=freja)
    assert [role(who) for who in (freja, bo, tao)] == ["edit", "read", None]
    actions.approve(minutes, by=freja)
    assert role(freja) == "read"
    for forged in ("x", "-1", "9" * 30, "", "1 or 1"):
        assert live.open_text(freja, forged, {}) is None


def test_whoever_said_no_does_not_write(freja, bo):
    one = running(freja, [bo])
    minutes = actions.begin_minutes(one, freja)
    Attendance.objects.filter(meeting=one, member=bo).update(answer="no")
    assert not may(bo, "minutes.write", minutes)


def test_they_are_sent_once_in_each_language_decisions_first(freja, bo, tao, drain):
    type(tao).objects.filter(pk=tao.pk).update(language="zh-hans")
    one = running(freja, [bo, tao], title="Walks")
    Attendance.objects.create(meeting=one, address="guest@example.org", name="Guest", asked_at=now())
    minutes = actions.begin_minutes(one, freja)
    actions.decide(one, by=bo, text="We walk on Sundays.")
    task = actions.assign(one, by=freja, owner=bo, title="Print the map", due_on=(now() + timedelta(days=9)).date())
    actions.add_passage(minutes, "Notes of the day", "It rained.", by=bo)
    assert actions.circulate(minutes, by=freja)
    assert not actions.circulate(minutes, by=freja)
    drain()
    mails = Mail.objects.filter(kind="minutes.circulated")
    assert sorted(mails.values_list("to", flat=True)) == ["bo@example.org", "guest@example.org", "tao@example.org"]
    words = body(mails.get(to="bo@example.org"))
    assert words.index("1. We walk on Sundays.") < words.index("Print the map") < words.index("It rained.")
    assert mails.get(to="tao@example.org").language == "zh-hans"
    guest = body(mails.get(to="guest@example.org"))
    assert "We walk on Sundays." in guest
    assert "Bo Carter" not in guest
    assert f"/meetings/{one.pk}/minutes/" not in guest
    assert task.title in guest


def body(mail):
    """The plain words of a mail."""
    from email import message_from_bytes
    from email.policy import default

    return message_from_bytes(bytes(mail.raw), policy=default).get_body(("plain",)).get_content()


def test_hosts_are_reminded_after_a_day_and_after_two_they_go_out_as_they_are(freja, bo, drain):
    one = over(freja, [bo], hours=25)
    minutes = actions.begin_minutes(one, freja)
    texts.rewrite(minutes.document, {"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": "Half a sentence"}]}]}, by=bo)  # fmt: skip
    drain()
    assert Mail.objects.filter(kind="minutes.wanted").values_list("to", flat=True).get() == "freja@example.org"
    assert Minutes.objects.get().state == "writing"
    assert not looking.look(one.pk, "send")
    assert looking.look(one.pk, "send", at=one.ends_at + timedelta(hours=48))
    sent = Minutes.objects.get()
    assert (sent.state, sent.circulated_by) == ("circulated", None)
    assert plain(sent.circulated) == "Half a sentence"
    drain()
    told = Mail.objects.filter(kind="minutes.circulated")
    assert sorted(told.values_list("to", flat=True)) == ["bo@example.org", "freja@example.org"]
    assert "48 hours" in body(told.get(to="freja@example.org"))
    assert not looking.look(one.pk, "send", at=one.ends_at + timedelta(hours=49))


def test_a_meeting_that_was_moved_is_looked_after_at_its_new_end(freja, bo):
    one = over(freja, [bo], hours=60)
    actions.begin_minutes(one, freja)
    type(one).objects.filter(pk=one.pk).update(ends_at=now())
    assert not looking.look(one.pk, "send")
    assert Minutes.objects.get().state == "writing"


def test_without_any_minutes_hosts_are_reminded_and_nothing_is_sent(freja, bo):
    one = over(freja, [bo], hours=50)
    assert looking.look(one.pk, "remind")
    assert not looking.look(one.pk, "send")
    assert Activity.objects.get(kind="minutes.wanted").names == [freja.pk]


def test_corrections_leave_what_was_sent_as_it_was(freja, bo):
    one = running(freja, [bo])
    minutes = actions.begin_minutes(one, freja)
    actions.circulate(minutes, by=freja)
    minutes = Minutes.objects.get()
    sent = minutes.circulated
    actions.add_passage(minutes, "Mended", "Three, not two.", by=freja)
    with pytest.raises(Denied):
        actions.add_passage(minutes, "Mine", "No.", by=bo)
    minutes = Minutes.objects.get()
    assert minutes.circulated == sent
    assert texts.read(minutes.document) != sent


def test_the_next_meeting_of_the_series_approves_them_and_they_stand(freja, bo, tao):
    days = [(now() + timedelta(days=n)).date() for n in (-7, 7)]
    held = series(freja, dates=days, zone="UTC")
    first, second = held.meetings.order_by("starts_at")
    second.hosts.add(tao)
    minutes = actions.begin_minutes(first, freja)
    with pytest.raises(Denied):
        actions.approve(minutes, by=freja)
    actions.circulate(minutes, by=freja)
    assert not may(bo, "minutes.approve", minutes)
    assert actions.approve(minutes, by=tao, within=second)
    assert not actions.approve(minutes, by=freja)
    minutes = Minutes.objects.get()
    assert minutes.approved_in == second
    assert len(minutes.sha256) == 64
    with pytest.raises(Denied):
        actions.decide(first, by=freja, text="Too late.")
    with pytest.raises(texts.Frozen):
        texts.rewrite(minutes.document, {"type": "doc", "content": [{"type": "paragraph"}]}, by=freja)
    for change in ("content = '{}'", "state = 'circulated'", "sha256 = repeat('0', 64)", "circulated = '{}'"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE minutes_minutes SET {change}")


def test_the_fingerprint_tells_a_changed_text_and_survives_an_erasure(freja, bo):
    from meetings.minutes import personal
    from meetings.minutes.queries import fingerprints

    one = running(freja, [bo])
    Attendance.objects.filter(meeting=one, member=bo).update(presence=Presence.PRESENT)
    minutes = actions.begin_minutes(one, freja)
    actions.decide(one, by=bo, text="Yes.")
    actions.circulate(minutes, by=freja)
    actions.approve(minutes, by=freja)
    minutes = Minutes.objects.get()
    assert minutes.present == [{"member": bo.pk, "name": str(bo)}]
    assert fingerprints.is_untouched(minutes)
    personal.erase(bo, keep_authorship=False)
    minutes = Minutes.objects.get()
    assert minutes.present == [{"member": None, "name": "former member"}]
    assert fingerprints.is_untouched(minutes)
    minutes.content = {"type": "doc", "content": []}
    assert not fingerprints.is_untouched(minutes)


def test_a_cancelled_meeting_has_no_minutes(freja, bo):
    one = running(freja, [bo], state="cancelled")
    with pytest.raises(Denied):
        actions.begin_minutes(one, freja)
