"""Congresses on the pages of others, and in mails."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from meetings.congresses import actions
from network.activity.models import Activity
from network.digests.plugs import letter_of
from tests.factories.congresses import congress

pytestmark = pytest.mark.django_db


def test_a_month_and_the_list_of_meetings_show_confirmed_congresses(client, freja, bo):
    made = congress(freja)
    congress(bo, name="Nobody has confirmed it")
    for address in (f"/meetings/month/{made.first_day:%Y-%m}/", "/meetings/"):
        page = client.get(address).content.decode()
        assert made.title in page
        assert "Nobody has confirmed it" not in page


def test_my_own_page_shows_where_i_go(sign_in, freja, mei):
    made = congress(freja)
    browser = sign_in(mei)
    assert 'id="congresses"' not in browser.get("/me/").content.decode()
    actions.go(made, by=mei)
    page = browser.get("/me/").content.decode()
    assert 'id="congresses"' in page
    assert made.get_absolute_url() in page


@pytest.mark.parametrize("language", ["en", "da", "es", "zh-hans"])
def test_the_mails_can_be_written_in_every_language(freja, mei, bo, tao, language):
    made = congress(freja)
    for one in (mei, bo, tao):
        actions.go(made, by=one)
    actions.ask_for_notes(made)
    for kind in ("congresses.side_proposed", "congresses.notes_asked"):
        with translation.override(language):
            template, context = letter_of(Activity.objects.get(kind=kind), bo)[:2]
            for ending in ("subject.txt", "txt", "html"):
                text = render_to_string(f"{template}.{ending}", context)
                assert made.title in text
            assert context["address"] in text
            assert context["address"].startswith("http")
