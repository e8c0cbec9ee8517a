"""Each field × each level × each viewer: what is hidden is on no page, and is found by no filter, word or count."""

import pytest
from django.http import QueryDict
from django.utils import timezone

from members.accounts.models import Member
from members.accounts.visible import DEFAULTS, FIELDS, LEVELS, NAMES, circle_of, may_see
from members.directory import queries
from network.files import storing
from network.files.models import FilePicture, StoredFile
from tests.members.accounts.conftest import SEES, VIEWERS

pytestmark = pytest.mark.django_db

# What tells each field on the member's page.
MARKS = {
    "photo": "/members/priya/photo.webp",
    "name": "Ownmark",
    "name_latin": "Latinmark",
    "city": 'href="/cities/vancouver/"',
    "role": "development partner",
    "organisation": "Orgmark",
    "languages": "Soomaali",
    "expertise": "topicmark",
    "offers": "offermark",
    "seeks": "seekmark",
    "capacity": "7 people",
    "orcid": "0000-0002-1825-0097",
    "links": "linkmark.example",
    "time_zone": "America/Vancouver",
    "hours": "03:33",
    "about": "aboutmark",
    "email": "priya@example.org",
}
# What would find somebody by each field, alone.
FINDS = {
    "name": ["q=Ownmark"],
    "name_latin": ["q=Latinmark"],
    "city": ["city=vancouver", "country=CA"],
    "role": ["role=partner"],
    "organisation": ["q=Orgmark"],
    "languages": ["language=so"],
    "expertise": ["topic=topicmark"],
    "offers": ["offer=offermark", "q=offermark"],
    "seeks": ["seek=seekmark", "q=seekmark"],
    "capacity": ["mentor=1"],
    "about": ["q=aboutmark"],
}
COUNTED = {
    "role": ("role", "partner"),
    "languages": ("language", "so"),
    "expertise": ("topic", "topicmark"),
    "capacity": ("mentor", "1"),
}
MEMBERS = ("bo", "neighbour", "coordinator", "carmen", "self")


@pytest.fixture
def picture(subject):
    """A photo of the subject, as it stands once it is drawn."""
    file = StoredFile.objects.create(
        owner=subject,
        name="me.jpg",
        size=1,
        state="ready",
        sha256="0" * 64,
        stored_as="aa/x",
        content_type="image/jpeg",
    )
    FilePicture.objects.create(file=file, number=0, width=1, height=1, path=storing.keep_bytes(b"RIFFxxxxWEBP"))
    Member.objects.filter(pk=subject.pk).update(photo=file)
    return file


def page_of(browser):
    answer = browser.get("/members/priya/")
    return answer.content.decode() if answer.status_code == 200 else ""


@pytest.mark.parametrize("others", ["public", "me"])
def test_each_field_follows_its_own_level(subject, viewers, picture, others):
    nothing = {"organisation": None, "photo": None, "city": None, "hours": None}
    for field in FIELDS:
        for level in LEVELS:
            row = Member.objects.get(pk=subject.pk)
            row.shown = dict.fromkeys(FIELDS, others) | {field: level}
            for viewer, member in viewers.items():
                if field in NAMES and others == "me" and viewer in ("coordinator", "carmen"):
                    continue  # they know a name in any case; see below
                told = bool(row.seen_by(member).get(field, nothing.get(field)))
                assert told == (viewer in SEES[level]), (field, level, viewer)


def test_a_page_shows_what_is_open_to_its_reader(subject, browsers, choose, picture):
    for level in LEVELS:
        choose(**dict.fromkeys(FIELDS, level) | {"name_latin": "public", "seeks": "public"})
        for viewer in VIEWERS:
            page = page_of(browsers[viewer])
            for field in set(FIELDS) - {"name_latin", "seeks"}:
                assert (MARKS[field] in page) == (viewer in SEES[level]), (field, level, viewer)
            assert "Latinmark" in page and "seekmark" in page


