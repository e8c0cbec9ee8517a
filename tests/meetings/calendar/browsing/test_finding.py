"""Meetings in the catalogue, in feeds, for machines, on other pages, in the letter."""

import json
from datetime import UTC, date, datetime, time, timedelta

import extruct
import pytest
from django.utils import timezone, translation

from meetings.calendar.actions.planning import cancel, change, plan
from meetings.calendar.models import Meeting
from network.catalogue import actions as catalogue
from network.catalogue import cards
from network.catalogue.models import Entry
from network.digests import actions as letters
from network.digests import coming, compose
from network.digests.models import Delivery
from network.kit import clock
from tests.factories.meetings import meeting

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
SECRET = "https://call.example/secret-room"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch, in_english):
    """It is noon of Monday 1 March 2027 in UTC; everybody reads English."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def planned(by, **fields):
    fields = {"title": "Walking together", "zone": "Europe/Copenhagen", "day": date(2027, 3, 10), "time": time(15),
              "minutes": 60, "join_url": SECRET} | fields  # fmt: skip
    return plan(by=by, **fields)


def entry_of(one):
    return Entry.objects.of(one).first()


# -- the catalogue -----------------------------------------------------------------------------------------------
def test_an_entry_follows_its_meeting(freja, in_english):
    one = planned(freja, city=freja.home_city, visibility="public", topics=["distress"], kind="workshop")
    entry = entry_of(one)
    assert entry.kind == "meeting"
    assert {"kind:workshop", "kind:meeting-workshop", "kind:meeting", "city:copenhagen", "topic:distress",
            "language:en"} - set(entry.facets) == {"kind:workshop"}  # fmt: skip
    assert entry.summaries["en"] == "Wed 10 March 2027, 15:00–16:00 Copenhagen (UTC+1)"
    assert "15:00–16:00" in entry.summaries["zh-hans"]
    change(one, by=freja, day=date(2027, 4, 7))
    assert entry_of(one).summaries["en"] == "Wed 7 April 2027, 15:00–16:00 Copenhagen (UTC+2)"
    cancel(one, by=freja, reason="The room burnt down.")
    assert entry_of(one).summaries["en"].startswith("Cancelled: Wed 7 April")


@pytest.mark.parametrize("zone", ["America/Vancouver", "Asia/Shanghai"])
def test_a_stored_card_is_right_for_every_reader(freja, zone):
    one = planned(freja, visibility="public")
    with timezone.override(clock.zone(zone)), translation.override("en"):
        html = cards.card(entry_of(one), "en")
    assert "Wed 10 March 2027, 15:00–16:00 Copenhagen (UTC+1)" in html
    assert '<time datetime="2027-03-10">10 March 2027</time>' in html
    for stale in ("tomorrow", "today", "in 9 days"):
        assert stale not in html


def test_who_finds_an_entry_is_who_sees_the_meeting(client, mei, bo, yan, freja, diego):
    for visibility in ("public", "members", "city", "invited"):
        one = planned(mei, title=f"For {visibility}", city=mei.home_city, visibility=visibility)
        from tests.factories.meetings import Attendance, sync_audience

        Attendance.objects.create(meeting=one, member=freja, asked_at=NOW)
        sync_audience(one)
        catalogue.write(one)
        for reader in (None, mei, bo, yan, freja, diego):
            found = Entry.objects.visible_to(reader).filter(pk=entry_of(one).pk).exists()
            assert found == Meeting.objects.visible_to(reader).filter(pk=one.pk).exists(), (visibility, reader)
    named = {key for entry in Entry.objects.filter(kind="meeting", audience__overlap=["public", "members"])
             for key in entry.audience if key.startswith("member:")}  # fmt: skip
    assert named == set()


def test_the_joining_link_is_nowhere(client, sign_in, freja, bo):
    one = planned(freja, visibility="public", city=freja.home_city, join_url_china=SECRET + "-cn")
    entry = entry_of(one)
    assert SECRET not in json.dumps([entry.summaries, entry.titles, entry.text, entry.facets])
    addresses = ["/meetings/", "/meetings/month/2027-03/", "/meetings/agenda/", "/meetings/cities/copenhagen/", "/",
                 "/cities/copenhagen/", "/feeds/meetings.atom", "/export/meetings.csv", "/search/?q=walking",
                 f"/records/meetings/{one.pk}.jsonld", one.get_absolute_url()]  # fmt: skip
    for reader in (None, bo):
        if reader:
            sign_in(reader)
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200, address
            assert (
                SECRET.encode() not in b"".join(answer) if answer.streaming else SECRET.encode() not in answer.content
            )


def test_a_feed_narrows_as_the_list_does(client, freja, diego):
    planned(freja, title="Copenhagen's", city=freja.home_city, visibility="public", kind="workshop")
    planned(diego, title="Houston's", city=diego.home_city, visibility="public")
    html = client.get("/meetings/?city=copenhagen&kind=workshop").content.decode()
    address = "/feeds/meetings.atom?city=copenhagen&amp;kind=meeting-workshop"
    assert address in html
    told = client.get(address.replace("&amp;", "&")).content.decode()
    assert "Copenhagen" in told
    assert "Houston&#x27;s" not in told
    assert "Houston's" not in told


# -- schema.org --------------------------------------------------------------------------------------------------
def linked(client, one):
    html = client.get(one.get_absolute_url()).content.decode()
    return [data for data in extruct.extract(html, syntaxes=["json-ld"])["json-ld"] if data["@type"] == "Event"]


def test_a_public_meeting_says_what_it_is_to_machines(client, freja):
    one = planned(freja, visibility="public", city=freja.home_city, mode="both", venue="Town hall",
                  venue_address="Rådhuspladsen 1", about="</script><b>Come</b>")  # fmt: skip
    (told,) = linked(client, one)
    assert told["startDate"] == "2027-03-10T15:00:00+01:00"
    assert told["endDate"] == "2027-03-10T16:00:00+01:00"
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert told["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert told["location"][0]["name"] == "Town hall"
    assert told["location"][0]["address"]["addressCountry"] == "DK"
    assert told["location"][1] == {"@type": "VirtualLocation", "url": told["url"]}
    assert told["url"].endswith(one.get_absolute_url())
    assert told["organizer"]["name"] == "Copenhagen"
    assert told["inLanguage"] == "en"
    assert told["isAccessibleForFree"] is True
    assert SECRET not in json.dumps(told)
    assert "previousStartDate" not in told


def test_a_moved_one_says_from_where_and_a_cancelled_one_that_it_is_off(client, freja):
    one = planned(freja, visibility="public")
    change(one, by=freja, day=date(2027, 4, 7))
    one.refresh_from_db()
    (told,) = linked(client, one)
    assert told["eventStatus"] == "https://schema.org/EventRescheduled"
    assert told["previousStartDate"] == "2027-03-10T15:00:00+01:00"
    assert told["startDate"] == "2027-04-07T15:00:00+02:00"
    cancel(one, by=freja, reason="Nobody can come.")
    (told,) = linked(client, one)
    assert told["eventStatus"] == "https://schema.org/EventCancelled"


def test_whole_days_have_no_hours_for_machines(client, freja):
    one = planned(freja, visibility="public", all_day=True, time=None, last_day=date(2027, 3, 12))
    (told,) = linked(client, one)
    assert (told["startDate"], told["endDate"]) == ("2027-03-10", "2027-03-12")


@pytest.mark.parametrize("visibility", ["members", "city", "invited"])
def test_a_closed_meeting_says_nothing_to_machines(sign_in, freja, visibility):
    one = planned(freja, visibility=visibility, city=freja.home_city)
    assert linked(sign_in(freja), one) == []


# -- other pages -------------------------------------------------------------------------------------------------
def test_the_front_page_the_city_and_my_page_tell_what_comes(client, sign_in, freja, bo):
    planned(freja, title="Open to all", visibility="public", city=freja.home_city)
    planned(freja, title="For members", visibility="members", city=freja.home_city)
    meeting(freja, title="Bo is asked", people=[bo], day=date(2027, 3, 5))
    home = client.get("/").content.decode()
    assert "Open to all" in home
    assert "For members" not in home
    assert "For members" not in client.get("/cities/copenhagen/").content.decode()
    assert "For members" in sign_in(bo).get("/cities/copenhagen/").content.decode()
    mine = sign_in(bo).get("/me/").content.decode()
    assert "Bo is asked" in mine
    assert "For members" not in mine.partition('id="my-meetings"')[2].partition("</section>")[0]


# -- the letter --------------------------------------------------------------------------------------------------
def told(member, now=NOW, frequency=None):
    preference = letters.preference_of(member)
    if frequency:
        preference.frequency = frequency
    with translation.override("en"), timezone.override(clock.zone(member.time_zone)):
        items, comings = coming.choose(member, preference, now, compose.choose(member, preference, now))
    return items, comings


def test_the_letter_tells_what_comes_in_the_readers_hours(bo, freja, mei, diego):
    asked = meeting(freja, title="Asked", day=date(2027, 3, 4), people=[bo])
    meeting(diego, title="In the city", day=date(2027, 3, 5), city=diego.home_city, zone="America/Chicago")
    meeting(freja, title="Of others", day=date(2027, 3, 4))
    meeting(freja, title="Far", day=date(2027, 4, 20), people=[bo])
    no = meeting(freja, title="Declined", day=date(2027, 3, 4), people=[bo])
    no.attendances.filter(member=bo).update(answer="no")
    off = meeting(freja, title="Off", day=date(2027, 3, 4), people=[bo])
    Meeting.objects.filter(pk=off.pk).update(state="cancelled")
    _items, comings = told(bo)
    assert [one.title for one in comings] == ["Asked", "In the city"]
    assert comings[0].when == "Thu 4 March 2027, 08:00–09:00 Houston (UTC−6) · 15:00–16:00 Copenhagen (UTC+1)"
    assert comings[0].line == "Waits for your answer"
    assert comings[0].address == asked.get_absolute_url()


@pytest.mark.parametrize(("frequency", "count"), [("daily", 1), ("weekly", 2), ("monthly", 3)])
def test_a_letter_looks_as_far_as_the_next_one(bo, freja, frequency, count):
    for day in (date(2027, 3, 2), date(2027, 3, 7), date(2027, 3, 28)):
        meeting(freja, day=day, people=[bo])
    assert len(told(bo, frequency=frequency)[1]) == count


def test_nothing_comes_twice_unless_it_moved_and_a_letter_can_be_about_days_alone(bo, freja):
    one = meeting(freja, title="Asked", day=date(2027, 3, 4), people=[bo])
    row = Delivery(member=bo, period="2027-03-01", due_at=NOW)
    row.save()
    with translation.override("en"):
        state, letter, count = letters._write(row, NOW)
    assert (state, count) == ("done", 1)
    assert "Coming up: Asked" in letter.subject
    assert told(bo)[1] == []
    later = one.starts_at + timedelta(days=2)
    Meeting.objects.filter(pk=one.pk).update(starts_at=later, ends_at=later + timedelta(hours=1))
    assert [found.title for found in told(bo)[1]] == ["Asked"]


def test_what_names_the_member_goes_before_its_day(bo, freja):
    one = meeting(freja, title="Asked", day=date(2027, 3, 4), people=[bo])
    change(one, by=freja, day=date(2027, 3, 6))
    items, comings = told(bo, NOW + timedelta(hours=1))
    about = [item for item in items if item.activity.subject_id == str(one.pk)]
    assert len(about) + len(comings) == 1


def test_without_news_and_days_there_is_no_letter(bo, freja):
    meeting(freja, title="Far", day=date(2027, 5, 4), people=[bo])
    row = Delivery(member=bo, period="2027-03-01", due_at=NOW)
    row.save()
    assert letters._write(row, NOW)[0] == "empty"


def test_a_thing_stands_in_a_letter_once(bo, diego):
    planned(diego, title="New and near", city=diego.home_city, visibility="members", day=date(2027, 3, 4))
    items, comings = told(bo, NOW + timedelta(hours=1))
    assert [one.title for one in comings] == ["New and near"]
    assert [item for item in items if item.entry and item.entry.kind == "meeting"] == []
