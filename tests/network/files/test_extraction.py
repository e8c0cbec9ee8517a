"""The reading child: what it finds in honest files, and how little hostile ones get out of it (A05 to A08)."""

import io
import json
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from network.files import extraction
from tests.network.files import hostile

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TABLE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def examine(tmp_path):
    """Return `examine(data, content_type) -> Found`."""

    def look(data, content_type):
        path = tmp_path / "file"
        path.write_bytes(data)
        return extraction.examine(path, content_type)

    return look


def numbers(found):
    return [number for number, *_ in found.pictures]


def test_a_pdf_gives_text_title_pages_and_pictures(examine):
    found = examine(hostile.pdf("Handbook of peer support for the team"), "application/pdf")
    assert found.text.strip() == "Handbook of peer support for the team"
    assert found.title == "Handbook of peer support for the team"
    assert (found.language, found.pages, found.died, found.locked) == ("en", 1, set(), False)
    assert [(n, w, h) for n, w, h, _ in found.pictures] == [(0, 400, 566), (1, 900, 1274)]
    picture = Image.open(io.BytesIO(found.pictures[1][3]))
    assert picture.format == "WEBP"
    assert picture.convert("L").getextrema()[0] < 80


def test_the_largest_line_of_a_pdf_is_its_title(examine):
    page = b"BT /F1 9 Tf 72 800 Td (University, paper 7) Tj ET BT /F1 26 Tf 72 700 Td (What peers do) Tj ET"
    assert examine(hostile.pdf(stream=page), "application/pdf").title == "What peers do"


def test_word_slides_and_tables_are_read_and_drawn(examine, tmp_path):
    docx = pytest.importorskip("docx")
    pptx = pytest.importorskip("pptx")
    xlsxwriter = pytest.importorskip("xlsxwriter")
    document = docx.Document()
    document.core_properties.title = "Håndbog i peerstøtte"
    document.add_heading("Første kapitel")
    document.add_paragraph("Vi mødes hver uge og taler om det, der er svært, og om det, der hjælper. " * 20)
    document.save(tmp_path / "a.docx")
    found = examine((tmp_path / "a.docx").read_bytes(), WORD)
    assert (found.title, found.language) == ("Håndbog i peerstøtte", "da")
    assert "der hjælper" in found.text
    assert numbers(found) == [0, 1]

    show = pptx.Presentation()
    for words in ("同伴支持者的培训与督导", "社区心理健康服务中的实践指南"):
        slide = show.slides.add_slide(show.slide_layouts[1])
        slide.shapes.title.text = words
        slide.placeholders[1].text = "我们每周见面，谈困难，也谈有帮助的事。" * 6
    slide.notes_slide.notes_text_frame.text = "讲者备注"
    show.save(tmp_path / "a.pptx")
    found = examine((tmp_path / "a.pptx").read_bytes(), SLIDES)
    assert (found.title, found.language, found.pages) == ("同伴支持者的培训与督导", "zh-hans", 2)
    assert "讲者备注" in found.text
    assert numbers(found) in ([0, 1, 2], [])  # without any Chinese font there is no picture rather than a wrong one

    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    book.add_worksheet("Reach").write_row(0, 0, ["Houston", 3])
    book.close()
    found = examine((tmp_path / "a.xlsx").read_bytes(), TABLE)
    assert "Houston" in found.text
    assert numbers(found) == [0, 1]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Training handbook for peer supporters in the community mental health team", "en"),
        ("Håndbog til uddannelse af peerstøttemedarbejdere i psykiatrien, til koordinatorer", "da"),
        ("Manual de formación para personas de apoyo entre iguales en salud mental", "es"),
        ("同伴支持者培训手册：社区心理健康服务中的实践指南", "zh-hans"),
        ("同伴支持 peer support 手册，为上海的社区服务编写，供培训使用", "zh-hans"),
        ("3 + 4", ""),
    ],
)
def test_the_language_is_told(examine, words, language):
    assert examine(words.encode(), "text/plain").language == language


def test_an_image_is_drawn_upright_and_without_the_cameras_notes(examine):
    buffer = io.BytesIO()
    notes = Image.Exif()
    notes[0x0112] = 6  # lying on its side
    notes[0x010F] = "Camera of Mei"
    Image.new("RGB", (80, 40), "teal").save(buffer, "JPEG", exif=notes)
    found = examine(buffer.getvalue(), "image/jpeg")
    assert [(n, w, h) for n, w, h, _ in found.pictures] == [(0, 40, 80), (1, 40, 80)]
    assert all(b"Camera" not in data and b"EXIF" not in data for *_, data in found.pictures)


def test_a_pdf_with_a_password_is_kept_and_said_to_be_locked(examine):
    found = examine(hostile.locked_pdf(), "application/pdf")
    assert found.locked
    assert found.text == ""
    assert found.pictures == []


@pytest.fixture
def canary():
    """A server on the loopback that counts who knocks."""
    knocks = []
    server = socket.create_server(("127.0.0.1", 0))

    def listen():
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            knocks.append(line)
            line.close()

    threading.Thread(target=listen, daemon=True).start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/", knocks
    server.close()


def test_external_entities_are_not_followed(examine, canary):
    address, knocks = canary
    found = examine(hostile.xxe_docx(address), WORD)
    assert "root:" not in found.text
    assert knocks == []


