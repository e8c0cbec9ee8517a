"""What holds for all readers: they never raise, lose nothing in silence, and take time in step with the file."""

import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from network.interchange.formats import FORMATS
from network.interchange.reading import MOST_BYTES, read, reader
from network.interchange.reading.bibtex import scanner
from network.interchange.reading.model import Warnings
from network.interchange.reading.reader import _readers
from tests.network.interchange import make

ROOT = Path(__file__).parents[4]
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TAGS = [
    "TY  - JOUR",
    "TY  - ",
    "TI  - A title",
    "AU  - Lin, Mei",
    "ER  - ",
    "AB  - text of",
    "T2  - weighted",
    "ZZ  - x",
    "junk",
]
PIECES = [
    *(
        "@article{",
        "@ misc (",
        "@string{a=",
        "key",
        ",",
        "=",
        "{",
        "}",
        '"',
        "#",
        "%",
        "title",
        "year",
        "2019",
        "\n",
        " and ",
    ),
    *(
        "TY  - JOUR\n",
        "ER  - \n",
        "PMID- 1\n",
        "AU  - x\n",
        "<record>",
        "</record>",
        "<xml>",
        "&",
        "[",
        "]",
        '{"id":',
        "\\'",
    ),
    *("\\", "\u2028", "\x00", "é", "你好", "\r", "\t", ";", "title,year\n", "'", "~", "$", "<!DOCTYPE"),
]


@QUICK
@given(some.binary(max_size=400))
def test_bytes_never_raise(data):
    found = read(data)
    json.dumps(found.as_json())
    assert not [one for one in found.warnings if "unexpected fault" in one.message]
    assert found.records or found.warnings


@QUICK
@given(some.lists(some.sampled_from(PIECES), max_size=40), some.sampled_from(["utf-8", "gb18030", "cp1252", "utf-16"]))
def test_broken_files_never_raise(pieces, encoding):
    data = "".join(pieces).encode(encoding, "replace")
    found = read(data)
    json.dumps(found.as_json())
    assert not [one for one in found.warnings if "unexpected fault" in one.message]


@QUICK
@given(some.sampled_from(sorted(_readers())), some.lists(some.sampled_from(PIECES), max_size=30))
def test_no_reader_raises_on_what_is_not_its_own(name, pieces):
    list(_readers()[name]("".join(pieces).replace("\x00", "").replace("\r", "\n"), Warnings()))


@QUICK
@given(some.lists(some.sampled_from(["", *TAGS]), max_size=25))
def test_every_line_of_ris_is_in_a_record_or_in_a_warning(lines):
    found = read("\n".join(["TY  - JOUR", *lines]).encode())
    spoken = {line for one in found.warnings for line in one.lines}
    spoken |= {line for record in found.records for line in range(record.line, record.until + 1)}
    silent = [n for n, line in enumerate(["TY  - JOUR", *lines], 1) if line.strip() and n not in spoken]
    assert silent == []


@QUICK
@given(some.lists(some.sampled_from(TAGS[2:]), min_size=1, max_size=12))
def test_every_word_of_a_ris_record_is_in_it_or_in_a_warning(lines):
    text = "\n".join(["TY  - JOUR", *(f"{line} w{n}" for n, line in enumerate(lines) if not line.startswith("ER"))])
    found = read(text.encode())
    told = json.dumps(found.as_json(), ensure_ascii=False)
    # An ER in the middle is not made here, so each marked word must be somewhere.
    assert [n for n, line in enumerate(lines) if not line.startswith("ER") and f"w{n}" not in told] == []


LETTERS = some.text(
    some.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="�"), min_size=1, max_size=60
)
NAMES = some.lists(
    some.sampled_from(["Mei Lin", "Bo Carter", "Ludwig van Dam", "王小明", "Peers, Inc.", "José Núñez", "WHO"]),
    max_size=4,
)


def work(title, authors, year=2019):
    return make.work(
        number=12,
        title=title,
        authors=tuple(authors),
        year=year,
        kind="findings",
        kind_label="Findings",
        language="en",
        publisher="The network & friends",
        address="https://portal.example/resources/12/",
        link="https://doi.org/10.1000/a_b",
    )


