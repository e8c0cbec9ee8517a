"""Nobody misreads an hour: both zones, their places, their distance to UTC, the weekday where it differs."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from meetings.calendar import saying
from network.kit import clock
from network.kit.templatetags.kit import when

WINTER = datetime(2027, 3, 3, 14, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(monkeypatch, cities):
    """It is noon of 1 February 2027 in UTC, five cities are partners."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 2, 1, 12, tzinfo=UTC))


def said(source, zone="UTC", language="en", **words):
    with translation.override(language), timezone.override(clock.zone(zone)):
        return Template("{% load hours %}" + source).render(Context(words)).strip()


def hour(moment, zone, reader="UTC", language="en", city=""):
    return said("{% hour_text m z c %}", reader, language, m=moment, z=zone, c=city)


@pytest.mark.parametrize(
    ("reader", "language", "text"),
    [
        ("America/Chicago", "en", "Wed 3 March 2027, 08:00 Houston (UTC−6) · 15:00 Copenhagen (UTC+1)"),
        ("Europe/Copenhagen", "da", "ons 3. marts 2027 kl. 15:00 København (UTC+1)"),
        ("America/Vancouver", "es", "mié 3 de marzo de 2027, 07:00 Vancouver (UTC−7) · 15:00 Copenhague (UTC+1)"),
        ("Asia/Shanghai", "zh-hans", "2027年3月3日 星期三 22:00 上海 (UTC+8) · 15:00 哥本哈根 (UTC+1)"),
        ("Asia/Kathmandu", "en", "Wed 3 March 2027, 19:45 Kathmandu (UTC+5:45) · 15:00 Copenhagen (UTC+1)"),
        ("UTC", "en", "Wed 3 March 2027, 15:00 Copenhagen (UTC+1) · 14:00 UTC"),
    ],
)
def test_the_readers_zone_goes_first_then_the_meetings(reader, language, text):
    told = hour(WINTER, "Europe/Copenhagen", reader, language)
    # Chinese has brackets of its own width.
    assert told.replace("（", " (").replace("）", ")") == text


def test_a_partner_city_gives_its_clock_its_name_and_the_host_city_goes_before():
    assert "Houston" in hour(WINTER, "America/Chicago")
    assert "Shanghai" in hour(WINTER, "Asia/Shanghai")
    assert "Tianjin" in hour(WINTER, "Asia/Shanghai", city="tianjin")
    assert "Buenos Aires (" in hour(WINTER, "America/Argentina/Buenos_Aires")


def test_a_city_that_is_not_public_gives_no_clock_its_name():
    from network.cities.models import City, Partnership
    from network.kit import places

    hidden = City.objects.create(slug="lyon", name="Lyon", name_native="Lyon", country="FR", time_zone="Europe/Paris",
                                 languages=["fr"], latitude=45.7, longitude=4.8)  # fmt: skip
    Partnership.objects.create(city=hidden, state="prospect", since=datetime(2026, 1, 1).date())
    places.forget()
    assert "Paris (" in hour(WINTER, "Europe/Paris")
    assert "Lyon" not in said("{% hours_everywhere m %}", m=WINTER)
    places.forget()


def test_the_weekday_stands_where_the_day_differs():
    late = datetime(2027, 3, 4, 1, tzinfo=UTC)
    text = hour(late, "America/Chicago", "Asia/Shanghai")
    assert text == "Thu 4 March 2027, 09:00 Shanghai (UTC+8) · Wed 19:00 Houston (UTC−6)"


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2027, 3, 14, 7, 59, tzinfo=UTC), "Sun 14 March 2027, 01:59 Houston (UTC−6)"),
        (datetime(2027, 3, 14, 8, 0, tzinfo=UTC), "Sun 14 March 2027, 03:00 Houston (UTC−5)"),
        (datetime(2027, 11, 7, 6, 30, tzinfo=UTC), "Sun 7 November 2027, 01:30 Houston (UTC−5)"),
        (datetime(2027, 11, 7, 7, 30, tzinfo=UTC), "Sun 7 November 2027, 01:30 Houston (UTC−6)"),
    ],
)
def test_hours_around_a_change_of_clocks_are_told_apart(moment, text):
    assert hour(moment, "America/Chicago", "America/Chicago") == text


