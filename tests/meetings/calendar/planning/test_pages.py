"""Pages of planning: new, change, move, cancel, agenda, material, series, groups; without scripts, nothing lost."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse

from meetings.calendar.actions import planning
from meetings.calendar.models import Group, Meeting, Series
from network.catalogue.models import Entry
from tests.factories.meetings import meeting
from tests.factories.things import resource

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
YEAR = 2027
NEW = {
    "title": "Peer calls", "kind": "teleconference", "zone": "Europe/Copenhagen", "day": f"{YEAR}-06-02",
    "time": "15:00", "minutes": "60", "about": "", "holder": "", "visibility": "members", "language": "en",
}  # fmt: skip
SERIES = NEW | {"frequency": "weekly", "ends": "count", "count": "4", "until": "", "dates": ""}


def gap(year):
    """The day on which the clocks of Europe go forward."""
    last = date(year, 3, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


@pytest.fixture
def at(client, mei):
    """Mei, who holds meetings, with a post that returns the page."""
    client.force_login(mei)
    return client


def words(answer):
    return answer.content.decode()


def test_a_meeting_is_planned_from_few_fields(at, mei):
    """GET shows the member's zone chosen; POST leads to the page, where what is missing stands."""
    page = words(at.get(reverse("calendar:new")))
    assert '<option value="Asia/Shanghai" selected>' in page
    answer = at.post(reverse("calendar:new"), NEW, follow=True)
    made = Meeting.objects.get()
    assert answer.redirect_chain[0][0] == made.get_absolute_url()
    assert "What is missing" in words(answer)
    assert (made.organiser, made.mode, made.zone) == (mei, "online", "Europe/Copenhagen")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"day": "2020-01-01"}, "in the past"),
        ({"zone": "EST"}, "not a known time zone"),
        ({"zone": "Mars/Olympus"}, "not a known time zone"),
        ({"all_day": "on", "day": f"{YEAR}-06-02", "last_day": f"{YEAR}-06-01"}, "It ends before it begins"),
        ({"minutes": "0"}, "greater than or equal to 5"),
        ({"time": ""}, "At which hour"),
        ({"time": "25:99"}, "Write the hour as 15:00"),
        ({"title": " "}, "required"),
        ({"visibility": "city"}, "Only a meeting that a city holds"),
        ({"holder": "city:houston"}, "Select a valid choice"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_nothing_is_lost(at, change, said):
    answer = at.post(reverse("calendar:new"), NEW | {"about": "We talk about winter."} | change)
    assert answer.status_code == 200
    assert said in words(answer)
    assert "We talk about winter." in words(answer)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(("choice", "hour"), [("before", 1), ("after", 3)])
def test_an_hour_that_does_not_exist_is_asked_about(at, choice, hour):
    data = NEW | {"day": gap(YEAR).isoformat(), "time": "02:30"}
    page = words(at.post(reverse("calendar:new"), data))
    assert "does not exist in Copenhagen" in page
    assert page.count('type="radio" name="hour"') == 2
    at.post(reverse("calendar:new"), data | {"hour": f"{choice}|{gap(YEAR)}T02:30:00|Europe/Copenhagen"})
    made = Meeting.objects.get()
    assert (made.time, made.day) == (time(hour, 30), gap(YEAR))


def test_an_hour_that_comes_twice_is_asked_about(at):
    last = date(YEAR, 10, 31)
    day = last - timedelta(days=(last.weekday() + 1) % 7)
    data = NEW | {"day": day.isoformat(), "time": "02:30"}
    assert "comes twice in Copenhagen" in words(at.post(reverse("calendar:new"), data))
    at.post(reverse("calendar:new"), data | {"hour": f"second|{day}T02:30:00|Europe/Copenhagen"})
    assert Meeting.objects.get().is_second
    answer = f"second|{day}T02:45:00|Europe/Copenhagen"
    assert "comes twice" in words(at.post(reverse("calendar:new"), data | {"hour": answer}))


def test_an_abbreviation_in_a_text_is_caught_once(at):
    """Without scripts: it comes back with what it would mean, and is saved when it is meant."""
    page = words(at.post(reverse("calendar:new"), NEW | {"title": "Call at 3pm EST"}))
    assert "on Wed 2 June" in page
    assert "New York" in page
    assert 'name="hours_meant"' in page
    at.post(reverse("calendar:new"), NEW | {"title": "Call at 3pm EST", "hours_meant": "on"})
    assert Meeting.objects.get().title == "Call at 3pm EST"


def test_an_abbreviation_in_the_field_of_an_hour_is_caught(at):
    page = words(at.post(reverse("calendar:new"), NEW | {"time": "3pm CST"}))
    assert all(place in page for place in ("Shanghai", "Havana"))
    assert "Write it without" in page


def test_scripts_ask_the_server(at):
    page = words(at.post(reverse("calendar:hours"), {"text": "at 15:00 CST", "day": f"{YEAR}-01-05"}))
    assert "Havana" in page
    assert "If Shanghai is meant" in page
    assert words(at.post(reverse("calendar:hours"), {"text": "at three", "day": "x"})).strip() == ""


def edit_data(one):
    return {
        "title": one.title, "kind": one.kind, "mode": one.mode, "language": one.language, "visibility": one.visibility,
        "holder": "", "about": one.about, "join_url": "", "join_url_china": "", "join_note": "", "venue": "",
        "venue_address": "", "travel": "", "accessibility": "", "speakers": "",
    }  # fmt: skip


def seen_of(page):
    from html.parser import HTMLParser

    class Found(HTMLParser):
        value = ""

        def handle_starttag(self, tag, attrs):
            if dict(attrs).get("name") == "seen":
                self.value = dict(attrs)["value"]

    reader = Found()
    reader.feed(page)
    return reader.value


def test_two_hosts_who_write_at_once(at, client, mei, bo):
    """The second is told what changed, keeps what they typed, and takes over what only the other changed."""
    one = planning.plan(by=mei, hosts=[bo], title="Peer calls", day=date(YEAR, 6, 2), time=time(15),
                        zone="Europe/Copenhagen")  # fmt: skip
    address = reverse("calendar:edit", args=[one.pk])
    seen = seen_of(words(at.get(address)))
    planning.change(one, by=bo, title="Peer calls in summer", venue="Town hall")
    data = edit_data(one) | {"title": "Peer calls by Mei", "about": "My words", "seen": seen}
    page = words(at.post(address, data))
    assert "What changed while you were writing" in page
    assert "Peer calls in summer" in page
    assert 'value="Peer calls by Mei"' in page
    assert 'value="Town hall"' in page
    assert Meeting.objects.get().title == "Peer calls in summer"
    data = data | {"venue": "Town hall", "seen": seen_of(page)}
    at.post(address, data)
    held = Meeting.objects.get()
    assert (held.title, held.venue, held.about) == ("Peer calls by Mei", "Town hall", "My words")
    assert held.sequence == 0


def test_topics_and_titles_in_other_languages(at, mei):
    """Topics of the network's vocabulary; the own language stays in the title alone."""
    resource(mei, topics=["peer-support"])
    one = meeting(mei, day=date(YEAR, 6, 2))
    address = reverse("calendar:edit", args=[one.pk])
    page = words(at.get(address))
    assert 'value="peer-support"' in page and 'name="title_da"' in page and 'name="title_en"' not in page
    data = edit_data(one) | {
        "topics": ["peer-support"],
        "title_da": " Hvad nu? ",
        "title_en": "No",
        "seen": seen_of(page),
    }
    answer = at.post(address, data, follow=True)
    one.refresh_from_db()
    assert (one.topics, one.titles) == (["peer-support"], {"da": "Hvad nu?"})
    assert "?topic=peer-support" in words(answer)
    assert Entry.objects.get(kind="meeting").titles == {"en": one.title, "da": "Hvad nu?"}
    page = words(at.get(address))
    assert re.search(r'value="peer-support"[^>]* checked', page) and 'value="Hvad nu?"' in page
    page = words(at.post(address, data | {"topics": ["nonsense"], "seen": seen_of(page)}))
    assert "nonsense" in page and Meeting.objects.get().topics == ["peer-support"]


def test_a_meeting_is_moved_and_cancelled(at, mei):
    one = meeting(mei, day=date(YEAR, 6, 2))
    address = reverse("calendar:move", args=[one.pk])
    page = words(at.get(address))
    data = {"day": f"{YEAR}-06-03", "time": "16:00", "zone": one.zone, "minutes": "60", "last_day": "",
            "seen": seen_of(page)}  # fmt: skip
    at.post(address, data)
    one.refresh_from_db()
    assert (one.sequence, one.starts_at) == (1, datetime(YEAR, 6, 3, 14, tzinfo=UTC))
    stale = words(at.post(address, data | {"time": "17:00"}))
    assert "What changed while you were writing" in stale
    cancel = reverse("calendar:cancel", args=[one.pk])
    assert "required" in words(at.post(cancel, {"reason": ""}))
    page = words(at.post(cancel, {"reason": "The hall is flooded."}, follow=True))
    assert "The hall is flooded." in page
    assert at.get(address).status_code == 403


def agenda_data(rows, **more):
    data = {"rows": str(len(rows)), "act": "save"} | more
    for place, row in enumerate(rows):
        data |= {f"row-{place}-{name}": value for name, value in row.items()}
    return data


def test_an_agenda_is_written_without_scripts(at, mei, bo):
    one = meeting(mei, day=date(YEAR, 6, 2), people=[bo])
    address = reverse("calendar:agenda", args=[one.pk])
    rows = [{"title": "Hello", "minutes": "20"}, {"title": "What next", "minutes": "30", "presenter": str(bo.pk)}]
    page = words(at.post(address, agenda_data(rows, act="add")))
    assert page.count('class="point"') == 3
    assert one.agenda.count() == 0
    page = words(at.post(address, agenda_data(rows, act="up-1")))
    assert page.index("What next") < page.index("Hello")
    assert "2" in words(at.post(address, agenda_data(rows, act="drop-0")))
    at.post(address, agenda_data(rows))
    assert [point.title for point in one.agenda.all()] == ["Hello", "What next"]
    page = words(at.get(one.get_absolute_url()))
    assert "10 minutes are not planned" in page
    assert "Bo Carter" in page


def test_an_agenda_that_is_too_long_comes_back_as_it_was(at, mei):
    one = meeting(mei, day=date(YEAR, 6, 2))
    address = reverse("calendar:agenda", args=[one.pk])
    page = words(at.post(address, agenda_data([{"title": "All of it", "minutes": "75", "note": "Slowly"}])))
    assert "Take 15 minutes off it" in page
    assert "Slowly" in page
    assert not one.agenda.exists()


def test_two_who_write_an_agenda_at_once(at, mei):
    one = meeting(mei, day=date(YEAR, 6, 2))
    address = reverse("calendar:agenda", args=[one.pk])
    seen = seen_of(words(at.get(address)))
    planning.put_agenda(one, [{"title": "Theirs", "minutes": 5}], by=mei)
    page = words(at.post(address, agenda_data([{"title": "Mine", "minutes": "10"}], seen=seen)))
    assert "Theirs" in page
    assert 'value="Mine"' in page
    at.post(address, agenda_data([{"title": "Mine", "minutes": "10"}], seen=seen_of(page)))
    assert one.agenda.get().title == "Mine"


def test_material_is_found_and_listed_for_who_may_see_it(at, client, mei, bo):
    shared = resource(mei, "Walking guide")
    hidden = resource(mei, "Ours alone", visibility="city", cities=["shanghai"])
    one = meeting(mei, day=date(YEAR, 6, 2), people=[bo])
    address = reverse("calendar:materials", args=[one.pk])
    for thing in (shared, hidden):
        at.post(address, {"entry": Entry.objects.of(thing).get().pk, "note": "Pages 2 to 4"})
    assert one.materials.count() == 2
    client.force_login(bo)
    page = words(client.get(one.get_absolute_url()))
    assert "Walking guide" in page
    assert "Ours alone" not in page
    assert client.get(address).status_code == 403
    page = words(client.get(shared.get_absolute_url()))
    assert one.title in page


def test_a_series_is_begun_by_rule_or_by_chosen_days(at):
    answer = at.post(reverse("calendar:series_new"), SERIES, follow=True)
    series = Series.objects.get()
    assert answer.redirect_chain[0][0] == series.get_absolute_url()
    assert series.meetings.count() == 4
    assert "Every week on" in words(answer)
    chosen = SERIES | {"title": "Rotation", "frequency": "chosen", "ends": "open", "count": "",
                       "dates": f"{YEAR}-06-16\n{YEAR}-06-30 09:00"}  # fmt: skip
    at.post(reverse("calendar:series_new"), chosen)
    rotation = Series.objects.get(slug="rotation")
    assert [row.time.hour for row in rotation.meetings.order_by("day")] == [15, 15, 9]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"frequency": "monthly_last"}, "not the last such weekday"),
        ({"count": ""}, "How many meetings shall it be"),
        ({"ends": "until", "until": f"{YEAR}-01-01"}, "It ends before it begins"),
        ({"ends": "until", "until": ""}, "Until which day"),
        ({"frequency": "chosen", "dates": "tomorrow"}, "This is no day"),
        ({"frequency": "chosen", "dates": f"{gap(YEAR)} 02:30"}, "does not exist in Copenhagen"),
        ({"frequency": "chosen", "dates": "2020-01-01"}, "This day is past"),
        ({"dates": f"{YEAR}-06-16"}, "Days are only chosen"),
        ({"minutes": "20000"}, "1440"),
    ],
)
def test_bad_series_are_said_beside_the_field(at, change, said):
    page = words(at.post(reverse("calendar:series_new"), SERIES | change))
    assert said in page
    assert not Series.objects.exists()