@QUICK
@given(LETTERS, NAMES)
@pytest.mark.parametrize("ending", ["bib", "ris", "json"])
def test_what_we_write_we_read(ending, title, authors):
    title = " ".join(title.split())
    if not title:
        return
    said = FORMATS[ending].one(work(title, authors))
    found = read(said.encode(), format={"bib": "bibtex", "json": "csl-json"}.get(ending, ending))
    assert len(found.records) == 1, found.warnings
    csl = found.records[0].csl
    assert csl["title"] == title
    assert csl["type"] == "report"
    assert csl["DOI"] == "10.1000/a_b"
    assert csl["issued"] == {"date-parts": [[2019]]}
    assert csl["publisher"] == "The network & friends"
    assert len(csl.get("author", [])) == len(authors)


@pytest.mark.parametrize(
    "piece",
    [
        "TY  - JOUR\nAB  - x\nKW  - {n}\nZZ  - x\n",
        "@article{{k{n}, title={{T {n}\n",
        '@article{{k{n}, title = "a {{\n f{n} = "x\n',
        "{{\n",
        "<record><titles>",
        '{{"id":{n} "x"}},',
        '"T,{n}\n',
        "PMID- {n}\nTI  - x\nwhat\n",
    ],
)
@pytest.mark.parametrize("head", ["", "TY  - JOUR\n", "@a{x,\n", "<xml><records>", "[", "title,year\n"])
def test_work_grows_in_step_with_the_file(head, piece):
    """Counted in letters looked at by Python's own functions: four times the file is less than nine times the steps."""

    def steps(times):
        data = (head + "".join(piece.format(n=n) for n in range(times))).encode()
        counted = 0

        def count(frame, event, arg):
            nonlocal counted
            counted += 1

        sys.setprofile(count)
        try:
            read(data)
        finally:
            sys.setprofile(None)
        return counted

    assert steps(1600) < 9 * steps(400) + 2000


@pytest.mark.parametrize(
    ("format", "head", "piece", "tail"),
    [
        ("bibtex", "@article{a, title={x}, author={a", " ", "b}}"),
        ("bibtex", "@article{a, note={,\n x={a}", "#{a}", "\n"),
        ("bibtex", "@article{a, note={,\n x={a}", ",x={a}", "\n"),
        ("ris", "TY  - JOUR\nTI  - x\nUR  - a", " ;", "b\nER  - \n"),
        ("csl-json", '[{"a": x "', '\\\\"', ""),
        ("endnote-xml", "<xml><records>", "<record ", ""),
        ("csv", "title,author\nx,a", " ", "b\n"),
    ],
)
def test_no_pattern_takes_the_square_of_a_long_run(format, head, piece, tail):
    started = time.process_time()
    read((head + piece * 60_000 + tail).encode(), format=format)
    assert time.process_time() - started < 3


def test_abbreviations_made_of_abbreviations_fill_no_memory():
    doubled = "".join(f"@string{{a{n + 1} = a{n} # a{n}}}\n" for n in range(40))
    found = read(f'@string{{a0 = "abcdefghij"}}\n{doubled}@article{{k, title = a40, journal = a3}}\n'.encode())
    (record,) = found.records
    assert record.csl["container-title"] == "abcdefghij" * 8
    assert len(str(record.csl)) < 5_000_000


def test_a_broken_entry_is_not_scanned_to_the_end_again_and_again(monkeypatch):
    looked = []
    quoted = scanner._quoted
    monkeypatch.setattr(
        scanner, "_quoted", lambda text, at, limit: looked.append(limit - at) or quoted(text, at, limit)
    )
    text = "@article{k,\n" + "".join(f'f{n} = "a {{\n' for n in range(2000))
    read(text.encode())
    assert sum(looked) < 4 * len(text)


def test_more_than_fifty_megabytes_or_too_many_records_are_refused_in_words(monkeypatch):
    found = read(b" " * (MOST_BYTES + 1))
    assert "50 MB" in found.warnings[0].message
    monkeypatch.setattr(reader, "MOST_RECORDS", 3)
    found = read(b"TY  - JOUR\nTI  - x\nER  - \n" * 5)
    assert len(found.records) == 3
    assert [one.line for one in found.warnings] == [10]


