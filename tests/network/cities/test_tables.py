"""Tables are brought in: each row's fate is told before anything is written, and then nothing else happens."""

import csv
import io

import pytest

from network.activity.models import Activity
from network.cities.models import City, CoordinatorTerm, Organisation, Programme, TableImport
from network.cities.tables import reading
from tests.factories import pages

CITIES = """slug,name,name_native,name:da,country,time_zone,languages,latitude,longitude,state,reason
shanghai,Shanghai,上海,上海,CN,Asia/Shanghai,zh-hans,31.23,121.47,,
houston,Houston TX,Houston,,US,America/Chicago,"en, es",29.76,-95.37,,
porto,Porto,Porto,Porto,PT,Europe/Lisbon,pt en,41.15,-8.61,joined,They asked.
nowhere,Nowhere,Nowhere,,XX,Mars/Olympus,en,0,0,,
lagos,Lagos,,,NG,Africa/Lagos,en,6.5,3.4,,
oslo,Oslo,Oslo,,NO,Europe/Oslo,no,north,10.7,,
tianjin,,,,,,,,,prospect,Back to the start
"""


@pytest.fixture
def desk(sign_in, nova):
    pages.lay_out()
    return sign_in(nova)


def bring(desk, kind, text, name="table.csv", encoding="utf-8"):
    content = text if isinstance(text, bytes) else text.encode(encoding)
    file = io.BytesIO(content)
    file.name = name
    return desk.post(f"/manage/{kind}/import/", {"file": file})


def told(brought=None):
    brought = brought or TableImport.objects.order_by("-pk").first()
    return {row["title"].split(" · ")[0]: row for row in brought.fates}


def test_every_row_is_told_its_fate_and_nothing_is_written(desk, cities):
    before = Activity.objects.count()
    answer = bring(desk, "cities", CITIES)
    rows = told()
    assert {title: row["fate"] for title, row in rows.items()} == {
        "shanghai": "unchanged", "houston": "changed", "porto": "new", "nowhere": "refused", "lagos": "refused",
        "oslo": "refused", "tianjin": "refused",
    }  # fmt: skip
    assert rows["houston"]["changes"] == [["name", "Houston", "Houston TX"]]
    assert "time_zone" in rows["nowhere"]["sentence"] and "name_native" in rows["lagos"]["sentence"]
    assert "“north” is not a number" in rows["oslo"]["sentence"]
    assert "cannot go" in rows["tianjin"]["sentence"]
    assert [row["line"] for row in rows.values()] == [2, 3, 4, 5, 6, 7, 8]
    assert City.objects.count() == 5 and City.objects.get(slug="houston").name == "Houston"
    assert Activity.objects.count() == before
    html = desk.get(answer["Location"]).content.decode()
    assert "Write 2 rows" in html and "<del>Houston</del>" in html


def test_do_it_writes_what_was_shown_once(desk, cities, nova):
    address = bring(desk, "cities", CITIES)["Location"]
    desk.post(address)
    desk.post(address)
    porto = City.objects.get(slug="porto")
    assert (porto.names, porto.languages, porto.partnership.state) == ({"da": "Porto"}, ["pt", "en"], "joined")
    assert porto.partnership.changes.get().reason == "They asked."
    assert City.objects.get(slug="houston").name == "Houston TX"
    assert City.objects.count() == 6
    assert Activity.objects.filter(kind="cities.founded", by=nova).count() == 1
    assert "This was done" in desk.get(address).content.decode()


def test_what_changed_since_the_preview_stops_it_and_is_told(desk, cities):
    address = bring(desk, "cities", CITIES)["Location"]
    City.objects.filter(slug="houston").update(name="Houston TX")
    answer = desk.post(address)
    assert not City.objects.filter(slug="porto").exists()
    html = desk.get(answer["Location"]).content.decode()
    assert "Something has changed" in html and "Write 1 row" in html
    desk.post(address)
    assert City.objects.filter(slug="porto").exists()


