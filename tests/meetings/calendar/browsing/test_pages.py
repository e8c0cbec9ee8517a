"""The pages that show meetings: who sees what, on which day, in which hours, at which cost."""

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.calendar.models import Meeting
from meetings.calendar.queries.browsing import days
from tests.factories.meetings import meeting, series

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(monkeypatch, in_english):
    """It is noon of Monday 1 March 2027 in UTC; everybody reads English."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def page(client, address, **headers):
    answer = client.get(address, **headers)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# -- who sees what -----------------------------------------------------------------------------------------------
def test_each_sees_what_is_open_to_them(client, sign_in, bo, mei, yan, freja):
    meeting(mei, title="For everybody", visibility="public")
    meeting(mei, title="For members", visibility="members")
    meeting(mei, title="For Shanghai", visibility="city", city=mei.home_city)
    meeting(mei, title="For the invited", visibility="invited", people=[freja])
    for address in ("/meetings/", "/meetings/month/2027-03/", "/meetings/agenda/"):
        visitor = page(client, address)
        assert "For everybody" in visitor
        for hidden in ("For members", "For Shanghai", "For the invited"):
            assert hidden not in visitor
        told = page(sign_in(bo), address)
        assert "For members" in told
        assert "For Shanghai" not in told
        assert "For the invited" not in told
        assert "For Shanghai" in page(sign_in(yan), address)
        assert "For the invited" in page(sign_in(freja), address)
        client.logout()


def test_what_comes_stands_before_what_was_and_what_is_cancelled_says_so(sign_in, bo):
    meeting(bo, title="The day after", day=date(2027, 3, 3))
    meeting(bo, title="Tomorrow's", day=date(2027, 3, 2))
    meeting(bo, title="Last week's", day=date(2027, 2, 22))
    off = meeting(bo, title="Called off", day=date(2027, 3, 4))
    Meeting.objects.filter(pk=off.pk).update(state="cancelled")
    html = page(sign_in(bo), "/meetings/")
    order = [html.index(title) for title in ("Tomorrow&#x27;s", "The day after", "Called off", "Last week&#x27;s")]
    assert order == sorted(order)
    assert words(html).count("Cancelled") == 1
    assert "Last week" in page(sign_in(bo), "/meetings/?when=past")
    assert "The day after" not in page(sign_in(bo), "/meetings/?when=past")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=workshop", {"Workshop"}),
        ("kind=meeting-workshop", {"Workshop"}),
        ("city=houston", {"Houston call"}),
        ("series=peer-calls", {"Peer calls"}),
        ("topic=distress", {"Workshop"}),
        ("language=da", {"Houston call"}),
        ("mine=1", {"Peer calls", "Workshop"}),
        ("kind=workshop&language=da", set()),
        ("kind=nonsense&page=99999&city=%27;--", {"Workshop", "Houston call", "Peer calls"}),
    ],
)
def test_the_list_narrows(sign_in, bo, diego, query, found):
    meeting(diego, title="Workshop", kind="workshop", topics=["distress"], people=[bo])
    meeting(diego, title="Houston call", city=diego.home_city, language="da")
    series(bo, dates=[date(2027, 3, 9)])
    for address in ("/meetings/", "/meetings/agenda/", "/meetings/month/2027-03/"):
        html = page(sign_in(bo), f"{address}?{query}")
        shown = {
            title for title in ("Workshop", "Houston call", "Peer calls") if re.search(rf'lang="..">{title}<', html)
        }
        assert shown == found, address


def test_a_declined_meeting_is_no_longer_mine(sign_in, bo, diego):
    one = meeting(diego, title="Declined", people=[bo])
    one.attendances.filter(member=bo).update(answer="no")
    assert "Declined" not in page(sign_in(bo), "/meetings/?mine=1")


# -- whose day ---------------------------------------------------------------------------------------------------
def cell(html, day):
    return re.search(rf'<td[^>]*><p class="dn"><time datetime="{day}">.*?</td>', html, re.DOTALL)[0]


def test_a_month_places_a_meeting_on_the_readers_day(client, sign_in, mei, bo):
    meeting(bo, title="Evening call", day=date(2027, 3, 10), at=time(20), zone="America/Chicago", visibility="public")
    texan, chinese = (page(sign_in(one), "/meetings/month/2027-03/") for one in (bo, mei))
    assert "Evening call" in cell(texan, "2027-03-10")
    assert "20:00" in cell(texan, "2027-03-10")
    assert "Evening call" not in cell(texan, "2027-03-11")
    assert "10:00" in cell(chinese, "2027-03-11")
    assert "Evening call" not in cell(chinese, "2027-03-10")
    client.logout()
    assert "02:00" in cell(page(client, "/meetings/month/2027-03/"), "2027-03-11")


def test_whole_days_move_for_nobody(sign_in, mei, bo):
    meeting(bo, title="Congress", day=date(2027, 3, 31), last_day=date(2027, 4, 2), all_day=True,
            zone="America/Vancouver")  # fmt: skip
    for reader in (mei, bo):
        html = page(sign_in(reader), "/meetings/month/2027-04/")
        assert [day for day in ("2027-03-30", "2027-03-31", "2027-04-01", "2027-04-02", "2027-04-03")
                if f'datetime="{day}"' in html and "Congress" in cell(html, day)] == [
                    "2027-03-31", "2027-04-01", "2027-04-02"]  # fmt: skip


def test_what_goes_on_past_midnight_stands_on_both_days(sign_in, mei, bo):
    meeting(mei, title="Long night", day=date(2027, 3, 10), at=time(23), zone="Asia/Shanghai", minutes=120)
    html = page(sign_in(mei), "/meetings/month/2027-03/")
    assert "23:00" in cell(html, "2027-03-10")
    assert "until 01:00" in cell(html, "2027-03-11")


def test_weeks_begin_as_the_reader_knows_them(client, sign_in, bo, nova, mei):
    first = re.compile(r'<th scope="col"><abbr title="(\w+)"')
    assert first.findall(page(sign_in(bo), "/meetings/month/2027-03/"))[0] == "Sunday"
    assert first.findall(page(sign_in(nova), "/meetings/month/2027-03/"))[0] == "Monday"
    client.logout()
    assert first.findall(page(client, "/meetings/month/2027-03/"))[0] == "Monday"


@pytest.mark.parametrize(("year", "number"), [(2027, m) for m in range(1, 13)] + [(2028, 2)])
@pytest.mark.parametrize("begins", [0, 5, 6])
def test_every_month_is_whole_weeks(year, number, begins):
    start, end, first, last = days.month_of(year, number, begins)
    assert start.weekday() == begins
    assert ((end - start).days + 1) % 7 == 0
    assert start <= first < last <= end
    assert (end - start).days < 42
    assert (last + timedelta(days=1)).day == 1


def test_impossible_months_and_days_are_no_error(client, cities):
    assert client.get("/meetings/month/2027-13/").status_code == 404
    assert client.get("/meetings/month/3027-01/").status_code == 404
    assert client.get("/meetings/agenda/?from=2027-02-30").status_code == 200
    assert client.get("/meetings/agenda/?from=0001-01-01").status_code == 404
    for edge in ("1900-01", "2199-12"):
        assert client.get(f"/meetings/month/{edge}/").status_code == 200
    assert client.get("/meetings/?view=month&city=houston").headers["Location"] == (
        "/meetings/month/2027-03/?city=houston"
    )


# -- the agenda --------------------------------------------------------------------------------------------------
def test_the_agenda_counts_the_days_between(sign_in, bo):
    meeting(bo, title="First", day=date(2027, 3, 1), at=time(15), zone="America/Chicago")
    meeting(bo, title="Second", day=date(2027, 3, 3), at=time(9), zone="America/Chicago")
    meeting(bo, title="Third", day=date(2027, 3, 10), at=time(9), zone="America/Chicago")
    text = words(page(sign_in(bo), "/meetings/agenda/"))
    assert text.index("First") < text.index("Second") < text.index("6 days are free") < text.index("Third")
    assert "1 day is free" not in text
    assert "46 days are free" in text


# -- a city's page -----------------------------------------------------------------------------------------------
def test_a_citys_page_speaks_its_language_on_its_clock_whoever_reads(client, sign_in, bo, mei):
    meeting(mei, title="同伴支持", language="zh-hans", city=mei.home_city, day=date(2027, 3, 10), at=time(9),
            zone="Asia/Shanghai", visibility="public")  # fmt: skip
    meeting(bo, title="Not of this city", visibility="public")
    for reader in (bo, None):
        if reader:
            sign_in(reader)
        answer = client.get("/meetings/cities/shanghai/", headers={"accept-language": "en"})
        html = answer.content.decode()
        assert answer.headers["Content-Language"] == "zh-hans"
        assert '<html lang="zh-hans"' in html
        assert "09:00–10:00" in html
        assert "Not of this city" not in html
        assert 'href="?in=en"' in html
        client.logout()
    answer = client.get("/meetings/cities/shanghai/?in=en")
    assert answer.headers["Content-Language"] == "en"
    assert "Meetings in Shanghai" in answer.content.decode()
    assert client.get("/meetings/cities/nowhere/").status_code == 404


# -- cost --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "address",
    [
        "/meetings/",
        "/meetings/month/2027-03/",
        "/meetings/agenda/",
        "/meetings/cities/houston/",
        "/cities/houston/",
        "/",
    ],
)
def test_thirty_meetings_cost_as_many_queries_as_one(sign_in, bo, address):
    from django.db import connection

    def cost():
        with CaptureQueriesContext(connection) as found:
            page(sign_in(bo), address)
        return len(found)

    meeting(bo, title="One", city=bo.home_city, visibility="public", topics=["distress"])
    page(sign_in(bo), address)
    # What a process keeps for half a minute may run out in one of the two.
    one = min(cost(), cost())
    for n in range(29):
        meeting(bo, title=f"Meeting {n}", city=bo.home_city, visibility="public", day=date(2027, 3, 2 + n % 28))
    page(sign_in(bo), address)
    assert min(cost(), cost()) <= one


def test_a_full_list_is_light(sign_in, bo):
    for n in range(45):
        meeting(bo, title=f"A meeting of the network with a title that says it all, number {n}", city=bo.home_city)
    for address in ("/meetings/", "/meetings/month/2027-03/", "/meetings/agenda/"):
        assert len(sign_in(bo).get(address).content) < 100_000


@pytest.mark.parametrize("address", ["/meetings/", "/meetings/month/2027-03/", "/meetings/agenda/"])
def test_an_empty_page_offers_the_next_act(client, sign_in, bo, address):
    assert 'href="/join/"' in page(client, address)
    assert 'href="/meetings/new/"' in page(sign_in(bo), address)
