"""Citations stay text, whatever stands in a title or a name."""

import json
import re

import pytest

from network.interchange.formats import FORMATS, words
from network.interchange.works import split_name
from tests.network.interchange import make
from tests.resources.library.make import shared

HOSTILE = "50% of {us} & \\write18{rm} #1 _x_ ~ ^\r\nTY  - JOUR\nER  - <b>\x00\u202e"


def work(**changes):
    fields = {
        "number": 12,
        "title": "A listener’s guide",
        "authors": ("Mette Lund", "Anders Holm"),
        "year": 2026,
        "kind": "training",
        "kind_label": "Training material",
        "language": "en",
        "publisher": "Knowledge Network",
        "address": "https://portal.example/resources/12/",
        "licence": "CC BY 4.0",
        "link": "https://doi.org/10.1234/abc",
    }
    return make.work(**(fields | changes))


def test_in_words():
    assert str(words.apa(work())) == (
        'Lund, M., &amp; Holm, A. (2026). <cite lang="en">A listener’s guide</cite> (v1). [Training material]. '
        "Knowledge Network. https://doi.org/10.1234/abc"
    )
    assert "<b>" not in words.apa(work(title=HOSTILE, authors=(HOSTILE,)))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Mette Lund", ("Lund", "Mette")),
        ("林梅", ("林梅", "")),
        ("林梅 Mei Lin", ("林梅 Mei Lin", "")),
        ("City of Houston, Health", ("City of Houston, Health", "")),
        ("Lund and Holm", ("Lund and Holm", "")),
        ("Plato", ("Plato", "")),
        ("Ana María de la Cruz", ("Cruz", "Ana María de la")),
    ],
)
def test_names_are_taken_apart_only_where_it_is_safe(name, parts):
    assert split_name(name) == parts


def fields_of(entry):
    """Read a BibTeX entry by its braces; fails if they do not close."""
    assert entry.count("@") == 1
    depth = 0
    bare = re.sub(r"\\[\\{}%&$#_]", "", entry.replace(r"\textbackslash{}", "").replace(r"\textasciitilde{}", ""))
    for character in bare:
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
    return dict(re.findall(r"^  (\w+) = \{(.*)\},?$", entry, re.M))


def test_bibtex_escapes_what_tex_would_read():
    entry = FORMATS["bib"].one(work(title=HOSTILE, authors=(HOSTILE, "Mette Lund")))
    fields = fields_of(entry)
    assert r"50\% of \{us\} \& \textbackslash{}write18\{rm\} \#1 \_x\_ \textasciitilde{}" in fields["title"]
    assert "\n" not in fields["title"] and "\x00" not in entry
    assert fields["author"].endswith(" and Lund, Mette}") or fields["author"].endswith(" and Lund, Mette")
    assert fields_of(FORMATS["bib"].one(work()))["doi"] == "10.1234/abc"


def test_bibtex_keys_are_plain():
    assert FORMATS["bib"].one(work(authors=("林梅",))).startswith("@misc{linmei2026-12,")
    assert FORMATS["bib"].one(work(authors=())).startswith("@misc{anon2026-12,")


def test_ris_has_one_record_whatever_the_title_holds():
    """A35: line ends make no second record."""
    record = FORMATS["ris"].one(work(title=HOSTILE, authors=(HOSTILE,)))
    lines = record.split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert [line[:2] for line in lines if line[:2] in ("TY", "ER")] == ["TY", "ER"]
    assert "DO  - 10.1234/abc" in lines


def test_csl_is_json():
    (record,) = json.loads(FORMATS["json"].one(work(title=HOSTILE)))
    assert record["author"][0] == {"family": "Lund", "given": "Mette"}
    assert record["issued"] == {"date-parts": [[2026]]}
    assert "\n" not in record["title"]


@pytest.mark.parametrize(("ending", "kind"), [("bib", "x-bibtex"), ("ris", "research-info"), ("json", "csl+json")])
def test_downloads(client, mei, ending, kind):
    resource = shared(mei, "听懂“我没事”", languages=["zh-hans"])
    answer = client.get(f"/resources/{resource.pk}/cite.{ending}")
    assert kind in answer["Content-Type"]
    assert answer["Content-Disposition"] == f'attachment; filename="resource-{resource.pk}.{ending}"'
    assert "听懂" in answer.content.decode()
