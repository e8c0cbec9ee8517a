"""A file is what its content says; names that lie are refused with a reason (A01, A02, A05, A07, A09)."""

import io
import time
import wave

import pytest
from PIL import Image

from network.files.sniff import sniff
from network.files.terms import REFUSALS, Refused
from tests.network.files import hostile


def picture(kind):
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(buffer, kind)
    return buffer.getvalue()


def sound():
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(bytes(800))
    return buffer.getvalue()


def office(kind, main):
    types = hostile.WORD_TYPES.replace(b"wordprocessingml.document", kind).replace(b"word/document.xml", main.encode())
    return hostile.packed([("[Content_Types].xml", types), (main, b"<x/>")])


ODT = "application/vnd.oasis.opendocument.text"
OOXML = "application/vnd.openxmlformats-officedocument."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HONEST = {
    "a.pdf": (hostile.pdf(), "application/pdf", ""),
    "skript.PDF": (
        hostile.pdf(extra=b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
        "application/pdf",
        "active",
    ),
    "start.pdf": (hostile.pdf(extra=b"/OpenAction << /S /Launch /F (cmd.exe) >>"), "application/pdf", "active"),
    "a.docx": (hostile.docx(), OOXML + "wordprocessingml.document", ""),
    "a.xlsx": (office(b"spreadsheetml.sheet", "xl/workbook.xml"), OOXML + "spreadsheetml.sheet", ""),
    "a.pptx": (
        office(b"presentationml.presentation", "ppt/presentation.xml"),
        OOXML + "presentationml.presentation",
        "",
    ),
    "locked.docx": (OLE + "EncryptedPackage\0".encode("utf-16-le"), OOXML + "wordprocessingml.document", "locked"),
    "old.doc": (OLE, "application/msword", ""),
    "a.odt": (hostile.packed([("mimetype", ODT), ("content.xml", "<x/>")]), ODT, ""),
    "a.png": (hostile.png(), "image/png", ""),
    "a.jpg": (picture("JPEG"), "image/jpeg", ""),
    "a.gif": (picture("GIF"), "image/gif", ""),
    "a.webp": (picture("WEBP"), "image/webp", ""),
    "a.wav": (sound(), "audio/wav", ""),
    "a.mp3": (b"ID3\x04" + bytes(500), "audio/mpeg", ""),
    "a.mp4": (b"\0\0\0\x18ftypisom" + bytes(500), "video/mp4", ""),
    "a.webm": (b"\x1a\x45\xdf\xa3\x9fB\x82\x84webm" + bytes(300), "video/webm", ""),
    "a.ogg": (b"OggS\x00" + bytes(100), "audio/ogg", ""),
    "a.csv": ("By;Antal\nKøbenhavn;3\n".encode(), "text/csv", ""),
    "excel.csv": ("城市;人数\n上海;3\n".encode("gb18030"), "text/csv", ""),
    "gammel.csv": ("By;Antal\nÅrhus;3\n".encode("cp1252"), "text/csv", ""),
    "wide.txt": ("Møde på tirsdag".encode("utf-16"), "text/plain", ""),
    "compare.txt": (b"if a < b then the <b>script</b> of the meeting is long", "text/plain", ""),
    "a.zip": (hostile.packed([("a.txt", b"hello"), ("b.docx", hostile.docx())]), "application/zip", ""),
    "page.html": (hostile.SCRIPT, "text/html", "download_only"),
    "x.svg": (hostile.SVG, "image/svg+xml", "download_only"),
    "no extension": (hostile.pdf(), "application/pdf", ""),
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_files_are_taken_as_what_they_are(name, tmp_path):
    data, content_type, note = HONEST[name]
    path = tmp_path / "file"
    path.write_bytes(data)
    kind = sniff(path, name)
    assert (kind.content_type, kind.note) == (content_type, note)


LYING = {
    "html.pdf": (hostile.SCRIPT, "html_inside"),
    "html.txt": (hostile.SCRIPT, "html_inside"),
    "html.csv": (b"  \n<!-- x --><!DOCTYPE html><p>", "html_inside"),
    "late.txt": (b"hello\n<script>alert(1)</script>", "html_inside"),
    "wide.txt": ("<script>alert(1)</script>".encode("utf-16"), "html_inside"),
    "html.docx": (hostile.SCRIPT, "html_inside"),
    "html.png": (hostile.SCRIPT, "html_inside"),
    "svg.png": (hostile.SVG, "svg_inside"),
    "svg.pdf": (hostile.SVG, "svg_inside"),
    "polyglot.pdf": (b"alert(1)//\n" + hostile.pdf(), "not_pdf"),
    "exe.docx": (hostile.PROGRAM, "program"),
    "exe.pdf": (hostile.PROGRAM, "program"),
    "a.pdf.exe": (hostile.pdf(), "program"),
    "run.sh": (b"#!/bin/sh\nrm -rf /", "program"),
    "run.txt": (b"#!/bin/sh\nrm -rf /", "program"),
    "elf.zip": (b"\x7fELF" + bytes(200), "program"),
    "zip.docx": (hostile.packed([("a.txt", b"x")]), "not_office"),
    "docx.xlsx": (hostile.docx(), "not_office"),
    "docx.pdf": (hostile.docx(), "mismatch"),
    "pdf.docx": (hostile.pdf(), "not_office"),
    "png.jpg": (hostile.png(), "mismatch"),
    "noise.jpg": (b"not a picture at all", "mismatch"),
    "script.gif": (hostile.gif_script()[:8], "mismatch"),
    "empty.pdf": (b"", "empty"),
    "macro.docx": (hostile.macro_docx(), "macro"),
    "macro.docm": (hostile.docx(), "macro"),
    "macro.xls": (OLE + "_VBA_PROJECT\0".encode("utf-16-le"), "macro"),
    "slip.zip": (hostile.slip_zip(), "slip"),
    "absolute.zip": (hostile.packed([("/etc/passwd", b"x")]), "slip"),
    "windows.zip": (hostile.packed([("C:\\x", b"x")]), "slip"),
    "link.zip": (hostile.link_zip(), "slip"),
    "nest.zip": (hostile.nested_zip(), "nested"),
    "hidden.zip": (hostile.packed([("photo.dat", hostile.nested_zip(2))]), "nested"),
    "exe.zip": (hostile.packed([("setup.exe", b"x")]), "program"),
    "hidden-exe.zip": (hostile.packed([("letter.txt", b"MZ\x90\x00" + bytes(50))]), "program"),
    "cut.zip": (hostile.packed([("a.txt", b"x" * 500)])[:-30], "mismatch"),
    "pixels.png": (hostile.png(60_000, 60_000, rows=1), "pixels"),
    "pixels144.png": (hostile.png(12_000, 12_000, rows=1), "pixels"),
    "binary.txt": (bytes(range(256)), "text_bytes"),
    "nul.csv": (b"a;b\n\0;c", "text_bytes"),
    "disk.iso": (bytes(100), "program"),
    "what.xyz": (b"hello", "kind"),
}


@pytest.mark.parametrize("name", LYING)
def test_lying_files_are_refused_with_the_reason(name, tmp_path):
    data, code = LYING[name]
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(Refused) as refusal:
        sniff(path, name)
    assert refusal.value.code == code
    assert str(refusal.value.sentence) == str(REFUSALS[code])


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [("bomb.docx", hostile.bomb_docx, "bomb"), ("many.zip", hostile.many_zip, "many_entries")],
)
def test_bombs_are_refused_unopened(name, make, code, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(make())
    started = time.process_time()
    with pytest.raises(Refused) as refusal:
        sniff(path, name)
    assert refusal.value.code == code
    assert time.process_time() - started < 0.5
