"""The demo's content reads as a whole, fits the vocabularies, and becomes real files."""

import io
import zipfile
from collections import Counter

import pypdfium2
import pytest
from PIL import Image

from network.demo import content
from network.demo.content import big, blocks, files, reading
from network.demo.content.model import ResourceContent
from resources.library import vocabulary

CAST = ("mei", "bo", "nova", "freja", "diego", "priya", "tao", "carmen", "sofie", "xiu", "ex")


def by_slug(slug):
    return next(resource for resource in content.resources() if resource.slug == slug)


def text_of(data):
    with pypdfium2.PdfDocument(data) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def squeezed(text):
    return "".join(text.split())


# ---- what is there


def test_sixty_resources_of_every_kind_in_four_languages():
    kinds = Counter(resource.kind for resource in content.resources())
    languages = Counter(resource.language for resource in content.resources())
    assert languages == {"en": 24, "zh-hans": 16, "da": 10, "es": 10}
    assert set(kinds) == set(vocabulary.KINDS)


def test_most_resources_are_public_and_some_are_not():
    counts = Counter(resource.visibility for resource in content.resources())
    assert counts["public"] >= 45
    assert counts["members"] >= 5
    assert counts["city"] >= 3


def test_every_function_stage_and_format_occurs():
    for field, vocabulary_words in (("functions", vocabulary.FUNCTIONS), ("stages", vocabulary.CAR_STAGES)):
        assert {word for resource in content.resources() for word in getattr(resource, field)} == set(vocabulary_words)
    assert {extension for resource in content.resources() for extension in resource.formats} == set(reading.FORMATS)


@pytest.mark.parametrize("resource", content.resources(), ids=lambda resource: resource.slug)
def test_a_resource_can_be_read_and_described(resource):
    assert 30 <= len(resource.summary) <= 400
    assert 6 <= len(resource.title) <= 120
    assert len(squeezed(resource.body)) >= 100
    assert vocabulary.LICENCES[resource.licence].may_publish
    assert len({text.language for text in resource.texts}) == len(resource.texts)
    assert bool(resource.poster) == bool({"png", "jpg"} & set(resource.formats))
    assert bool(resource.table) == bool({"csv", "xlsx"} & set(resource.formats))
    for block in blocks.parse(resource.body):
        cells = [cell for row in block.rows for cell in (row if block.kind == "table" else [row])]
        assert "**" not in block.text + "".join(blocks.plain(cell) for cell in cells), "emphasis that did not close"


def test_summaries_exist_in_a_second_language_from_authors_members_and_machines():
    assert {text.provenance for resource in content.resources() for text in resource.texts} == set(
        vocabulary.PROVENANCES
    )


def test_chinese_addresses_the_reader_politely():
    for resource in content.resources():
        if resource.language == "zh-hans" and resource.kind == "recruitment":
            assert "您" in resource.body


def test_cities_stand_in_every_state_of_a_partnership():
    assert {city.state for city in content.cities()} == {
        "prospect", "invited", "joined", "active", "paused", "alumni"
    }  # fmt: skip
    assert [city.slug for city in content.cities()[:5]] == ["copenhagen", "houston", "vancouver", "shanghai", "tianjin"]
    for city in content.cities():
        assert set(city.names) == set(vocabulary.LANGUAGES)
        assert all(fact.source and 2015 <= fact.year <= 2026 for fact in city.facts)
        assert [step.days_ago for step in city.history] == sorted((s.days_ago for s in city.history), reverse=True)
        assert "en" in city.intro


def test_the_five_cities_have_pages_programmes_and_organisations():
    for city in content.cities()[:5]:
        assert city.mark in ("circle", "square", "diamond", "triangle", "hexagon")
        assert 2 <= len(city.programmes) <= 4
        assert 2 <= len(city.organisations) <= 3
        assert city.languages[0] in city.intro
        assert "sample" in city.programmes[0].names["en"]


def test_the_cast_is_there_and_each_role_is_taken():
    people = {person.handle: person for person in content.people()}
    assert all(people[handle].cast for handle in CAST)
    assert people["mei"].duty == "coordinator"
    assert people["nova"].administrator
    assert people["carmen"].network_coordinator
    assert people["sofie"].sponsor_staff
    assert people["xiu"].status == "applicant"
    assert people["ex"].status == "left"
    assert len(people) - sum(person.cast for person in people.values()) >= 25