@pytest.mark.parametrize(
    "data", [b"", b"   \n", b"%PDF-1.7\n\x00\x01", b"PK\x03\x04\x14\x00", b"hello\nworld\n", b"\x89PNG\r\n\x1a\n"]
)
def test_what_is_no_file_of_references(data):
    found = read(data)
    assert found.records == []
    assert found.format == "unknown"
    assert len(found.warnings) >= 1


# -- the command -------------------------------------------------------------------------------------------------
def ask(*arguments, data=None):
    answer = subprocess.run(
        [sys.executable, "manage.py", "read_references", *arguments],
        cwd=ROOT,
        input=data,
        capture_output=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
    )
    assert (answer.returncode, answer.stderr) == (0, b"")
    return json.loads(answer.stdout.decode("utf-8"))


def test_the_command_answers_without_database_broker_or_key(tmp_path):
    path = tmp_path / "x.ris"
    path.write_bytes("TY  - JOUR\nTI  - 同伴支持\nZZ  - x\n".encode("gb18030"))
    told = ask(str(path))
    assert list(told) == ["format", "encoding", "records", "warnings"]
    assert (told["format"], told["encoding"]) == ("ris", "gb18030")
    assert told["records"][0]["title"] == "同伴支持"
    assert [sorted(one) for one in told["warnings"]] == [["line", "message"]] * 3
    assert ask("-", data=path.read_bytes()) == told


def test_a_file_that_is_not_there_is_a_warning(tmp_path):
    for path in (tmp_path / "nowhere", tmp_path):
        told = ask(str(path))
        assert told["records"] == []
        assert "cannot be opened" in told["warnings"][0]["message"]


def test_the_command_can_be_called_from_python(tmp_path):
    path = tmp_path / "x.bib"
    path.write_text("@misc{a, title={T}}")
    out = io.StringIO()
    call_command("read_references", str(path), stdout=out)
    assert json.loads(out.getvalue())["records"] == [{"id": "a", "type": "document", "title": "T"}]


# -- one library in every format ---------------------------------------------------------------------------------
def library(n):
    """Return (titles, {format: bytes}) of one library: long titles, Chinese, signs of TeX and XML."""
    kinds = ("Walking together & talking: part {}", "2型糖尿病患者的同伴支持干预：第{}部分", "Øvelser på gaden, nr. {}")
    titles = [kinds[i % 3].format(i) for i in range(n)]
    works = [work(title, ["Mei Lin", "王小明"], 2000 + i % 20) for i, title in enumerate(titles)]
    ris, bib = ("".join(FORMATS[ending].one(one) for one in works) for ending in ("ris", "bib"))
    csl = "[" + ",".join(FORMATS["json"].one(one).strip()[1:-1] for one in works) + "]"
    nbib = "\n".join(f"PMID- {i}\nTI  - {title}\nFAU - Lin, Mei\nDP  - 2019\n" for i, title in enumerate(titles))
    table = "title,author\n" + "".join(f'"{title}",Mei Lin\n' for title in titles)
    rows = "".join(
        "<record><ref-type name='Report'>27</ref-type><titles><title><style>"
        f"{title.replace('&', '&amp;')}</style></title></titles></record>\n"
        for title in titles
    )
    xml = f"<xml><records>{rows}</records></xml>"
    made = {"ris": ris, "bibtex": bib, "csl-json": csl, "nbib": nbib, "csv": table, "endnote-xml": xml}
    return titles, {name: text.encode() for name, text in made.items()}


def test_one_library_is_the_same_in_every_format():
    titles, files = library(90)
    for name, data in files.items():
        found = read(data)
        assert found.format == name
        assert [record.csl["title"] for record in found.records] == titles, name


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_one_library_is_the_same_in_every_encoding(encoding):
    titles, files = library(30)
    for name, data in files.items():
        if name == "csl-json" and encoding == "utf-16":
            continue
        text = data.decode()
        found = read(text.encode(encoding))
        assert len(found.records) == 30, (name, encoding)
        assert found.records[1].csl["title"] == titles[1]


def test_five_thousand_nested_braces_and_fifty_thousand_records_are_quick():
    """Not timed: the steps are few. A reader that walked into each brace by a call of its own would fail here."""
    found = read(("@misc{a, title={" + "{" * 5000 + "x" + "}" * 5000 + "}}").encode())
    assert found.records[0].csl["title"] == "x"
    assert len(read(b"TY  - JOUR\nTI  - x\nER  - \n" * 50_000).records) == 50_000
