"""Places and the waiting list: nobody is lost, nobody jumps the line, no place is given twice."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from meetings.calendar.actions import attending
from meetings.calendar.models import Attendance, Meeting
from network.access.rules import Denied
from network.activity.models import Activity
from network.kit.clock import now
from tests.factories.meetings import meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def workshop(freja):
    """A workshop with two places."""
    return meeting(freja, title="Workshop", kind="workshop", takes_registrations=True, capacity=2)


def places(of):
    """{handle: (place, number)} of all who have a row."""
    rows = Attendance.objects.filter(meeting=of, member__isnull=False).select_related("member")
    return {row.member.handle: (row.place, row.waiting_number) for row in rows if row.place}


def test_the_last_place_and_then_the_line(workshop, bo, mei, priya, tao):
    for one in (bo, mei, priya, tao):
        attending.register(workshop, by=one)
    assert places(workshop) == {
        "bo": ("confirmed", None), "mei": ("confirmed", None), "priya": ("waiting", 1), "tao": ("waiting", 2),
    }  # fmt: skip


def test_registering_twice_is_one_place(workshop, bo):
    first, again = attending.register(workshop, by=bo), attending.register(workshop, by=bo)
    assert first.pk == again.pk
    assert Attendance.objects.filter(meeting=workshop, place="confirmed").count() == 1


def test_a_freed_place_goes_to_the_first_in_line_who_hears_of_it(workshop, bo, mei, priya, tao, outbox, drain):
    rows = {one: attending.register(workshop, by=one) for one in (bo, mei, priya, tao)}
    attending.withdraw(rows[bo], by=bo)
    assert places(workshop)["priya"] == ("confirmed", None)
    assert places(workshop)["tao"] == ("waiting", 2)
    drain()
    mail = outbox(priya.email)[-1]
    assert "You have a place at “Workshop”" in mail["Subject"]
    assert "3 March 2027" in mail.get_body(("plain",)).get_content()
    file = next(part for part in mail.walk() if part.get_content_type() == "text/calendar").get_content()
    assert "METHOD:REQUEST" in file
    assert f"UID:{workshop.uid}@" in file
    assert "PARTSTAT=ACCEPTED" in file
    assert not [one for one in outbox(tao.email) if "place at" in one["Subject"]]


def test_whoever_comes_again_stands_at_the_end(workshop, bo, mei, priya, tao):
    rows = {one: attending.register(workshop, by=one) for one in (bo, mei, priya, tao)}
    attending.withdraw(rows[priya], by=priya)
    attending.register(workshop, by=priya)
    assert places(workshop)["tao"] == ("waiting", 2)
    assert places(workshop)["priya"] == ("waiting", 3)


def test_more_places_are_filled_in_order_and_fewer_take_nobodys(workshop, freja, bo, mei, priya, tao):
    for one in (bo, mei, priya, tao):
        attending.register(workshop, by=one)
    assert attending.set_places(workshop, by=freja, capacity=3) == 1
    assert places(workshop)["priya"] == ("confirmed", None)
    attending.set_places(workshop, by=freja, capacity=1)
    assert [place for place, _n in places(workshop).values()].count("confirmed") == 3
    row = Attendance.objects.get(meeting=workshop, member=bo)
    attending.withdraw(row, by=bo)
    assert places(workshop)["tao"] == ("waiting", 2), "there are still more people than places"


def test_hosts_and_speakers_need_no_place(workshop, freja, mei):
    Attendance.objects.create(meeting=workshop, member=mei, role="speaker", asked_at=now())
    for one in (freja, mei):
        with pytest.raises(Denied, match="You need no place"):
            attending.register(workshop, by=one)


def test_why_nobody_can_register(workshop, bo, freja):
    def refused():
        with pytest.raises(Denied) as denied:
            attending.register(workshop, by=bo)
        return str(denied.value.reason)

    def set_to(**fields):
        Meeting.objects.filter(pk=workshop.pk).update(**fields)

    moment = now()
    set_to(register_until=moment - timedelta(minutes=1))
    assert refused() == "Registration is closed."
    set_to(register_until=None, starts_at=moment - timedelta(minutes=5), ends_at=moment + timedelta(minutes=5))
    assert refused() == "This meeting has begun: registration is closed."
    set_to(starts_at=moment - timedelta(minutes=9), ends_at=moment - timedelta(minutes=5))
    assert refused() == "This meeting is over."
    set_to(state="cancelled")
    assert refused() == "This meeting was cancelled."
    set_to(state="planned", takes_registrations=False)
    assert refused() == "Nobody needs to register for this meeting."


def test_hosts_add_and_remove_by_hand_without_jumping_the_line(workshop, freja, bo, mei, priya, tao, outbox, drain):
    for one in (bo, mei, priya):
        attending.register(workshop, by=one)
    attending.add(workshop, by=freja, member=tao)
    guest = attending.add(workshop, by=freja, address="Guest@Example.org", name="Gus Guest")
    assert Attendance.objects.get(meeting=workshop, member=tao).waiting_number == 2
    assert (guest.place, guest.waiting_number, guest.address) == ("waiting", 3, "guest@example.org")
    attending.remove(Attendance.objects.get(meeting=workshop, member=bo), by=freja)
    there = [("bo", "withdrawn"), ("mei", "confirmed"), ("priya", "confirmed"), ("tao", "waiting")]
    assert places_of(workshop) == there
    drain()
    assert "no place" in outbox(bo.email)[-1]["Subject"]
    file = next(part for part in outbox(bo.email)[-1].walk() if part.get_content_type() == "text/calendar")
    assert "METHOD:CANCEL" in file.get_content(), "it leaves the calendar"
    assert "number 3 on the waiting list" in outbox("guest@example.org")[-1].get_body(("plain",)).get_content()
    with pytest.raises(Denied):
        attending.add(workshop, by=priya, member=bo)


def places_of(of):
    """[(handle, place)] of members with a place, by handle."""
    rows = Attendance.objects.filter(meeting=of, member__isnull=False).exclude(place="").select_related("member")
    return sorted((row.member.handle, row.place) for row in rows)


def test_the_database_refuses_one_too_many(workshop, bo, mei, priya):
    for one in (bo, mei):
        attending.register(workshop, by=one)
    with pytest.raises(IntegrityError, match="all places of this meeting are taken"), transaction.atomic():
        Attendance.objects.create(meeting=workshop, member=priya, place="confirmed")
    late = Attendance.objects.create(meeting=workshop, member=priya)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE calendar_attendance SET place = 'confirmed' WHERE id = %s", [late.pk])


def test_nobody_moves_up_once_it_has_begun(workshop, freja, bo, mei, priya):
    rows = {one: attending.register(workshop, by=one) for one in (bo, mei, priya)}
    Meeting.objects.filter(pk=workshop.pk).update(starts_at=now() - timedelta(minutes=1))
    with pytest.raises(Denied, match="has begun"):
        attending.withdraw(rows[bo], by=bo)
    attending.set_places(workshop, by=freja, capacity=9)
    assert places(workshop)["priya"] == ("waiting", 1)


def test_who_says_yes_to_an_invitation_has_a_place_and_no_gives_it_back(workshop, freja, bo, mei, priya):
    from meetings.calendar.actions.mailing import answer, invite

    rows = invite(workshop, by=freja, members=[bo, mei, priya])
    for row in rows:
        answer(row, "yes", by=row.member)
    assert places(workshop) == {"bo": ("confirmed", None), "mei": ("confirmed", None), "priya": ("waiting", 1)}
    answer(Attendance.objects.get(meeting=workshop, member=bo), "no", by=bo)
    assert places(workshop)["priya"] == ("confirmed", None)
    assert places(workshop)["bo"] == ("withdrawn", None)


def test_only_the_person_and_hosts_hear_of_a_registration(workshop, bo, mei, freja):
    attending.register(workshop, by=bo)
    told = Activity.objects.filter(kind="calendar.registered")
    assert told.visible_to(bo).exists()
    assert told.visible_to(freja).exists()
    assert not told.visible_to(mei).exists()
