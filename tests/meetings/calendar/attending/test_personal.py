"""What is held of somebody around meetings, who sees it, and what becomes of it."""

from datetime import timedelta

import pytest

from meetings.calendar.actions import attending
from meetings.calendar.jobs.attending import forget, plan_pulses
from meetings.calendar.models import Attendance, Certificate, Meeting, Pulse
from meetings.calendar.personal.attending import erase, mine
from network.access.rules import may
from network.desk.waiting import rows_for
from network.kit import clock
from network.kit.models import Job
from network.kit.personal import all_clocks
from tests.factories.meetings import meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
FOOD = {"label": "What do you eat?", "kind": "text", "is_sensitive": True}
TALK = {"label": "What would you like to talk about?", "kind": "text"}


@pytest.fixture
def workshop(freja):
    made = meeting(freja, title="Workshop", takes_registrations=True, capacity=1)
    return attending.ask_questions(made, [FOOD, TALK], by=freja)


def answers(workshop, food="No fish", talk="Walking"):
    return {one["key"]: food if one["label"] == FOOD["label"] else talk for one in workshop.questions}


def test_erasure_frees_the_place_and_leaves_a_certificate_without_a_name(client, freja, workshop, bo, mei):
    first, _second = (attending.register(workshop, by=one, words=answers(workshop)) for one in (bo, mei))
    past = meeting(freja, title="Call", people=[bo])
    moment = clock.now()
    Meeting.objects.filter(pk=past.pk).update(
        starts_at=moment - timedelta(hours=3), ends_at=moment - timedelta(hours=2)
    )
    there = Attendance.objects.get(meeting=past, member=bo)
    attending.mark(there, "present", by=freja)
    made = attending.certify(there, by=bo, name="Bo Carter", agrees=True)
    told = mine(bo)
    said = {one["question"]: one["answer"] for one in told[0]["told_to_hosts"]}
    assert said == {FOOD["label"]: "No fish", TALK["label"]: "Walking"}
    assert told[1]["certificate"]["name"] == "Bo Carter"
    for _again in range(2):
        erase(bo, keep_authorship=True)
    assert not Attendance.objects.filter(member=bo).exists()
    assert Attendance.objects.get(meeting=workshop, member=mei).place == "confirmed"
    workshop.refresh_from_db()
    assert f"member:{bo.pk}" not in workshop.audience
    assert Certificate.objects.get(pk=made.pk).name == ""
    page = client.get(made.get_absolute_url()).content.decode()
    assert "This certificate has no name any more" in page
    assert "Carter" not in page
    assert first.pk


def test_sensitive_answers_are_deleted_90_days_after_the_meeting(workshop, bo):
    attending.register(workshop, by=bo, words=answers(workshop))
    assert all_clocks()["calendar.sensitive"].days == 90
    assert forget(workshop.ends_at - timedelta(days=1), 100) == 0
    assert forget(workshop.ends_at + timedelta(days=1), 100) == 1
    row = Attendance.objects.get(meeting=workshop, member=bo)
    assert [one["label"] for one in row.words.values()] == [TALK["label"]]
    assert forget(workshop.ends_at + timedelta(days=1), 100) == 0


def test_sensitive_answers_are_read_by_hosts_alone(workshop, freja, carmen, nova, bo):
    assert may(freja, "calendar.read_sensitive", workshop)
    for one in (carmen, nova, bo):
        assert not may(one, "calendar.read_sensitive", workshop)


def test_the_two_questions_are_planned_a_day_after_the_end_and_asked_of_those_who_came(freja, bo, mei, drain, outbox):
    held = meeting(freja, title="Call", people=[bo, mei])
    moment = clock.now()
    ends = moment - timedelta(hours=25)
    Meeting.objects.filter(pk=held.pk).update(starts_at=ends - timedelta(hours=1), ends_at=ends)
    Attendance.objects.filter(meeting=held, member=bo).update(joined_at=ends - timedelta(minutes=50))
    plan_pulses()
    plan_pulses()
    job = Job.objects.get(kind="calendar.pulse")
    assert job.not_before == ends + timedelta(hours=24)
    drain()
    drain()
    assert Attendance.objects.get(meeting=held, member=bo).presence == "present"
    assert [one["Subject"] for one in outbox(bo.email) if "useful" in one["Subject"]] == ["“Call”: was it useful?"]
    assert not [one for one in outbox(mei.email) if "useful" in one["Subject"]]
    assert sum(Pulse.objects.get(meeting=held).useful) == 0


def test_no_column_joins_a_person_and_an_answer():
    assert {field.name for field in Pulse._meta.get_fields()} == {
        "id", "meeting", "useful", "glad", "words", "shown_useful", "shown_glad", "shown_words",
    }  # fmt: skip


def test_hosts_are_reminded_to_note_who_was_there(freja, mei, bo):
    held = meeting(freja, title="Call", people=[bo])
    moment = clock.now()
    Meeting.objects.filter(pk=held.pk).update(
        starts_at=moment - timedelta(hours=3), ends_at=moment - timedelta(hours=2)
    )

    def rows(member):
        return [row.sentence for part in rows_for(member).values() for row in part if "Call" in row.sentence]

    assert rows(freja) == ["Who was at “Call”?"]
    assert rows(mei) == []
    attending.mark(Attendance.objects.get(meeting=held, member=bo), "absent", by=freja)
    assert rows(freja) == []
