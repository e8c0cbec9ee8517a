"""The desk at /manage/: lists with filters, many at once, exports of what is shown, terms that end by name."""

import csv
import io
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from network.cities import actions
from network.cities.models import (
    Agreement,
    City,
    CoordinatorTerm,
    Organisation,
    Partnership,
    PartnershipChange,
    Programme,
)
from network.kit.clock import now
from tests.factories import pages

LISTS = ("cities", "partnerships", "agreements", "coordinators", "organisations", "programmes")


@pytest.fixture
def desk(sign_in, nova):
    pages.lay_out()
    return sign_in(nova)


@pytest.fixture
def much(cities, mei, diego, nova):
    today = now().date()
    for city in cities.values():
        organisation = Organisation.objects.create(slug=f"clinic-{city.slug}", name=f"Clinic {city.name}", city=city)
        Programme.objects.create(city=city, names={"en": f"Groups in {city.name}"}, organisation=organisation)
        PartnershipChange.objects.create(partnership=city.partnership, state="active", on=today, reason="Signed.")
        Agreement.objects.create(partnership=city.partnership, signed_by="X", starts_on=today, ends_on=today)
    return cities


def csv_of(answer):
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("name", LISTS)
def test_every_list_stands_and_can_be_taken_along_as_it_is_shown(desk, much, name):
    assert desk.get(f"/manage/{name}/").status_code == 200
    rows = csv_of(desk.get(f"/manage/{name}/?export=csv"))
    assert len(rows) >= 2
    book = load_workbook(io.BytesIO(b"".join(desk.get(f"/manage/{name}/?export=xlsx").streaming_content)))
    assert book.active.max_row == len(rows) + 1