@pytest.mark.parametrize("others", ["public", "me"])
def test_the_directory_finds_and_counts_what_is_open_alone(subject, viewers, choose, others):
    for field in FINDS:
        for level in LEVELS:
            # The names are open, so that the member is there in any case.
            names = {"name": "members"} if field != "name" else {"name_latin": "members"}
            choose(**dict.fromkeys(FIELDS, others) | names | {field: level})
            for viewer in MEMBERS:
                if viewer == "self" and others == "public":
                    continue
                found = {subject.pk} if viewer in SEES[level] else set()
                member = Member.objects.get(pk=viewers[viewer].pk)
                for query in FINDS[field]:
                    asked = queries.Asked.of(QueryDict(query))
                    people = queries.narrowed(queries.listed(member), asked, member).filter(pk=subject.pk)
                    assert {row.pk for row in people} == found, (field, level, viewer, query)
                if field in COUNTED:
                    key, word = COUNTED[field]
                    groups = {
                        g["key"]: g
                        for g in queries.facets_of(queries.listed(member), queries.Asked.of(QueryDict()), member)
                    }
                    words = {one["word"] for one in groups[key]["words"]}
                    assert (word in words) == bool(found), (field, level, viewer)


def test_a_row_of_the_directory_shows_what_is_open(subject, browsers, choose):
    for level in LEVELS:
        choose(**dict.fromkeys(FIELDS, level) | {"name_latin": "members"})
        for viewer in MEMBERS:
            row = browsers[viewer].get("/members/").content.decode().split('href="/members/priya/"')
            around = row[0].rsplit("<li", 1)[-1] + row[1].split("</li>")[0]
            for field in ("name", "role", "organisation", "languages", "offers"):
                assert (MARKS[field] in around) == (viewer in SEES[level]), (field, level, viewer)
            assert MARKS["email"] not in around


def test_the_count_of_a_city_leaves_out_whoever_hides_it(subject, browsers, choose):
    def count(viewer):
        panel = browsers[viewer].get("/members/").content.decode().split('id="list"')[0]
        return int(panel.split('value="vancouver"')[1].split('class="num">')[1].split("<")[0])

    before = count("bo")
    choose(city="city")
    assert count("bo") == before - 1
    assert count("neighbour") == before


def test_nobody_is_found_whose_names_are_closed(subject, viewers, browsers, choose):
    for level in ("city", "me"):
        choose(name=level, name_latin=level)
        for viewer in MEMBERS:
            known = viewer in SEES[level] | {"coordinator", "carmen"}
            assert bool(page_of(browsers[viewer])) == known, (level, viewer)
            page = browsers[viewer].get("/members/").content.decode()
            assert ("/members/priya/" in page) == known
            assert ("Ownmark" in page) == known


def test_visitors_get_a_page_where_a_name_and_something_else_is_public(subject, browsers, choose):
    for levels, there in (
        ({}, False),
        ({"name": "public"}, False),
        ({"name": "public", "name_latin": "public"}, False),
        ({"offers": "public"}, False),
        ({"name_latin": "public", "offers": "public"}, True),
    ):
        choose(**levels)
        assert bool(page_of(browsers["stranger"])) == there, levels
    page = page_of(browsers["stranger"])
    assert "offermark" in page and "Latinmark" in page
    for field in set(MARKS) - {"offers", "name_latin"}:
        assert MARKS[field] not in page, field


def test_the_condition_and_the_page_agree(subject, viewers):
    for field in FIELDS:
        for level in LEVELS:
            for shown in ({field: level}, {}):
                Member.objects.filter(pk=subject.pk).update(shown=shown)
                row = Member.objects.get(pk=subject.pk)
                for name, viewer in viewers.items():
                    open_to = (shown.get(field) or DEFAULTS[field]) in circle_of(row, viewer).levels
                    found = Member.objects.filter(may_see(field, viewer), pk=subject.pk).exists()
                    assert open_to == found, (field, level, name)


def test_who_exists_and_who_is_named_agree(subject, viewers, choose):
    for name in LEVELS:
        for latin in LEVELS:
            choose(name=name, name_latin=latin, about="public")
            for viewer, member in viewers.items():
                seen = Member.objects.get(pk=subject.pk).seen_by(member)
                exists = Member.objects.visible_to(member).filter(pk=subject.pk).exists()
                assert exists == bool(seen["address"]) == seen["is_named"], (name, latin, viewer)


def test_every_field_of_a_member_is_open_by_choice_or_shown_to_nobody():
    """Whoever adds a field decides here who sees it."""
    chosen = set(FIELDS) - {"city", "hours"} | {"home_city", "hours_days", "hours_from", "hours_to"}
    said = {"interests", "is_sponsor_staff", "is_network_coordinator", "joined_at", "confirmed_at", "handle", "status"}
    never = {
        "id", "password", "last_login", "is_superuser", "is_active", "language", "topics", "shown", "created_at",
        "confirmed_zone_at", "introduced_at", "reminded_at", "rested_at",
    }  # fmt: skip
    fields = {field.name for field in Member._meta.get_fields() if field.concrete and not field.many_to_many}
    assert fields <= chosen | said | never, fields - chosen - said - never


