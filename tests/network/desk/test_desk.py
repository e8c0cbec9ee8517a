"""The desk: what waits for whom, and the number on every page."""

import re
from datetime import timedelta

import pytest

from members.accounts import actions as accounts
from members.accounts.models import Application
from network.desk.waiting import count_for, rows_for
from network.kit.clock import now

pytestmark = pytest.mark.django_db


def badge(page):
    found = re.search(r'class="badge">(\d+)', page)
    return int(found.group(1)) if found else 0


def test_nothing_waits_says_so_and_offers_an_act(bo, sign_in):
    page = sign_in(bo).get("/desk/").content.decode()
    assert 'class="empty"' in page
    assert "/resources/new/" in page
    assert badge(page) == 0


def test_the_badge_is_on_every_page_and_counts_what_the_desk_shows(mei, xiu, sign_in):
    browser = sign_in(mei)
    assert badge(browser.get("/members/").content.decode()) == 1
    assert count_for(mei) == sum(len(rows) for rows in rows_for(mei).values()) == 1


def test_applicants_strangers_and_other_cities_have_no_badge(client, xiu, freja, sign_in, django_assert_num_queries):
    assert count_for(freja) == 0
    with django_assert_num_queries(0):
        assert count_for(xiu) == 0
    assert badge(client.get("/join/").content.decode()) == 0


def test_the_count_is_one_statement_and_then_none_until_something_happens(mei, xiu, django_assert_num_queries):
    """Beside the ones that ask whether anything happened, and which cities she looks after."""
    with django_assert_num_queries(3):
        assert count_for(mei) == 1
    with django_assert_num_queries(1):
        assert count_for(mei) == 1
    accounts.approve(xiu.applications.get(), by=mei)
    assert count_for(mei) == 0


def test_the_network_sees_what_was_escalated_alone(carmen, nova, xiu):
    before = [count_for(carmen), count_for(nova)]
    accounts.escalate(xiu.applications.get())
    assert [count_for(carmen), count_for(nova)] == [number + 1 for number in before]


def test_who_waits_longest_stands_first_and_lateness_is_said(mei, xiu, cities):
    from members.accounts.models import Member

    late = Application.objects.get()
    Application.objects.update(submitted_at=now() - timedelta(days=6))
    other = Member.objects.create_user("b@example.org", name="B")
    Application.objects.create(
        member=other, city=cities["shanghai"], state="waiting", role="other", why="w", name="B", submitted_at=now()
    )
    rows = rows_for(mei)["people"]
    assert rows[0].address == late.get_absolute_url()
    assert [row.urgency for row in rows] == ["late", "calm"]