def test_a_series_is_changed_added_to_moved_on_and_ended(at, mei):
    at.post(reverse("calendar:series_new"), SERIES)
    series = Series.objects.get()
    slug = series.slug
    assert at.get(reverse("calendar:series_edit", args=[slug])).status_code == 200
    assert at.get(reverse("calendar:series_dates", args=[slug])).status_code == 200
    date_ = {"day": f"{YEAR}-06-04", "time": "15:00", "minutes": "30", "zone": "Europe/Copenhagen"}
    at.post(reverse("calendar:series_dates", args=[slug]), date_)
    assert series.meetings.count() == 5
    assert "already" in words(at.post(reverse("calendar:series_dates", args=[slug]), date_))
    third = series.meetings.order_by("starts_at")[3]
    address = reverse("calendar:series_following", args=[slug, third.pk])
    assert at.get(address).status_code == 200
    data = {"day": third.day.isoformat(), "time": "16:00", "minutes": "60", "zone": third.zone, "frequency": "weekly"}
    answer = at.post(address, data, follow=True)
    new = Series.objects.get(follows=series)
    assert answer.redirect_chain[0][0] == new.get_absolute_url()
    assert "It goes on from" in words(answer)
    end = reverse("calendar:series_end", args=[new.slug])
    page = words(at.post(end, {"after": "", "reason": "We are done."}, follow=True))
    assert "has ended" in page