def test_the_refused_rows_can_be_taken_along_with_their_reasons(desk, cities):
    address = bring(desk, "cities", CITIES)["Location"]
    rows = list(csv.DictReader(io.StringIO(desk.get(f"{address}left.csv").content.decode("utf-8-sig"))))
    assert [row["slug"] for row in rows] == ["nowhere", "lagos", "oslo", "tianjin"]
    assert all(row["why not"] for row in rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_are_read_as_programs_write_them(desk, cities, encoding, separator):
    lines = [["slug", "name", "city"], ["", "天津医科大学", "天津"], ["", "上海体育馆", "shanghai"]]
    text = "\r\n".join(separator.join(line) for line in lines)
    bring(desk, "organisations", text, encoding=encoding)
    assert [row["fate"] for row in TableImport.objects.get().fates] == ["new", "new"]


def test_another_encoding_can_be_chosen_and_survives(desk, cities):
    text = "city,name:da,kind\ncopenhagen,Søndagsgåtur,car\n"
    address = bring(desk, "programmes", text, encoding="cp1252")["Location"]
    desk.post(address, {"again": 1, "encoding": "cp1252"})
    assert TableImport.objects.get().encoding == "cp1252"
    desk.post(address)
    assert Programme.objects.get().names == {"da": "Søndagsgåtur"}


def test_an_export_comes_back_unchanged(desk, cities, mei, diego):
    organisation = Organisation.objects.create(slug="c", name="=Clinic", names={"da": "Klinik"}, city=cities["houston"])
    Programme.objects.create(city=cities["houston"], names={"en": "Groups"}, organisation=organisation)
    for kind in ("cities", "organisations", "programmes", "coordinators"):
        export = b"".join(desk.get(f"/manage/{kind}/?export=csv").streaming_content)
        bring(desk, kind, export)
        fates = TableImport.objects.filter(kind=kind).get().fates
        assert fates and {row["fate"] for row in fates} == {"unchanged"}, (kind, fates)


def test_terms_come_by_handle_or_address_and_overlaps_are_refused(desk, cities, mei, yan, bo, xiu):
    text = (
        "city,member,starts_on,ends_on\nshanghai,yan,2026-11-01,2027-10-31\nshanghai,mei@example.org,,2027-01-31\n"
        "shanghai,mei,2026-06-01,2026-12-31\nshanghai,xiu,2026-11-01,\nshanghai,nobody,2026-11-01,\n"
        "shanghai,bo,11/01/2026,\n"
    )
    address = bring(desk, "coordinators", text)["Location"]
    rows = TableImport.objects.get().fates
    assert [row["fate"] for row in rows] == ["new", "changed", "refused", "refused", "refused", "refused"]
    assert "already" in rows[2]["sentence"] and "Only members" in rows[3]["sentence"]
    assert "no member" in rows[4]["sentence"] and "2026-12-31" in rows[5]["sentence"]
    desk.post(address)
    assert CoordinatorTerm.objects.current().filter(city=cities["shanghai"]).count() == 2


def test_a_coordinator_brings_rows_of_the_own_city_alone(sign_in, cities, mei):
    desk = sign_in(mei)
    bring(desk, "organisations", "name,city\nOurs,shanghai\nTheirs,houston\n")
    assert [row["fate"] for row in TableImport.objects.get().fates] == ["new", "refused"]
    for kind in ("cities", "coordinators"):
        assert desk.get(f"/manage/{kind}/import/").status_code == 404


def test_another_persons_table_does_not_exist(desk, sign_in, cities, carmen):
    address = bring(desk, "organisations", "name,city\nOurs,shanghai\n")["Location"]
    other = sign_in(carmen)
    assert other.get(address).status_code == 404
    assert other.post(address).status_code == 404
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    "content, word",
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a CSV"),
        (b"colour of the sky,mood\nblue,good\n", "None of the columns"),
        (b"name,city\n" + b"A,shanghai\n" * 501, "at most 500"),
        (b"x" * 1_000_001, "too large"),
    ],
)
def test_what_is_no_table_is_told_in_words(desk, cities, content, word):
    answer = bring(desk, "organisations", content)
    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert not TableImport.objects.exists()


def test_strange_columns_are_named_and_hostile_cells_are_shown_as_text(desk, cities):
    text = "name,city,mood\n<script>alert(1)</script>,shanghai,good\n"
    html = desk.get(bring(desk, "organisations", text)["Location"]).content.decode()
    assert "<code>mood</code>" in html and "<script>alert(1)" not in html


def test_twice_the_same_row_in_a_table_is_one_row(desk, cities):
    bring(desk, "organisations", "name,city,kind\nOurs,shanghai,clinic\nours,Shanghai,clinic\nOurs,shanghai,company\n")
    assert [row["fate"] for row in TableImport.objects.get().fates] == ["new", "changed", "changed"]


def test_cells_beyond_the_headings_refuse_the_row():
    table = reading.read(b"name,city\nA,shanghai,x\n")
    assert table.rows[0][1][None] == ["x"]


def test_a_row_tells_nothing_of_an_organisation_of_others(sign_in, mei, cities):
    pages.lay_out()
    kinds = {"slug": "steno", "name": "Steno", "city": cities["copenhagen"], "kind": "clinic"}
    Organisation.objects.create(**kinds)
    desk = sign_in(mei)
    bring(desk, "organisations", "slug,kind,name\nsteno,clinic,Steno\nsteno,ngo,Steno\n")
    rows = TableImport.objects.get().fates
    assert {row["fate"] for row in rows} == {"refused"} and rows[0]["sentence"] == rows[1]["sentence"]
    assert "clinic" not in str(rows)


@pytest.mark.parametrize("cell", ["nan", "inf", "1e999"])
def test_what_is_a_number_to_python_alone_is_refused_in_words(desk, cities, cell):
    bring(desk, "cities", f"slug,colour,latitude\nhouston,{cell},1\nshanghai,1,{cell}\n")
    for row in TableImport.objects.get().fates:
        assert row["fate"] == "refused" and "is not a number" in row["sentence"]
