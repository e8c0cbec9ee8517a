"""PubMed, CSL-JSON, EndNote XML and CSV."""

import json

import pytest

from network.interchange.reading import read


def said(found, words):
    return [warning for warning in found.warnings if words in warning.message]


# -- PubMed ------------------------------------------------------------------------------------------------------
NBIB = (
    "PMID- 123456\nOWN - NLM\nTI  - Walking together in\n      two cities\nAB  - First.\n\n      Second.\n"
    "FAU - Lin, Mei\nAU  - Lin M\nCN  - Peers Group\nLA  - eng\nPT  - Journal Article\nDP  - 2019 Mar 12\nTA  - Peers\n"
    "JT  - Journal of Peers\nVI  - 4\nIP  - 2\nPG  - 12-5\nIS  - 1234-5678 (Electronic)\n"
    "AID - 10.1000/a [doi]\nMH  - *Peer Group\nPMC - PMC77\n"
)


def test_a_record_of_pubmed():
    found = read(NBIB.encode())
    assert (found.format, found.warnings) == ("nbib", [])
    csl = found.records[0].csl
    custom = csl.pop("custom")
    assert csl == {
        "id": "123456",
        "type": "article-journal",
        "PMID": "123456",
        "title": "Walking together in two cities",
        "abstract": "First. Second.",
        "author": [{"family": "Lin", "given": "Mei"}, {"literal": "Peers Group"}],
        "language": "eng",
        "issued": {"date-parts": [[2019, 3, 12]]},
        "container-title-short": "Peers",
        "container-title": "Journal of Peers",
        "volume": "4",
        "issue": "2",
        "page": "12-5",
        "ISSN": "1234-5678",
        "DOI": "10.1000/a",
        "keyword": "Peer Group",
        "PMCID": "PMC77",
    }
    assert custom["AU"] == ["Lin M"]


def test_two_records_of_pubmed_without_a_blank_line():
    found = read((NBIB + NBIB.replace("123456", "7")).encode())
    assert [len(record.csl["author"]) for record in found.records] == [2, 2]


def test_a_mark_and_a_number_that_is_none():
    found = read(b"\xef\xbb\xbf" + NBIB.replace("123456", "N/A").encode())
    assert found.records[0].csl["id"] == "N/A"
    assert [one.line for one in said(found, "PubMed number")] == [1]


def test_unknown_tags_of_pubmed_and_what_stands_before():
    found = read(("Search results\n" + NBIB + "ZZZ - odd\n").encode())
    assert [one.line for one in found.warnings] == [1, 24]


# -- CSL-JSON ----------------------------------------------------------------------------------------------------
def csl_of(thing):
    return read(json.dumps(thing, ensure_ascii=False).encode())


def test_years_as_text_names_as_words_one_object():
    found = csl_of(
        {
            "id": 7,
            "type": "article-journal",
            "title": "T",
            "issued": {"date-parts": [["2019", "03"]]},
            "author": [{"literal": "WHO"}, "Lin, Mei", {"family": "王", "given": "小明"}],
            "volume": 4,
            "DOI": "https://doi.org/10.1000/a",
        }
    )
    assert found.format == "csl-json"
    assert found.warnings == []
    assert found.records[0].csl == {
        "id": "7",
        "type": "article-journal",
        "title": "T",
        "issued": {"date-parts": [[2019, 3]]},
        "author": [{"literal": "WHO"}, {"family": "Lin", "given": "Mei"}, {"family": "王", "given": "小明"}],
        "volume": "4",
        "DOI": "10.1000/a",
    }


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        ({"raw": "12 March 2019"}, {"date-parts": [[2019, 3, 12]]}),
        ("2019-03", {"date-parts": [[2019, 3]]}),
        (2019, {"date-parts": [[2019]]}),
        ({"date-parts": [2019, 3]}, {"date-parts": [[2019, 3]]}),
        ({"date-parts": [[2019, 0]]}, {"date-parts": [[2019]]}),
        ({"literal": "in press"}, {"literal": "in press"}),
        ({"date-parts": [[2019], [2020]]}, {"date-parts": [[2019], [2020]]}),
    ],
)
def test_dates_of_every_kind(issued, expected):
    found = csl_of([{"title": "T", "type": "book", "issued": issued}])
    assert found.records[0].csl["issued"] == expected


