"""The pages of an import: upload, choices, preview, report, and the tables to take along."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from resources.imports import actions, lookups, terms
from resources.imports.models import Import
from resources.imports.views.tables import guarded
from resources.library.models import Resource
from tests.resources.imports.conftest import fresh, packed, sent, work
from tests.resources.imports.test_bringing import CHOICES, TABLE

pytestmark = pytest.mark.django_db
CHOSEN = {"kind": "training", "licence": "CC-BY-4.0", "language": "en", "visibility": "public", "duplicates": "skip"}
COLUMNS = (
    "title",
    "summary",
    "kind",
    "language",
    "licence",
    "cities",
    "authors",
    "year",
    "topics",
    "doi",
    "link",
    "file",
)


def columns_of(batch):
    return {f"column_{n}": field for n, field in enumerate(batch.columns)}


def rows_of(response):
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_whole_way_by_plain_forms(sign_in, bo):
    browser = sign_in(bo)
    assert "Bring many at once" in browser.get("/resources/import/").content.decode()
    upload = [SimpleUploadedFile("t.csv", TABLE.encode()), SimpleUploadedFile("a.txt", b"Walking together. " * 20)]
    answer = browser.post("/resources/import/", {"files": upload})
    batch = Import.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, batch.get_absolute_url())
    assert "The file is being read" in browser.get(batch.get_absolute_url()).content.decode()
    assert browser.get(f"{batch.get_absolute_url()}state/").json()["state"] == "reading"
    work()
    page = browser.get(batch.get_absolute_url()).content.decode()
    assert "4 rows were read" in page
    assert "Letters: utf-8" in page
    batch = fresh(batch)
    assert tuple(batch.columns)[:12] == COLUMNS
    answer = browser.post(batch.get_absolute_url(), CHOSEN | columns_of(batch) | {"publishes": "on"})
    assert answer.status_code == 302
    work()
    page = browser.get(batch.get_absolute_url()).content.decode()
    assert "Bring 2 rows into the library" in page
    assert "There is no title." in page
    assert Resource.objects.count() == 0
    narrowed = browser.get(f"{batch.get_absolute_url()}?fate=refused").content.decode()
    assert "Bad kind" in narrowed
    assert "Walking groups" not in narrowed
    browser.post(f"{batch.get_absolute_url()}write/")
    browser.post(f"{batch.get_absolute_url()}write/")
    work()
    assert Resource.objects.filter(state="published").count() == 2
    report = browser.get(batch.get_absolute_url()).content.decode()
    assert "What was brought" in report
    assert Resource.objects.first().get_absolute_url() in report
    assert browser.get(f"{batch.get_absolute_url()}undo/").status_code == 200
    browser.post(f"{batch.get_absolute_url()}undo/")
    work()
    assert "This import was undone" in browser.get(batch.get_absolute_url()).content.decode()
    assert Resource.objects.filter(state="published").count() == 0
    assert "See the report" in browser.get("/resources/import/").content.decode()


def test_refused_rows_come_back_mended(sign_in, bo, judged):
    batch = judged(bo, {"t.csv": TABLE, "a.txt": "Walking. " * 30}, **CHOICES)
    browser = sign_in(bo)
    head, third, fourth = rows_of(browser.get(f"{batch.get_absolute_url()}refused.csv"))
    assert head[-2:] == ["Line", "Why not"]
    assert (third[-2], third[-1]) == ("4", "Title: There is no title.")
    assert "Kind: “poem” is not a kind of resource." in fourth[-1]
    third[0] = "Now with a title"
    out = io.StringIO()
    csv.writer(out).writerows([head, third])
    again = judged(bo, {"mended.csv": "\ufeff" + out.getvalue()}, **CHOICES)
    assert again.columns[-2:] == ["", ""]
    assert [(row.title, row.fate) for row in again.rows.all()] == [("Now with a title", "new")]


def test_refused_references_come_as_a_table(sign_in, bo, judged):
    batch = judged(bo, {"a.ris": f"TY  - JOUR\nTI  - {'x' * 400}\nAU  - Lin, Mei\nPY  - 2019\nER  - \n"}, **CHOICES)
    _head, row = rows_of(sign_in(bo).get(f"{batch.get_absolute_url()}refused.csv"))
    assert (row[6], row[7]) == ("Mei Lin", "2019")
    assert "400 characters" in row[-1]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula_and_the_guard_is_taken_away_again(sign_in, bo, judged, cell):
    assert guarded(cell) == f"'{cell}"
    text = io.StringIO()
    csv.writer(text).writerows([["title", "kind"], [cell, "poem"]])
    batch = judged(bo, {"t.csv": text.getvalue()}, **CHOICES)
    _head, row = rows_of(sign_in(bo).get(f"{batch.get_absolute_url()}refused.csv"))
    shown = row[0]
    if cell.strip() == cell:
        assert shown == f"'{cell}"
    text = io.StringIO()
    csv.writer(text).writerows([["title"], [shown]])
    again = judged(bo, {"t.csv": text.getvalue()}, **CHOICES)
    assert again.rows.get().title == " ".join(cell.split())


@pytest.mark.parametrize("language", ["en", "da", "es", "zh-hans"])
def test_the_template_is_read_again_in_every_language(sign_in, bo, judged, language):
    browser = sign_in(bo)
    bo.language = language
    bo.save()
    browser.cookies["django_language"] = language
    head, example = rows_of(browser.get("/resources/import/template.csv"))
    with override(language):
        assert head == [str(label) for label in terms.FIELDS.values()]
    assert lookups.columns_of(head) == list(terms.FIELDS)
    text = io.StringIO()
    csv.writer(text).writerows([head, example])
    batch = judged(bo, {"t.csv": "\ufeff" + text.getvalue(), "guide.pdf": b"%PDF-1.4\n" + b"x" * 100}, **CHOICES)
    row = batch.rows.get()
    assert (row.fate, row.is_complete) == ("new", True), row.reasons


def test_wrong_choices_stand_beside_their_fields(sign_in, bo, begun):
    batch = begun(bo, {"t.csv": "title,year\nOne,2019\n"})
    answer = sign_in(bo).post(batch.get_absolute_url(), {"column_0": "", "column_1": "year", "kind": "poem"})
    assert answer.status_code == 422
    assert "Say which column holds the title." in answer.content.decode()
    assert fresh(batch).state == "asking"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bomb.zip", None, "far larger than it seems"),
        ("nested.zip", packed({"a.zip": packed({"x.txt": "x"})}), "holds other archives"),
        ("slip.zip", packed({"../../x.csv": "title\n"}), "outside"),
        ("run.exe", b"MZ\x90\x00" + b"\x00" * 100, "program"),
        ("empty.csv", b"", "empty"),
    ],
)
def test_hostile_files_are_refused_by_name_and_the_rest_is_kept(sign_in, bo, name, content, words):
    content = packed({"x.csv": b"0" * 200_000_000}) if content is None else content
    upload = [SimpleUploadedFile(name, content), SimpleUploadedFile("t.csv", b"title\nOne\n")]
    answer = sign_in(bo).post("/resources/import/", {"files": upload})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert name in page
    assert words in page
    assert Import.objects.count() == 0
    kept = re.findall(r'name="uploads" value="([0-9a-f-]{36})"', page)
    assert len(kept) == 1
    answer = sign_in(bo).post("/resources/import/", {"uploads": kept})
    assert answer.status_code == 302


def test_a_locked_archive_is_refused(sign_in, bo):
    data = bytearray(packed({"x.csv": "title\nOne\n"}))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(sign) + place] |= 1
    answer = sign_in(bo).post("/resources/import/", {"files": [SimpleUploadedFile("x.zip", bytes(data))]})
    assert "locked with a password" in answer.content.decode()


def test_what_is_typed_into_cells_is_no_markup(sign_in, bo, judged):
    batch = judged(
        bo, {"t.csv": 'title,kind,link\n<img src=x onerror=alert(1)>,"<b>x</b>",javascript:alert(1)\n'}, **CHOICES
    )
    page = sign_in(bo).get(batch.get_absolute_url()).content.decode()
    assert "<img src=x" not in page
    assert "<b>x</b>" not in page
    assert batch.rows.get().fate == "refused"


def test_anothers_import_does_not_exist(sign_in, bo, mei, judged):
    batch = judged(bo, {"t.csv": "title\nOne guide\n"}, **CHOICES)
    browser = sign_in(mei)
    for part in ("", "state/", "undo/", "discard/", "refused.csv"):
        assert browser.get(f"{batch.get_absolute_url()}{part}").status_code == 404
    for part in ("", "write/", "choices/", "encoding/", "wake/", "undo/", "discard/"):
        assert browser.post(f"{batch.get_absolute_url()}{part}").status_code == 404
    mine = actions.begin(by=mei, files=[sent(bo, "x.csv", "title\n"), sent(mei, "y.csv", "title\nOne\n")])
    assert [file.name for file in mine.files.all()] == ["y.csv"]


def test_the_preview_takes_as_many_statements_for_one_row_as_for_fifty(sign_in, bo, judged):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser, counted = sign_in(bo), []
    for rows in (1, 45):
        text = "title,authors,kind\n" + "".join(
            f"Guide {rows} no. {n},Mei Lin,{'poem' * (n % 2)}\n" for n in range(rows)
        )
        batch = judged(bo, {"t.csv": text}, **CHOICES)
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(batch.get_absolute_url()).status_code == 200
        counted.append(len(caught))
    assert counted[1] <= counted[0]