def test_the_timeline_goes_forward_and_nobody_acts_before_joining():
    joined = {person.handle: person.joined for person in content.people()}
    shared = {event.what: event.days_ago for event in content.timeline() if event.kind == "shared"}
    days = [event.days_ago for event in content.timeline()]
    assert days == sorted(days, reverse=True)
    assert len(shared) == 60
    for event in content.timeline():
        if event.kind in ("shared", "useful"):
            assert event.days_ago < joined[event.by]
        if event.kind == "useful":
            assert event.days_ago <= shared[event.what]
            resource = by_slug(event.what)
            assert event.by not in resource.authors
            assert resource.visibility != "city" or event.detail["city"] in resource.cities


def test_what_is_of_use_comes_from_several_cities_and_lately_too():
    useful = [event for event in content.timeline() if event.kind == "useful"]
    assert len({event.detail["city"] for event in useful}) >= 5
    assert any(event.days_ago < 14 for event in useful)


# ---- slips stop the reading

GOOD = (reading.FOLDER / "04-what-a-peer-supporter-does.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('kind = "tool"', 'kind = "gadget"', "gadget"),
        ('topics = ["safety"', 'topics = ["safty"', "safty"),
        ('authors = ["priya"', 'authors = ["prya"', "prya"),
        ('cities = ["vancouver"]', 'cities = ["atlantis"]', "atlantis"),
        ('licence = "CC0-1.0"', 'licence = "CC-1.0"', "CC-1.0"),
        ('formats = ["docx"', 'formats = ["exe"', "exe"),
        ('provenance = "author"', 'provenance = "oracle"', "oracle"),
        ("year = 2024", "yaer = 2024", "year"),
        ("shared = 210", "shared = 210\nmood = 3", "mood"),
        ("+++\nkind", "kind", "front matter"),
    ],
)
def test_a_slip_in_a_file_is_named(tmp_path, old, new, word):
    path = tmp_path / "04-what-a-peer-supporter-does.md"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(reading.ContentError) as caught:
        reading.read(path)
    assert word in str(caught.value)
    assert path.name in str(caught.value)


def test_the_same_file_without_a_slip_is_read(tmp_path):
    path = tmp_path / "04-what-a-peer-supporter-does.md"
    path.write_text(GOOD, encoding="utf-8")
    assert isinstance(reading.read(path), ResourceContent)


# ---- files


def test_the_chinese_pdf_shows_and_gives_back_its_text():
    data = files.make(by_slug("zh-hearing-feelings"), "pdf")
    text = squeezed(text_of(data))
    for word in ("糖尿病困扰", "同伴支持者", "不加判断", "照顾倾听的人", "顾小红"):
        assert word in text
    with pypdfium2.PdfDocument(data) as document:
        assert document.get_metadata_value("Title") == "听见情绪：同伴支持者怎样谈糖尿病困扰"
        picture = document[0].render(scale=0.5).to_pil().convert("L")
    assert picture.getextrema()[0] < 90, "a page without ink"


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("nabo-til-nabo", ("Nabo til nabo", "fællesspisning", "Yusuf Demir")),
        ("la-familia-en-la-mesa", ("La familia en la mesa", "¿Cómo te ayudo hoy?", "refrigerador")),
        ("listening-six-exercises", ("“I am fine”", "Diabetes Distress Scale", "Samira Haddad")),
    ],
)
def test_a_pdf_in_another_language_gives_back_its_text(slug, words):
    text = squeezed(text_of(files.make(by_slug(slug), "pdf")))
    for word in words:
        assert squeezed(word) in text


def test_every_resource_that_has_a_pdf_makes_one():
    for resource in content.resources():
        if "pdf" in resource.formats:
            data = files.make(resource, "pdf")
            assert data.startswith(b"%PDF-")
            assert squeezed(resource.title)[:12] in squeezed(text_of(data)), resource.slug