def test_vancouver_keeps_its_summer_hours_and_no_abbreviation_is_written():
    moment = datetime(2026, 12, 1, 15, tzinfo=UTC)
    assert hour(moment, "America/Vancouver", "America/Vancouver") == "Tue 1 December 2026, 08:00 Vancouver (UTC−7)"
    with timezone.override(clock.zone("America/Vancouver")):
        title = when(moment)
    assert "(UTC−7)" in title
    for abbreviation in ("MST", "PST", "PDT"):
        assert abbreviation not in title


def test_a_span_says_another_day_and_a_change_of_clocks():
    text = said("{% hours_text a b z %}", "Europe/Copenhagen", a=datetime(2027, 3, 3, 22, tzinfo=UTC),
                b=datetime(2027, 3, 4, 0, tzinfo=UTC), z="Asia/Shanghai")  # fmt: skip
    assert text == "Wed 3 March 2027, 23:00–Thu 01:00 Copenhagen (UTC+1) · Thu 06:00–08:00 Shanghai (UTC+8)"
    changing = said("{% hours_text a b z %}", "Europe/Copenhagen", a=datetime(2027, 10, 31, 0, tzinfo=UTC),
                    b=datetime(2027, 10, 31, 2, tzinfo=UTC), z="Europe/Copenhagen")  # fmt: skip
    assert changing == "Sun 31 October 2027, 02:00 (UTC+2)–03:00 (UTC+1) Copenhagen"


def test_the_exact_time_stands_in_the_element_and_near_days_are_words():
    html = said("{% hour m z %}", "Europe/Copenhagen", m=datetime(2027, 2, 2, 13, tzinfo=UTC), z="Asia/Shanghai")
    assert html.startswith('<time datetime="2027-02-02T13:00Z" title="Tue 2 February 2027, 14:00 Copenhagen (UTC+1)')
    assert ">tomorrow 14:00</time> Copenhagen (UTC+1) <span" in html
    assert "· 21:00 Shanghai (UTC+8)</span>" in html


def test_tomorrow_is_the_readers_tomorrow():
    moment = datetime(2027, 2, 1, 17, tzinfo=UTC)
    assert "today 18:00" in said("{% hour m z %}", "Europe/Copenhagen", m=moment, z="Europe/Copenhagen")
    assert "tomorrow 01:00" in said("{% hour m z %}", "Asia/Shanghai", m=moment, z="Europe/Copenhagen")


def test_the_same_hour_in_all_partner_cities_and_where_it_is_night():
    html = said("{% hours_everywhere m %}", "Europe/Copenhagen", m=WINTER)
    order = [html.index(name) for name in ("Vancouver", "Houston", "Copenhagen", "Shanghai")]
    assert order == sorted(order)
    assert "Tianjin" in html
    assert html.count("at night") == 2
    assert "22:00</time>" in html


def test_days_belong_to_no_clock(bo):
    from datetime import date

    from tests.factories.meetings import meeting

    one = meeting(bo, day=date(2027, 6, 18), all_day=True, last_day=date(2027, 6, 21), zone="Asia/Shanghai")
    for reader in ("America/Vancouver", "Asia/Shanghai"):
        assert said("{% meeting_text m %}", reader, m=one) == "Fri 18 June 2027 – Mon 21 June 2027"
        assert "Fri 18 June – Mon 21 June" in said("{% hours_of m %}", reader, m=one)


@pytest.mark.parametrize("language", ["en", "da", "es", "zh-hans"])
def test_every_zone_can_be_said(language):
    with translation.override(language), timezone.override(clock.zone("Europe/Copenhagen")):
        for zone in clock.zones():
            text = saying.hour_text(WINTER, zone)
            assert "UTC" in text
            assert "None" not in text