def test_an_organisation_names_those_who_let_it_be_known(subject, browsers, choose):
    for level in LEVELS:
        choose(organisation=level)
        for viewer in MEMBERS:
            page = browsers[viewer].get("/organisations/orgmark/").content.decode()
            assert ("/members/priya/" in page) == (viewer in SEES[level]), (level, viewer)
        for viewer in ("stranger", "xiu"):
            assert "Ownmark" not in browsers[viewer].get("/organisations/orgmark/").content.decode()


def test_a_citys_newcomers_are_those_who_let_it_be_known(subject, browsers, choose):
    Member.objects.filter(pk=subject.pk).update(joined_at=timezone.now())
    for field, mark in (("city", "/members/priya/"), ("name", "Ownmark"), ("offers", "offermark")):
        for level in LEVELS:
            choose(**{field: level})
            for viewer in ("bo", "neighbour"):
                page = browsers[viewer].get("/cities/vancouver/").content.decode()
                assert (mark in page.split('id="newcomers"')[-1]) == (viewer in SEES[level]), (field, level, viewer)
    assert "Ownmark" not in browsers["stranger"].get("/cities/vancouver/").content.decode()


def test_feeds_and_letters_name_only_whom_the_reader_may_know(subject, viewers, choose):
    from django.db import transaction

    from members.accounts.activity import INTRODUCED
    from members.accounts.feed import happened_for
    from network.activity.actions import record
    from network.digests.plugs import line

    with transaction.atomic():
        told = record(INTRODUCED, by=subject, subject=subject, city="vancouver", audience=["city:vancouver", "members"])
    for level in LEVELS:
        choose(name=level, name_latin=level)
        told.by.refresh_from_db()
        for viewer in MEMBERS:
            known = viewer in SEES[level] | {"coordinator", "carmen"}
            assert ("Ownmark" in line(told, None, viewers[viewer])) == known, (level, viewer)
            read = " ".join(row["text"] for row in happened_for(viewers[viewer]))
            assert "Ownmark" not in read or known
        assert "Ownmark" not in line(told, None, viewers["xiu"]) or level == "public"


def test_those_who_find_something_useful_are_named_as_they_let_it_be_known(subject, mei, viewers, browsers, choose):
    from resources.library import actions
    from tests.factories import things

    shared = things.resource(mei)
    actions.mark_useful(shared, by=subject)
    for level in ("public", "members", "city"):
        choose(name=level, name_latin=level)
        for viewer in ("stranger", "bo", "neighbour"):
            page = browsers[viewer].get(shared.get_absolute_url()).content.decode()
            inside = viewer in MEMBERS
            known = inside and viewer in SEES[level] | {"coordinator", "carmen"}
            assert ("Ownmark" in page.split('id="useful"')[1]) == known, (level, viewer)


def test_an_author_is_linked_only_where_the_page_is_open(subject, browsers, choose):
    from tests.factories import things

    shared = things.resource(subject)
    choose(name="city", name_latin="city")
    for viewer, linked in (("bo", False), ("neighbour", True), ("stranger", False)):
        page = browsers[viewer].get(shared.get_absolute_url()).content.decode()
        assert ("/members/priya/" in page) == linked, viewer


def test_who_coordinates_stands_there_with_a_name(viewers, browsers):
    """An office is public among members, whatever its holder chose; it ends with the term."""
    coordinator = viewers["coordinator"]
    Member.objects.filter(pk=coordinator.pk).update(shown={"name": "me", "name_latin": "me"})
    assert "coordinator" in browsers["bo"].get("/cities/vancouver/").content.decode().split("Whom to ask")[1]
    assert browsers["bo"].get("/members/coordinator/").status_code == 200
    coordinator.terms.update(ended_at=timezone.now())
    assert browsers["bo"].get("/members/coordinator/").status_code == 404


def test_the_photo_is_served_to_those_to_whom_it_is_open(subject, browsers, choose, picture):
    for level in LEVELS:
        choose(photo=level, name="public")
        for viewer in VIEWERS:
            status = browsers[viewer].get("/members/priya/photo.webp").status_code
            assert (status == 200) == (viewer in SEES[level]), (level, viewer)
            # The file itself, with all that a camera wrote into it, is nobody's but the owner's.
            own = browsers[viewer].get(picture.get_absolute_url()).status_code
            assert own == 404 or viewer == "self", viewer