ALONE = """
import json, resource, sys
from django.conf import settings
settings.configure(OFFICE_PROGRAM="")
from network.files import extraction
found = extraction.examine(sys.argv[1], sys.argv[2])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([len(found.text), sorted(found.died), used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


def alone(path, content_type):
    """Return (letters, what died, CPU seconds, KiB of memory) of a reader whose parent has no history of its own.

    The kernel hands a process's peak on to its children, so that of a long test run would be counted with theirs.
    """
    command = [sys.executable, "-c", ALONE, str(path), content_type]
    root = Path(extraction.__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=130)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("make", [hostile.lol_docx, hostile.bomb_docx, hostile.flate_bomb_pdf])
def test_bombs_end_their_reader_and_nothing_else(tmp_path, make):
    data = make()
    (tmp_path / "bomb").write_bytes(data)
    started = time.monotonic()
    letters, died, seconds, memory = alone(tmp_path / "bomb", "application/pdf" if data.startswith(b"%PDF") else WORD)
    assert letters < 10_000
    assert seconds < 22
    assert time.monotonic() - started < 125
    assert memory < 600 * 1024
    if make is hostile.flate_bomb_pdf:
        assert died


@pytest.mark.parametrize("side", [12_000, 60_000])
def test_pixel_bombs_are_not_decoded(examine, side):
    found = examine(hostile.png(side, side, rows=1), "image/png")
    assert found.pictures == []
    assert found.died == {"draw"}


def test_a_huge_page_costs_no_more_than_a_small_one(examine):
    page = hostile.pdf().replace(b"/MediaBox [0 0 595 842]", b"/MediaBox [0 0 200000 200000]")
    found = examine(page, "application/pdf")
    assert [(n, w, h) for n, w, h, _ in found.pictures] == [(0, 400, 400), (1, 900, 900)]


def test_what_the_child_says_is_cleaned_and_checked(tmp_path):
    found = extraction.Found()
    extraction.take_text(found, {"text": "a\0b\ud800c\x1bd\r\ne", "title": 7, "language": ["x"], "pages": -3})
    assert (found.text, found.title, found.language, found.pages) == ("abcd\ne", "", "", None)
    (tmp_path / "1.webp").write_bytes(hostile.SCRIPT)
    extraction.take_pictures(found, {"pictures": [[1, 900, 900], [99, 1, 1], [2, "a", 3]]}, tmp_path)
    assert found.pictures == []


def test_a_reader_that_hangs_is_asked_twice_and_no_more(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(extraction, "spawn", lambda *_: asked.append(1))
    assert extraction.run("text", tmp_path / "file", tmp_path, "text/plain") is None
    assert len(asked) == 2


def test_the_child_has_no_network_and_no_secrets(tmp_path, canary, monkeypatch):
    address, knocks = canary
    monkeypatch.setenv("SECRET_KEY", "very secret")
    script = tmp_path / "child"
    script.mkdir()
    (script / "__main__.py").write_text(
        "import os, socket, sys\n"
        "assert 'SECRET_KEY' not in os.environ\n"
        f"socket.create_connection(('127.0.0.1', {address.split(':')[2].strip('/')}), 2)\n"
    )
    went_well = extraction.spawn([*extraction.no_network(), sys.executable, "-I", str(script)], tmp_path, 10)
    if not extraction.no_network():
        pytest.skip("this machine lets nobody make a network of one's own")
    assert not went_well
    assert knocks == []


def test_a_child_that_hangs_is_ended_with_all_it_started(tmp_path):
    started = time.monotonic()
    assert extraction.spawn(["/bin/sh", "-c", f"sleep 60 & echo $! > {tmp_path}/pid; wait"], tmp_path, 0.5) is None
    assert time.monotonic() - started < 5
    time.sleep(0.2)
    status = Path("/proc", (tmp_path / "pid").read_text().strip(), "stat")
    # Ended, or waiting for the machine's first process to notice.
    assert not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"


def test_office_files_are_printed_where_libreoffice_is_named(examine, tmp_path, settings):
    """A stand-in for soffice shows what it is given, and that what it prints is drawn."""
    office = tmp_path / "soffice"
    (tmp_path / "printed.pdf").write_bytes(hostile.pdf("Printed page"))
    office.write_text(
        f'#!/bin/sh\necho "$@" > {tmp_path}/words\nwhile [ "$1" != --outdir ]; do shift; done\n'
        f'mkdir -p "$2" && cp {tmp_path}/printed.pdf "$2"\n'
    )
    office.chmod(0o755)
    settings.OFFICE_PROGRAM = str(office)
    found = examine(hostile.docx("What Word says"), WORD)
    assert found.text.strip() == "What Word says"
    assert [(n, w, h) for n, w, h, _ in found.pictures] == [(0, 400, 566), (1, 900, 1274)]
    assert "--headless" in (tmp_path / "words").read_text()


def test_marks_of_markdown_do_not_show_in_drawn_pages(monkeypatch):
    """The reader of slides hands out escaped marks; people should see neither them nor their backslashes."""
    child = Path(extraction.__file__).parent / "child"
    monkeypatch.syspath_prepend(str(child))
    import typeset

    assert typeset.style("## \\*\\*The logic of the hand-over\\*\\*") == (30, "The logic of the hand-over", False)
    assert typeset.style("5 \\> 3 and 2 \\* 2")[1] == "5 > 3 and 2 * 2"
