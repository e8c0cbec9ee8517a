"""From a file to the library: every row's fate before anything is written, each row once, and back again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network.access.rules import Denied
from network.activity.models import Activity
from network.catalogue.models import Entry
from network.files.models import StoredFile
from resources.imports import actions, queries, terms
from resources.imports.actions import writing
from resources.imports.models import Import, Row
from resources.library import actions as library
from resources.library.models import Resource, Topic
from tests.factories.things import PNG, resource
from tests.resources.imports.conftest import fresh, packed, sent, work

pytestmark = pytest.mark.django_db
TABLE = (
    "Title,Summary,Kind,Language,Licence,City,Authors,Year,Topics,DOI,Link,File,Who may see it\n"
    "Walking groups,How we walk,training material,English,CC BY 4.0,Copenhagen,Mei Lin; @bo,2024,"
    "stigma; walking,,,a.txt,\n"
    "同伴支持手册,手册,training,中文,cc-by-4.0,上海,王小明,2023,,10.1000/abc,,,members\n"
    ",No title,,,,,,,,,,,\n"
    "Bad kind,,poem,klingon,free,Atlantis,,20244,,notadoi,not a link,missing.pdf,nobody\n"
)
CHOICES = {
    "defaults": {"kind": "training", "licence": "CC-BY-4.0", "language": "en", "cities": [], "visibility": "public"}
}


def test_every_rows_fate_is_told_and_nothing_written(judged, bo):
    batch = judged(bo, {"t.csv": TABLE, "a.txt": "Walking together helps. " * 20}, publishes=True, **CHOICES)
    assert (batch.state, batch.format, batch.encoding, batch.total) == ("ready", "csv", "utf-8", 4)
    assert queries.fates(batch) == {"draft": 0, "publish": 2, "duplicate": 0, "refused": 2}
    assert Resource.objects.count() == 0
    first, second, third, fourth = batch.rows.all()
    assert first.what | {"sums": []} == {
        "title": "Walking groups",
        "summary": "How we walk",
        "kind": "training",
        "languages": ["en"],
        "language": "en",
        "licence": "CC-BY-4.0",
        "cities": ["copenhagen"],
        "authors": [
            {"name": "Mei Lin", "member_id": None, "orcid": ""},
            {"name": "Bo Carter", "member_id": bo.pk, "orcid": ""},
        ],
        "year": 2024,
        "topics": ["stigma", "walking"],
        "files": ["a.txt"],
        "visibility": "public",
        "sums": [],
    }
    assert (second.what["language"], second.what["doi"], second.what["link"]) == (
        "zh-hans",
        "10.1000/abc",
        "https://doi.org/10.1000/abc",
    )
    assert [one[:2] for one in third.reasons] == [["Title", "no_title"]]
    assert [one[:2] for one in fourth.reasons] == [
        ["Kind", "kind"],
        ["Licence", "licence"],
        ["Who may see it", "visibility"],
        ["Language", "language"],
        ["City", "city"],
        ["Year", "year"],
        ["DOI", "doi"],
        ["Link", "link"],
        ["File", "no_file"],
    ]
    assert all("%(" not in terms.sentence(one) for one in fourth.reasons)
    assert (fourth.line, fourth.raw.startswith("Bad kind")) == (5, True)


def test_doing_it_writes_each_row_once_with_one_activity(judged, bo):
    batch = judged(bo, {"t.csv": TABLE, "a.txt": "Walking together helps. " * 20}, publishes=True, **CHOICES)
    actions.write(batch, by=bo)
    work()
    batch = fresh(batch)
    assert batch.state == "done"
    first, second = Resource.objects.order_by("pk")
    assert (first.title, first.state, first.owner, first.year) == ("Walking groups", "published", bo, 2024)
    assert sorted(topic.slug for topic in first.topics.all()) == ["stigma", "walking"]
    assert [city.slug for city in first.cities.all()] == ["copenhagen"]
    assert [one.name for one in first.authorships.all()] == ["Mei Lin", "Bo Carter"]
    assert first.editions.get().published_at is not None
    assert first.editions.get().files.get().audience == ["public"]
    assert (second.visibility, second.audience, second.doi) == ("members", ["members"], "10.1000/abc")
    assert Entry.objects.filter(kind="resource", withdrawn_at=None).count() == 2
    assert Entry.objects.get(source_id=str(first.pk)).audience == ["public"]
    told = Activity.objects.exclude(kind="library.started").filter(by=bo)
    assert [(one.kind, one.detail) for one in told] == [("imports.brought", {"n": 2, "published": 2})]
    writing.write_slice(batch.pk)
    assert Resource.objects.count() == 2


def test_a_crash_in_the_middle_costs_nothing_and_repeats_nothing(judged, bo, monkeypatch):
    monkeypatch.setattr(terms, "SLICE", 2)
    text = "title,link\n" + "".join(f"Guide number {n},https://example.org/{n}\n" for n in range(7))
    batch = judged(bo, {"t.csv": text}, **CHOICES)
    actions.write(batch, by=bo)
    assert writing.write_slice(batch.pk)

    def crash(*args, **more):
        raise SystemError("power cut")

    with monkeypatch.context() as broken, pytest.raises(SystemError):
        broken.setattr(writing, "marks_of", crash)
        writing.write_slice(batch.pk)
    assert Resource.objects.count() == 2
    work()
    assert fresh(batch).state == "done"
    assert sorted(Resource.objects.values_list("texts__title", flat=True)) == [f"Guide number {n}" for n in range(7)]
    assert list(batch.rows.values_list("resource__texts__title", flat=True)) == [f"Guide number {n}" for n in range(7)]


def test_a_row_that_the_library_does_not_take_keeps_no_other_out(judged, bo, monkeypatch):
    text = "title,link\nOne guide,https://example.org/1\nTwo guide,https://example.org/2\nThree guide,https://example.org/3\n"
    batch = judged(bo, {"t.csv": text}, **CHOICES)
    Row.objects.filter(batch=batch, number=2).update(what={"title": "x" * 400, "language": "en"})
    actions.write(batch, by=bo)
    work()
    batch = fresh(batch)
    assert batch.state == "done"
    assert Resource.objects.count() == 2
    assert batch.rows.get(number=2).reasons[0][1] == "not_written"


def test_what_is_not_complete_becomes_a_draft(judged, bo):
    text = "title,link\nOne guide,https://example.org/1\nTwo guide,\n"
    batch = judged(bo, {"t.csv": text}, publishes=True, **CHOICES)
    assert queries.fates(batch) == {"draft": 1, "publish": 1, "duplicate": 0, "refused": 0}
    batch.publishes = False
    assert queries.fates(batch)["draft"] == 2


def test_duplicates_of_the_library_and_within_the_file(judged, bo, mei, tao):
    same_doi = resource(mei, "Something else", doi="10.1000/ABC", link="https://doi.org/10.1000/ABC")
    same_title = resource(mei, "2型糖尿病患者的同伴支持干预")
    content = b"The very same bytes. " * 30
    same_file = resource(mei, "With a file", files=[sent(mei, "m.txt", content)])
    hidden = library.describe(library.start(by=tao), by=tao, title="A hidden draft")
    text = (
        "title,doi,year,file\nBy its DOI,https://doi.org/10.1000/abc,,\n2型糖尿病患者的同伴支持干预！,,2026,\n"
        "2型糖尿病患者的饮食管理研究,,,\nBy its file,,,x.txt\nA hidden draft,,,\nNew guide,,2020,\n"
        "NEW – guide!,,2021,\nNew guide,,2010,\n"
    )
    work()
    batch = judged(bo, {"t.csv": text, "x.txt": content}, **CHOICES)
    rows = list(batch.rows.all())
    assert [row.twin_id for row in rows] == [same_doi.pk, same_title.pk, None, same_file.pk, None, None, None, None]
    assert [row.twin_row for row in rows] == [None] * 6 + [6, None]
    assert hidden.pk not in [row.twin_id for row in rows]
    assert queries.fates(batch) == {"draft": 4, "publish": 0, "duplicate": 4, "refused": 0}
    actions.choose(batch, by=bo, duplicates="add", **CHOICES)
    work()
    assert queries.fates(fresh(batch)) == {"draft": 8, "publish": 0, "duplicate": 0, "refused": 0}


def test_a_table_in_an_archive_with_the_files_that_it_names(judged, bo):
    files = {f"papers/guide {n}.txt": f"Guide {n} says something. " * 10 for n in range(3)}
    files |= {
        "papers/picture.png": PNG,
        "list.csv": "title,file\n" + "".join(f"Guide no. {n},guide {n}.txt\n" for n in range(3)),
    }
    files["list.csv"] += "A picture,papers/picture.png\nNothing,papers/none.png\nLying,papers/lie.pdf\n"
    files["papers/lie.pdf"] = "not a pdf"
    batch = judged(bo, {"all.zip": packed(files)}, **CHOICES)
    assert batch.name == "list.csv"
    assert queries.fates(batch) == {"draft": 4, "publish": 0, "duplicate": 0, "refused": 2}
    assert [row.reasons[0][1] for row in batch.rows.filter(fate="refused")] == ["no_file", "bad_file"]
    actions.write(batch, by=bo)
    work()
    assert [r.editions.get().files.get().name for r in Resource.objects.order_by("pk")] == [
        *("guide 0.txt", "guide 1.txt", "guide 2.txt", "picture.png"),
    ]
    assert StoredFile.objects.filter(state="ready", editions__isnull=False).count() == 4


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        (
            "a.ris",
            "TY  - JOUR\nTI  - One\nAU  - Lin, Mei\nDO  - 10.1000/a\nPY  - 2019\nJO  - Peers\nLA  - eng\nER  - \n",
            "ris",
        ),
        (
            "a.bib",
            "@article{k, title={One}, author={Lin, Mei}, doi={10.1000/a}, year=2019, journal={Peers},"
            " language={english}}",
            "bibtex",
        ),
        (
            "a.nbib",
            "PMID- 1\nTI  - One\nFAU - Lin, Mei\nAID - 10.1000/a [doi]\nDP  - 2019\nJT  - Peers\nLA  - eng\n",
            "nbib",
        ),
        (
            "a.json",
            '[{"title":"One","type":"article-journal","author":[{"family":"Lin","given":"Mei"}],"DOI":"10.1000/a",'
            '"issued":{"date-parts":[["2019"]]},"container-title":"Peers","language":"en"}]',
            "csl-json",
        ),
        (
            "a.xml",
            "<xml><records><record><ref-type name='Journal Article'>17</ref-type><contributors><authors><author>Lin, "
            "Mei"
            "</author></authors></contributors><titles><title>One</title><secondary-title>Peers</secondary-title></titles>"
            "<dates><year>2019</year></dates><electronic-resource-num>10.1000/a</electronic-resource-num>"
            "<language>English</language></record></records></xml>",
            "endnote-xml",
        ),
    ],
)
def test_files_of_references(judged, bo, name, content, format):
    batch = judged(bo, {name: content}, **CHOICES)
    row = batch.rows.get()
    assert (batch.format, row.fate, row.is_complete) == (format, "new", True)
    assert row.what["authors"] == [{"name": "Mei Lin", "orcid": ""}]
    assert (row.what["kind"], row.what["year"], row.what["doi"]) == ("findings", 2019, "10.1000/a")
    assert row.what["citation"].startswith("Lin, Mei (2019). One. Peers.")
    assert (row.raw.strip(), batch.parser) == (
        content.strip() if format != "csl-json" and format != "endnote-xml" else row.raw,
        "1",
    )
    actions.write(batch, by=bo)
    work()
    made = Resource.objects.get()
    assert (made.state, made.title, made.doi, made.languages) == ("draft", "One", "10.1000/a", ["en"])


def test_warnings_stay_with_their_row_or_with_the_file(begun, bo):
    batch = begun(bo, {"a.ris": "hello\nTY  - JOUR\nTI  - One\nZZ  - x\nER  - \n"})
    assert [one[0] for one in batch.warnings] == [1]
    assert [one[0] for one in batch.rows.get().warnings] == [4]
    assert "ZZ" in terms.warning(batch.rows.get().warnings[0])


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"a.txt": "nothing to be read here"}, "nothing"),
        ({"a.csv": "title\nOne\n", "b.ris": "TY  - JOUR\n"}, "many"),
        ({"a.png": PNG}, "none"),
        ({"a.csv": "title,year\n"}, "nothing"),
    ],
)
def test_what_cannot_be_read_says_why(begun, bo, files, problem):
    batch = begun(bo, files)
    assert (batch.state, batch.problem) == ("failed", problem)


def test_the_encoding_can_be_said(begun, bo):
    batch = begun(bo, {"a.csv": "title,year\nStøtte på gaden,2019\n".encode("cp1252")})
    assert (batch.encoding, batch.rows.get().told[0]) == ("cp1252", "Støtte på gaden")
    actions.read_again(batch, by=bo, encoding="gb18030")
    work()
    batch = fresh(batch)
    assert batch.encoding == "gb18030"
    assert batch.rows.get().told[0] != "Støtte på gaden"


def test_an_import_is_its_owners_alone(begun, bo, mei, nova):
    batch = begun(bo, {"a.csv": "title,year\nOne,2019\n"})
    assert list(Import.objects.visible_to(bo)) == [batch]
    assert not Import.objects.visible_to(mei).exists()
    assert not Import.objects.visible_to(nova).exists()
    assert not Import.objects.visible_to(None).exists()
    with pytest.raises(Denied, match="Only who began"):
        actions.choose(batch, by=mei)


def test_an_applicant_brings_nothing(xiu):
    with pytest.raises(Denied, match="for members"):
        actions.begin(by=xiu, files=[])


# -- back again --------------------------------------------------------------------------------------------------
def done(judged, bo, text, **choices):
    batch = judged(bo, {"t.csv": text}, **(CHOICES | choices))
    actions.write(batch, by=bo)
    work()
    return fresh(batch)


def test_the_whole_batch_is_undone_but_for_what_was_touched(judged, bo, mei):
    text = "title,link,topics\n" + "".join(f"Guide number {n},https://example.org/{n},peers\n" for n in range(4))
    batch = done(judged, bo, text, publishes=True)
    first, second, third, fourth = Resource.objects.order_by("pk")
    library.describe(second, by=bo, title="My own words now")
    library.mark_useful(third, by=mei)
    actions.undo(batch, by=bo)
    work()
    batch = fresh(batch)
    assert batch.state == "undone"
    states = dict(Resource.objects.values_list("pk", "state"))
    assert states == {
        first.pk: "withdrawn",
        second.pk: "published",
        third.pk: "published",
        fourth.pk: "withdrawn",
    }
    assert sorted(
        Entry.objects.filter(withdrawn_at=None, kind="resource").values_list("source_id", flat=True)
    ) == sorted([str(second.pk), str(third.pk)])
    told = Activity.objects.filter(kind__startswith="imports.").order_by("pk")
    assert [(one.kind, one.detail["n"]) for one in told] == [("imports.brought", 4), ("imports.undone", 2)]


def test_untouched_drafts_vanish_with_their_files(judged, bo):
    files = {"list.csv": "title,file\nA guide,a.txt\n", "a.txt": "Something to read. " * 20}
    batch = judged(bo, {"all.zip": packed(files)}, **CHOICES)
    actions.write(batch, by=bo)
    work()
    assert Resource.objects.count() == 1
    actions.undo(fresh(batch), by=bo)
    work()
    assert Resource.objects.count() == 0
    assert list(StoredFile.objects.values_list("name", flat=True)) == ["all.zip"]
    assert fresh(batch).rows.get().undone_at is not None


def test_discarding_and_forgetting_take_the_files_along(begun, judged, bo):
    batch = begun(bo, {"a.csv": "title,year\nOne,2019\n"})
    actions.discard(batch, by=bo)
    assert (Import.objects.count(), StoredFile.objects.count()) == (0, 0)
    kept = done(judged, bo, "title,link\nOne guide,https://example.org\n")
    assert actions.forget() == 0
    Import.objects.filter(pk=kept.pk).update(changed_at="2020-01-01T00:00Z")
    assert actions.forget() == 1
    assert (Import.objects.count(), Resource.objects.count(), StoredFile.objects.count()) == (0, 1, 0)


@pytest.mark.parametrize("publishes", [False, True])
def test_a_slice_takes_as_many_statements_however_long_it_is(judged, bo, publishes):
    """The gates too are asked once for all."""
    counted = []
    for rows in (5, 60):
        text = "title,link,topics,city\n"
        text += "".join(f"{rows} guide {n},https://example.org/{rows}/{n},peers,Shanghai\n" for n in range(rows))
        batch = judged(bo, {"t.csv": text}, publishes=publishes, **CHOICES)
        actions.write(batch, by=bo)
        Topic.objects.get_or_create(slug="peers", defaults={"name": "peers"})
        with CaptureQueriesContext(connection) as caught:
            writing.write_slice(batch.pk)
        counted.append(len(caught))
    assert counted[1] - counted[0] <= 0, counted