def test_what_a_meeting_asks_is_answered_on_a_page(at, mei):
    day = gap(YEAR)
    series = planning.begin_series(by=mei, title="Early calls", zone="Europe/Copenhagen", rrule="FREQ=WEEKLY;COUNT=3",
                                   first_day=day - timedelta(days=7), time=time(2, 30))  # fmt: skip
    odd = series.meetings.get(day=day)
    assert reverse("calendar:settle", args=[odd.pk]) in words(at.get(series.get_absolute_url()))
    address = reverse("calendar:settle", args=[odd.pk])
    assert "does not exist in Copenhagen" in words(at.get(address))
    assert "Choose one of the two" in words(at.post(address, {"choice": "wall"}))
    at.post(address, {"choice": "before"})
    odd.refresh_from_db()
    assert (odd.time, odd.asks) == (time(1, 30), {})
    assert at.get(address).status_code == 302


def test_groups_are_begun_joined_and_ended(at, client, mei, bo, xiu):
    at.post(reverse("calendar:group_new"), {"name": "Distress", "about": ""})
    group = Group.objects.get()
    address = reverse("calendar:group", args=[group.slug])
    client.force_login(bo)
    client.post(address, {"act": "join"})
    assert group.members.count() == 2
    assert "Only whoever leads" in words(client.post(address, {"act": "end"}))
    client.force_login(mei)
    assert "no member with this handle" in words(client.post(address, {"act": "add", "handle": "nobody"}))
    client.post(address, {"act": "lead", "member": bo.pk})
    group.refresh_from_db()
    assert group.led_by == bo
    client.force_login(xiu)
    assert client.get(address).status_code == 404


