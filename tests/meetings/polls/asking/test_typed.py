"""Times as people type them: nothing is guessed, nothing typed is lost."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from meetings.polls.models import Slot
from meetings.polls.typed import Twice, Unclear, instants_of, read_line
from tests.factories import polls

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.mark.parametrize(
    ("line", "day", "hour"),
    [
        ("2027-03-03 15:00", (2027, 3, 3), (15, 0)),
        ("2027-03-03T09:30", (2027, 3, 3), (9, 30)),
        ("- Wed 3 March 2027, 3 pm", (2027, 3, 3), (15, 0)),
        ("March 3rd, 2027 at 12:15 a.m.", (2027, 3, 3), (0, 15)),
        ("onsdag 3. marts 2027 kl. 15.00", (2027, 3, 3), (15, 0)),
        ("3.3.2027 15.00", (2027, 3, 3), (15, 0)),
        ("miércoles 3 de marzo de 2027 a las 15:00", (2027, 3, 3), (15, 0)),
        ("2027年3月3日 星期三 15:00", (2027, 3, 3), (15, 0)),
        ("12 pm 2027-03-03", (2027, 3, 3), (12, 0)),
    ],
)
def test_lines_are_read(line, day, hour):
    """In the languages of the portal, and as machines write them."""
    assert read_line(line) == datetime(*day, *hour)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("3/4/2027 15:00", "two ways"),
        ("2027-02-30 15:00", "does not exist"),
        ("2027-03-03", "no hour"),
        ("2027-03-03 25:00", "25:00” is no hour"),
        ("next week", "No day"),
        ("2027-07-03 15:00 EST", "EST"),
        ("2027-03-03 15:00 or 16:00", "not understood"),
        ("x" * 3000, "No day"),
    ],
)
def test_what_is_unclear_is_said(line, says):
    """Two readings, no such day, no hour, an abbreviation of a zone."""
    with pytest.raises(Unclear, match=says):
        read_line(line)


def test_days_have_no_hour():
    """In polls of whole days a line is a date."""
    assert read_line("3 March 2027", is_dates=True) == date(2027, 3, 3)
    with pytest.raises(Unclear):
        read_line("3 March 2027 15:00", is_dates=True)


def test_an_hour_that_does_not_exist_and_one_that_comes_twice():
    """Spring: said with its neighbours. Autumn: both instants, until one is chosen."""
    with pytest.raises(Unclear, match=r"01:30 or 03:30"):
        instants_of(datetime(2027, 3, 28, 2, 30), "Europe/Copenhagen")
    both = instants_of(datetime(2027, 10, 31, 2, 30), "Europe/Copenhagen")
    assert isinstance(both, Twice)
    assert both.instants == (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC))
    assert instants_of(both.wall, "Europe/Copenhagen", "2") == both.instants[1]
    # British Columbia keeps UTC-7 from 2026 on: no hour comes twice there any more.
    assert instants_of(datetime(2026, 11, 1, 1, 30), "America/Vancouver") == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.usefixtures("in_english")
def test_the_page_says_each_problem_beside_its_field_and_keeps_the_rest(mei, bo):
    """A gap, a doubled hour, a past one, one that is there, one twice: all said at once, and all words stay."""
    poll = polls.draft(mei, [bo], hours=())
    page = Client()
    page.force_login(mei, backend=BACKEND)
    address = f"/meetings/polls/{poll.pk}/times/"
    text = "2027-03-28 02:30\n2027-10-31 02:30\n2020-01-01 10:00\n2027-06-03 10:00\n2027-06-03 10:00"
    answer = page.post(f"{address}?way=type", {"act": "type", "several": text})
    assert answer.status_code == 422
    for said in ("does not exist", "comes twice that day", "2020-01-01 10:00 is past", "stands here twice"):
        assert said in answer.text, said
    assert "2027-06-03 10:00\n2027-06-03 10:00" in answer.text
    assert not Slot.objects.exists()
    fixed = page.post(f"{address}?way=type", {
        "act": "type", "several": "2027-10-31 02:30\n2027-06-03 10:00", "which-20271031T0230": "2",
    })  # fmt: skip
    assert fixed.status_code == 302
    assert list(Slot.objects.values_list("starts_at", flat=True)) == [
        datetime(2027, 6, 3, 8, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC),
    ]  # fmt: skip
    again = page.post(f"{address}?way=type", {"act": "type", "day": "2027-06-03", "hour": "10:00"})
    assert again.status_code == 422 and "proposed already" in again.text