def test_wrong_types_are_named():
    found = csl_of([{"title": ["T"], "DOI": True, "issued": [[]], "author": [5, {}], "type": "odd", "x": {"a": 1}}, 3])
    assert found.records[0].csl["title"] == "T"
    assert len(said(found, "“author” holds something else")) == 2
    assert len(said(found, "“issued” holds something else")) == 1
    assert said(found, "“x” is not a tag that we know")
    assert said(found, "Record 2 is not an object")


def test_a_list_that_breaks_off_gives_what_stands_before():
    data = json.dumps([{"title": "A", "type": "book"}, {"title": "B", "type": "book"}], indent=1).encode()
    found = read(data[:-20])
    assert [record.csl["title"] for record in found.records] == ["A"]
    assert [one.line for one in said(found, "not right JSON")] == [6]


def test_one_broken_object_costs_itself_alone():
    found = read(b'[{"title":"A"},\n{"title":"B" "x"},\n{"title":"C"}]')
    assert [record.csl["title"] for record in found.records] == ["A", "C"]
    assert [one.line for one in said(found, "not right JSON")] == [2]


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '[{"a":' * 50_000, '[{"id":' + "9" * 5000 + "}]", "[NaN]", "[{}]", "[]"]
)
def test_json_that_is_meant_to_hurt(text):
    read(text.encode())


# -- EndNote XML -------------------------------------------------------------------------------------------------
RECORD = (
    '<record><rec-number>5</rec-number><ref-type name="{name}">{number}</ref-type><contributors><authors><author>'
    '<style face="normal" font="default">Lin, </style><style>Mei</style></author></authors></contributors><titles>'
    "<title><style>Walking</style><style> together</style></title><secondary-title>Peers</secondary-title></titles>"
    "<pages>12-15</pages><volume>4</volume><number>2</number><dates><year><style>2019</style></year></dates>"
    "<electronic-resource-num>10.1000/a</electronic-resource-num><keywords><keyword>peers</keyword></keywords>"
    "<urls><related-urls><url>https://example.org</url></related-urls></urls>{more}</record>"
)


def xml(*records):
    return f"<?xml version='1.0' encoding='UTF-8'?><xml><records>{''.join(records)}</records></xml>".encode()


@pytest.mark.parametrize(("name", "number"), [("Journal Article", 17), ("Journal Article", 0), ("", 17)])
def test_the_type_is_told_by_its_name_first(name, number):
    found = read(xml(RECORD.format(name=name, number=number, more="")))
    assert (found.format, found.warnings) == ("endnote-xml", [])
    assert found.records[0].csl == {
        "id": "5",
        "type": "article-journal",
        "author": [{"family": "Lin", "given": "Mei"}],
        "title": "Walking together",
        "container-title": "Peers",
        "page": "12-15",
        "volume": "4",
        "issue": "2",
        "issued": {"date-parts": [[2019]]},
        "DOI": "10.1000/a",
        "URL": "https://example.org",
        "keyword": "peers",
    }


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>',
        "<!doctype xml>",
    ],
)
def test_entities_and_document_types_are_refused(head):
    data = xml(RECORD.format(name="Book", number=6, more="<notes>&a;</notes>"))
    found = read(data.replace(b"<xml>", head.encode() + b"<xml>"))
    assert found.records == []
    assert said(found, "can be an attack")
    assert "root:" not in str(found.as_json())


def test_a_broken_record_costs_itself_alone():
    good = RECORD.format(name="Book", number=6, more="")
    found = read(xml(good, "\n<record><titles></record>", "\n<record><titles>", good))
    assert len(found.records) == 2
    assert [one.line for one in found.warnings] == [2, 3]


def test_a_bare_ampersand_is_mended():
    found = read(xml(RECORD.format(name="Book", number=6, more="<notes>this & that</notes><odd>x</odd>")))
    assert found.records[0].csl["note"] == "this & that"
    assert said(found, "mended")
    assert said(found, "“odd” is not an element")