@pytest.mark.parametrize(
    ("slug", "extension", "part", "word"),
    [
        ("zh-group-first-year", "docx", "word/document.xml", "不追问"),
        ("teoria-del-cambio", "pptx", "ppt/slides/slide3.xml", "Lo que hemos visto"),
        ("fremtidsvaerksted", "odt", "content.xml", "Kritik"),
        ("zh-walking-attendance", "xlsx", "xl/sharedStrings.xml", "步行分钟"),
    ],
)
def test_an_office_file_holds_the_text_and_is_the_same_each_time(slug, extension, part, word):
    first, second = (files.make(by_slug(slug), extension) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time[:3] for entry in archive.infolist()} <= {(2026, 1, 5), (1980, 1, 1)}
        assert word in archive.read(part).decode()


def test_a_pdf_is_the_same_each_time():
    assert files.make(by_slug("zh-low-glucose-card"), "pdf") == files.make(by_slug("zh-low-glucose-card"), "pdf")


def test_a_kit_holds_pdf_and_word():
    with zipfile.ZipFile(io.BytesIO(files.make(by_slug("from-first-meeting-to-shared-action"), "zip"))) as archive:
        assert sorted(name.rsplit(".")[-1] for name in archive.namelist()) == ["docx", "pdf"]


def test_the_table_has_a_heading_and_rows_for_every_contact():
    lines = files.make(by_slug("peer-line-contacts"), "csv").decode("utf-8-sig").splitlines()
    assert lines[0].startswith("contact_id,caller,week")
    assert len(lines) == 481


@pytest.mark.parametrize("extension", ["png", "jpg"])
def test_a_poster_is_a_picture_on_which_something_is_drawn(extension):
    picture = Image.open(io.BytesIO(files.make(by_slug("zh-poster-come-and-sit"), extension)))
    assert picture.size == (1240, 1754)
    assert len(picture.convert("RGB").resize((124, 175)).getcolors(30000)) > 20


def test_files_are_made_once_and_again_only_when_the_content_changed(tmp_path, monkeypatch):
    chosen = (by_slug("three-minute-contact-log"), by_slug("zh-walking-attendance"))
    monkeypatch.setattr(files, "resources", lambda: chosen)
    made, steps = [], []
    real = files.make
    monkeypatch.setattr(
        files, "make", lambda resource, kind: made.append((resource.slug, kind)) or real(resource, kind)
    )

    paths = files.make_files(tmp_path, progress=lambda done, total, name: steps.append((done, total)))
    assert steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert [path.suffix for path in paths["three-minute-contact-log"]] == [".docx", ".odt"]
    assert all(path.stat().st_size for group in paths.values() for path in group)
    assert len(made) == 4

    assert files.make_files(tmp_path) == paths
    assert len(made) == 4

    paths["zh-walking-attendance"][0].unlink()
    files.make_files(tmp_path)
    assert made[4:] == [("zh-walking-attendance", "xlsx")]

    changed = ResourceContent(**{**vars(chosen[0]), "body": chosen[0].body + "\nOne more line.\n"})
    monkeypatch.setattr(files, "resources", lambda: (changed, chosen[1]))
    files.make_files(tmp_path)
    assert sorted(made[5:]) == [("three-minute-contact-log", "docx"), ("three-minute-contact-log", "odt")]


def test_names_of_files_are_fit_for_any_file_system():
    names = [files.file_name(resource, extension) for resource in content.resources() for extension in resource.formats]
    assert not [name for name in names if set(name) & set('\\/:*?"<>|') or len(name.encode()) > 250]
    assert len(set(names)) == len(names)


def test_the_big_pdf_is_valid_large_and_has_its_rare_words(tmp_path):
    path = content.big_pdf(tmp_path / "big.pdf", megabytes=3, rare=("琥珀罗盘", "quillwort lantern"))
    assert 3_000_000 <= path.stat().st_size < 5_500_000
    text = text_of(path.read_bytes())
    assert "琥珀罗盘" in squeezed(text)
    assert "quillwort lantern" in " ".join(text.split())
    with pypdfium2.PdfDocument(path) as document:
        assert document.get_metadata_value("Title") == big.TITLE


def test_the_rare_words_stand_nowhere_else():
    everything = "".join(resource.body for resource in content.resources()).lower()
    assert not [word for word in big.RARE_CHINESE + big.RARE_ENGLISH if word in everything]