def test_an_export_holds_the_rows_that_the_filters_leave(desk, much):
    Partnership.objects.filter(city=much["tianjin"]).update(state="paused")
    rows = csv_of(desk.get("/manage/cities/?state=paused&export=csv"))
    assert [row["slug"] for row in rows] == ["tianjin"]
    rows = csv_of(desk.get("/manage/organisations/?q=Houston&export=csv"))
    assert [row["slug"] for row in rows] == ["clinic-houston"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_of_an_export_is_a_formula(desk, cities, form):
    """A text that begins like a formula is kept a text in both kinds of table."""
    Organisation.objects.create(slug="evil", name='=HYPERLINK("http://evil")', city=cities["houston"], website="@x")
    answer = desk.get(f"/manage/organisations/?export={form}")
    if form == "csv":
        cells = [cell for row in csv_of(answer) for cell in row.values()]
    else:
        book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        assert not [cell for row in book.active for cell in row if cell.data_type == "f"]
        cells = [str(cell.value or "") for row in book.active for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+", "-"))]
    assert any("HYPERLINK" in cell for cell in cells)


def test_a_list_says_which_city_hangs_on_one_person_and_when_it_was_heard_last(desk, much, mei):
    actions.keep_programme(Programme(city=much["shanghai"], names={"en": "New"}), by=mei)
    html = desk.get("/manage/cities/?q=Shanghai").content.decode()
    assert "1 of 2" in html and "never" not in html
    assert "never" in desk.get("/manage/cities/?q=Tianjin").content.decode()
    thin = desk.get("/manage/cities/?thin=yes&quiet=yes").content.decode()
    assert "clinic" not in thin and "Tianjin" in thin and "Shanghai" not in thin


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_the_database_as_often_for_many_rows_as_for_few(
    desk, much, nova, name, django_assert_max_num_queries
):
    def more(start, stop):
        today = now().date()
        for n in range(start, stop):
            fields = {"country": "XX", "time_zone": "UTC", "latitude": 0, "longitude": 0, "languages": ["en"]}
            city = City.objects.create(slug=f"c{n}", name=f"C {n}", name_native=f"C {n}", **fields)
            partnership = Partnership.objects.create(city=city, state="active", since=today)
            Agreement.objects.create(partnership=partnership, signed_by="X", starts_on=today, ends_on=today)
            CoordinatorTerm.objects.create(city=city, member=nova, starts_on=today)
            Organisation.objects.create(slug=f"o{n}", name=f"O {n}", city=city)
            Programme.objects.create(city=city, names={"en": f"P {n}"})

    desk.get(f"/manage/{name}/")
    with django_assert_max_num_queries(40) as few:
        desk.get(f"/manage/{name}/")
    more(0, 12)
    with django_assert_max_num_queries(40) as many:
        desk.get(f"/manage/{name}/")
    assert len(many) <= len(few) + 1


def many(desk, model, act, rows, **answers):
    ids = "&".join(f"id={row.pk}" for row in rows)
    return desk.post(f"/manage/bulk/cities/{model}/{act}/?next=/manage/cities/&{ids}", answers)


def test_many_partnerships_take_the_same_step_each_with_its_line_in_the_history(desk, cities, nova):
    rows = list(Partnership.objects.filter(city__slug__in=["shanghai", "tianjin"]))
    assert desk.get(f"/manage/bulk/cities/partnership/step/?id={rows[0].pk}").status_code == 200
    many(desk, "partnership", "step", rows, state="paused", on=now().date().isoformat(), reason="A hard year.")
    assert {row.state for row in Partnership.objects.filter(pk__in=[row.pk for row in rows])} == {"paused"}
    assert PartnershipChange.objects.filter(by=nova, reason="A hard year.").count() == 2


def test_what_cannot_follow_is_named_and_the_rest_is_done(desk, cities):
    Partnership.objects.filter(city=cities["tianjin"]).update(state="prospect")
    rows = list(Partnership.objects.filter(city__slug__in=["shanghai", "tianjin"]))
    answer = many(desk, "partnership", "step", rows, state="paused", on=now().date().isoformat(), reason="X")
    told = [str(message) for message in desk.get(answer["Location"]).context["messages"]]
    assert any("1 row" in words for words in told) and any(
        "Tianjin" in words and "cannot go" in words for words in told
    )
    assert Partnership.objects.get(city=cities["shanghai"]).state == "paused"
    assert Partnership.objects.get(city=cities["tianjin"]).state == "prospect"


def test_the_form_of_many_keeps_what_was_typed_when_nothing_can_be_done(desk, cities):
    row = cities["shanghai"].partnership
    answer = many(desk, "partnership", "step", [row], state="active", on=now().date().isoformat(), reason="Kept words")
    assert answer.status_code == 200
    assert "already" in answer.content.decode() and "Kept words" in answer.content.decode()


def test_other_lists_change_many(desk, much, nova):
    cities = list(City.objects.filter(slug__in=["shanghai", "tianjin"]))
    many(desk, "city", "revise", cities, country="MO")
    assert set(City.objects.filter(pk__in=[c.pk for c in cities]).values_list("country", flat=True)) == {"MO"}
    many(desk, "organisation", "keep", Organisation.objects.all(), kind="clinic")
    assert set(Organisation.objects.values_list("kind", flat=True)) == {"clinic"}
    many(desk, "programme", "keep", Programme.objects.all(), ended_on="2026-10-01")
    assert set(Programme.objects.values_list("ended_on", flat=True)) == {date(2026, 10, 1)}
    many(desk, "agreement", "renewal", Agreement.objects.all(), renews_on="2027-01-01")
    assert set(Agreement.objects.values_list("renews_on", flat=True)) == {date(2027, 1, 1)}
    many(desk, "coordinatorterm", "end", CoordinatorTerm.objects.all(), reason="Reorganised.")
    assert not CoordinatorTerm.objects.current().exists()


def test_a_coordinator_changes_many_of_the_own_city_alone(sign_in, much, mei):
    desk = sign_in(mei)
    many(desk, "organisation", "keep", Organisation.objects.all(), kind="clinic")
    assert [o.city.slug for o in Organisation.objects.filter(kind="clinic")] == ["shanghai"]
    row = Partnership.objects.get(city=much["shanghai"])
    answer = many(desk, "partnership", "step", [row], state="paused", on="2026-11-20", reason="X")
    assert answer.status_code == 404


def test_a_term_is_ended_by_name_and_with_a_reason(desk, cities, mei):
    term = CoordinatorTerm.objects.get(member=mei)
    html = desk.get(f"/manage/coordinators/delete/{term.pk}/").content.decode()
    assert "End the term" in html and "Yes, delete" not in html and ">Delete<" not in html
    assert "End the term" in desk.get("/manage/coordinators/").content.decode()
    desk.post(f"/manage/coordinators/delete/{term.pk}/", {"reason": "Moves to Oslo."})
    term.refresh_from_db()
    assert term.ended_at
    assert "End the term" not in desk.get("/manage/coordinators/?q=Mei").content.decode().split("bulk-actions")[0]


def test_dates_that_cannot_be_are_told_beside_the_field(desk, cities, yan):
    form = {"city": cities["shanghai"].pk, "member": yan.pk, "starts_on": "2026-11-20", "ends_on": "2026-11-10"}
    answer = desk.post("/manage/coordinators/new/", form)
    assert answer.context["form"].errors == {"ends_on": ["This day lies before the first one."]}
    form = {
        "partnership": cities["shanghai"].partnership.pk,
        "signed_by": "X",
        "starts_on": "2026-11-20",
        "ends_on": "2026-1-1",
    }
    assert list(desk.post("/manage/agreements/new/", form).context["form"].errors) == ["ends_on"]


def test_the_last_day_of_a_term_can_be_set(desk, cities, mei, diego):
    term = CoordinatorTerm.objects.get(member=mei)
    day = now().date() + timedelta(days=30)
    form = {"city": cities["houston"].pk, "member": diego.pk, "starts_on": "2020-01-01", "ends_on": day.isoformat()}
    desk.post(f"/manage/coordinators/edit/{term.pk}/", form)
    term.refresh_from_db()
    assert (term.ends_on, term.member, term.city.slug) == (day, mei, "shanghai")


def test_a_person_is_found_by_name_and_only_by_those_who_may(desk, sign_in, cities, mei, yan, xiu):
    found = desk.get("/manage/people/results/?q=Yan").content.decode()
    assert "Yan Wu" in found and "Mei Lin" not in found
    assert "Xiu" not in desk.get("/manage/people/").content.decode()
    assert desk.get(f"/manage/people/chosen/{yan.pk}/").status_code == 200
    assert desk.get(f"/manage/people/chosen/{xiu.pk}/").status_code == 404


def test_a_ror_address_is_taken_for_its_id(desk, cities):
    form = {"city": cities["shanghai"].pk, "name": "Clinic", "slug": "clinic", "kind": "clinic",
            "ror": "https://ror.org/03YRM5C26"}  # fmt: skip
    desk.post("/manage/organisations/new/", form)
    assert Organisation.objects.get(slug="clinic").ror == "03yrm5c26"
    form |= {"slug": "other", "ror": "03yrm5c27"}
    assert "ror" in desk.post("/manage/organisations/new/", form).context["form"].errors


@pytest.mark.parametrize("name", ["members", "applications"])
def test_people_are_listed_for_those_who_run_the_network_alone(sign_in, desk, carmen, mei, xiu, name):
    for who, status in ((carmen, 200), (mei, 404)):
        answer = sign_in(who).get(f"/manage/{name}/")
        assert answer.status_code == status, who
        assert sign_in(who).get(f"/manage/{name}/?export=csv").status_code == status
        for act in ("new", "edit/1", "delete/1"):
            assert sign_in(who).get(f"/manage/{name}/{act}/").status_code == 404
    html = sign_in(carmen).get(f"/manage/{name}/?q=Xiu").content.decode()
    assert "Xiu Chen" in html
    assert "xiu@example.org" not in html