# -- CSV ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "headings",
    ["Title,Authors,Year,DOI", "Titel,Forfattere,År,DOI", "Título,Autores,Año,DOI", "标题,作者,年份,DOI"],
)
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_headings_in_four_languages(headings, sign):
    text = (
        headings.replace(",", sign) + "\n" + sign.join(['"Walking, together; always"', "Mei Lin", "2019", "10.1000/a"])
    )
    found = read(text.encode())
    assert (found.format, found.warnings) == ("csv", [])
    assert found.records[0].csl == {
        "id": "1",
        "type": "document",
        "title": "Walking, together; always",
        "author": [{"literal": "Mei Lin"}],
        "issued": {"date-parts": [[2019]]},
        "DOI": "10.1000/a",
    }


def test_a_table_in_windows_letters_with_lines_in_cells():
    text = 'Título;Autores;Año\n"Uno\ncon línea";Núñez, Mei; 2019\n\nDos;Lin, M. and Carter, B.;2020\n'
    found = read(text.encode("cp1252"))
    assert found.encoding == "cp1252"
    assert [record.csl["title"] for record in found.records] == ["Uno con línea", "Dos"]
    assert [(record.line, record.until) for record in found.records] == [(2, 3), (5, 5)]
    assert [len(record.csl["author"]) for record in found.records] == [1, 2]


def test_ragged_rows_and_unknown_columns_are_named():
    found = read(b"title,year,odd\nOne,2019,x,more,cells\nTwo\n,,only odd\n")
    assert [record.csl["title"] for record in found.records] == ["One", "Two"]
    assert [one.line for one in found.warnings] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "text", ['title,year\n"One,2019\nTwo,2020\n', 'title,year\nOne,2019\n"Two,2020', 'title,year\n"a,1\n"b,2\n']
)
def test_a_quotation_mark_that_is_never_closed_costs_no_row(text):
    found = read(text.encode())
    assert len(found.records) == 2
    assert said(found, "quotation mark")


def test_own_columns_come_before_the_guess():
    found = read(b"Name,Title\nWalking,Dr\n", columns={"Name": "title", "Title": "note"})
    assert found.records[0].csl["title"] == "Walking"


def test_no_known_heading_takes_nothing():
    found = read(b"foo,bar\n1,2\n")
    assert found.records == []
    assert said(found, "None of the headings")


def test_every_field_of_the_newer_programs_has_a_place():
    """What EndNote 20 and later, and Zotero beside them, write besides: a variable of its own, or kept beside it."""
    more = (
        "<report-id>WHO 7</report-id><work-location>Shelf 3</work-location><remote-source>Ovid</remote-source>"
        "<meeting-place>Shanghai</meeting-place><orig-pub>Old House</orig-pub><reviewed-item>A book</reviewed-item>"
        "<access-date>2025-03-04</access-date><secondary-volume>2</secondary-volume><coden>ABCD</coden>"
        "<availability>On paper</availability><pack-method>x</pack-method><repro-ratio>1</repro-ratio>"
        "<work-extent>40 leaves</work-extent><secondary-issue>9</secondary-issue>"
    )
    found = read(xml(f'<record><ref-type name="Report">27</ref-type><titles><title>T</title></titles>{more}</record>'))
    assert found.warnings == []
    csl = found.records[0].csl
    assert {name: csl[name] for name in ("number", "archive_location", "archive", "event-place", "dimensions")} == {
        "number": "WHO 7", "archive_location": "Shelf 3", "archive": "Ovid", "event-place": "Shanghai",
        "dimensions": "40 leaves",
    }  # fmt: skip
    assert (csl["original-publisher"], csl["reviewed-title"]) == ("Old House", "A book")
    assert csl["accessed"] == {"date-parts": [[2025, 3, 4]]}
    assert {"coden", "availability", "secondary-volume", "secondary-issue"} <= csl["custom"].keys()
    odd = read(xml("<record><titles><title>T</title></titles><access-date>last spring</access-date></record>"))
    assert odd.records[0].csl["custom"]["access-date"] == ["last spring"]