def test_hosts_are_named_by_handle(at, mei, bo):
    one = meeting(mei, day=date(YEAR, 6, 2))
    address = reverse("calendar:hosts", args=[one.pk])
    assert "no member with this handle" in words(at.post(address, {"hosts": [mei.pk], "more": "nobody"}))
    assert "Somebody has to hold" in words(at.post(address, {"more": ""}))
    at.post(address, {"hosts": [mei.pk], "more": "bo"})
    assert set(one.hosts.all()) == {mei, bo}
    at.post(reverse("calendar:series_new"), SERIES)
    calls = Series.objects.get()
    at.post(reverse("calendar:series_hosts", args=[calls.slug]), {"hosts": [mei.pk], "more": "bo"})
    assert all(set(held.hosts.all()) == {mei, bo} for held in [calls, *calls.meetings.all()])


def test_pages_are_light(client, mei, bo, django_assert_max_num_queries):
    """A meeting with all that can stand on it: 12 statements for a visitor, 16 for a member."""
    one = meeting(mei, day=date(YEAR, 6, 2), people=[bo], visibility="public", city=mei.home_city)
    entry = Entry.objects.of(resource(mei)).get()
    planning.add_material(one, entry, by=mei)
    planning.put_agenda(one, [{"title": "Hello", "minutes": 10, "presenter": bo, "entry": entry}], by=mei)
    client.get(one.get_absolute_url())
    with django_assert_max_num_queries(12):
        client.get(one.get_absolute_url())
    client.force_login(bo)
    client.get(one.get_absolute_url())
    with django_assert_max_num_queries(16):
        client.get(one.get_absolute_url())


def test_machines_read_what_a_public_meeting_is_and_never_how_to_join(client, mei):
    """schema.org on public pages alone."""
    open_one = meeting(mei, day=date(YEAR, 6, 2), visibility="public", join_url="https://meet.example.org/secret")
    page = words(client.get(open_one.get_absolute_url()))
    assert '"@type": "Event"' in page or '"@type":"Event"' in page
    assert "meet.example.org" not in page
    client.force_login(mei)
    closed = meeting(mei, day=date(YEAR, 6, 2))
    assert "application/ld+json" not in words(client.get(closed.get_absolute_url()))
