"""RIS as programs and people write it: every nasty file gives its records, and says what was not taken."""

import pytest

from network.interchange.reading import read

GOOD = "TY  - JOUR\nAU  - Lin, Mei\nTI  - Walking together\nPY  - 2019\nDO  - 10.1000/a\nER  - \n"


def titles(found):
    return [record.csl.get("title") for record in found.records]


def said(found, words):
    return [one for one in found.warnings if words in one.message]


def test_a_plain_record():
    text = (
        "TY  - CHAP\nID  - k1\nAU  - van der Berg, Jan\nAU  - 王小明\nED  - Doe, J.\nA2  - Roe, R.\nTI  - A chapter\n"
        "T2  - A book\nPY  - 2019/03/12/\nVL  - 4\nIS  - 2\nSP  - 12\nEP  - 15\nSN  - 978-3-16-148410-0\n"
        "DO  - https://doi.org/10.1000/a\nUR  - https://example.org/a\nKW  - peers\nKW  - walking; talking\n"
        "PB  - Press\nCY  - Copenhagen\nET  - 2\nLA  - da\nAB  - Long\n text.\nN1  - A note\nC1  - kept\nER  - \n"
    )
    found = read(text.encode())
    assert found.warnings == []
    assert found.records[0].csl == {
        "id": "k1",
        "type": "chapter",
        "author": [{"family": "Berg", "non-dropping-particle": "van der", "given": "Jan"}, {"literal": "王小明"}],
        "editor": [{"family": "Doe", "given": "J."}, {"family": "Roe", "given": "R."}],
        "title": "A chapter",
        "container-title": "A book",
        "issued": {"date-parts": [[2019, 3, 12]]},
        "volume": "4",
        "issue": "2",
        "page": "12-15",
        "ISBN": "978-3-16-148410-0",
        "DOI": "10.1000/a",
        "URL": "https://example.org/a",
        "keyword": "peers; walking; talking",
        "publisher": "Press",
        "publisher-place": "Copenhagen",
        "edition": "2",
        "language": "da",
        "abstract": "Long text.",
        "note": "A note",
        "custom": {"C1": ["kept"]},
    }
    assert (found.records[0].line, found.records[0].until) == (1, text.count("\n"))
    assert found.records[0].raw == text.rstrip("\n")


def test_a_byte_order_mark_hides_nothing():
    found = read(b"\xef\xbb\xbf" + GOOD.encode())
    assert titles(found) == ["Walking together"]
    assert found.encoding == "utf-8"


def test_the_last_record_without_its_end_is_taken():
    found = read(GOOD.replace("ER  - \n", "").encode())
    assert titles(found) == ["Walking together"]
    assert said(found, "has no end (ER)")


def test_a_missing_end_between_two_records_does_not_merge_them():
    found = read((GOOD.replace("ER  - \n", "") + GOOD.replace("Walking", "Talking")).encode())
    assert titles(found) == ["Walking together", "Talking together"]
    assert [one.line for one in said(found, "has no end")] == [6]


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace("  - ", " - "),
        GOOD.replace("  - ", "-  "),
        GOOD.replace("  - ", "\t-\t"),
        GOOD.replace("  - ", "  -\t"),
        "\n".join(line[:2].lower() + line[2:] for line in GOOD.split("\n")),
        "\n".join("   " + line for line in GOOD.split("\n")),
        GOOD.replace("ER  - ", "ER  -"),
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\r"),
        GOOD.replace("\n", "\n\n"),
        "\n\n" + GOOD,
        GOOD.replace("  - ", "  – "),
        GOOD.replace("  - ", "\u00a0 - "),
    ],
    ids=[
        *("one space", "no space", "tabs", "tab behind", "small letters", "indented", "bare ER", "windows", "old mac"),
        *("blank lines", "blank first", "dash", "hard space"),
    ],
)
def test_spellings_of_tags(text):
    found = read(text.encode())
    assert titles(found) == ["Walking together"]
    assert found.records[0].csl["DOI"] == "10.1000/a"
    assert found.records[0].csl["author"] == [{"family": "Lin", "given": "Mei"}]
    assert found.warnings == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "utf-8-sig", "utf-32"])
def test_chinese_in_every_encoding(encoding):
    text = "TY  - JOUR\nAU  - 王, 小明\nTI  - 2型糖尿病患者的同伴支持干预\nER  - \n"
    found = read(text.encode(encoding))
    assert titles(found) == ["2型糖尿病患者的同伴支持干预"]
    assert found.records[0].csl["author"] == [{"family": "王", "given": "小明"}]


@pytest.mark.parametrize("title", ["Café støtte", "élèves en größe", "Årsmøde på Ærø", "niño © 2019"])
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_western_letters_are_not_taken_for_chinese(title, encoding):
    found = read(GOOD.replace("Walking together", title).encode(encoding))
    assert titles(found) == [title]
    assert found.encoding == "cp1252"
    assert said(found, "does not say its encoding")


def test_a_file_cut_within_a_letter_stays_utf_8():
    data = GOOD.replace("Walking together", "同伴支持").replace("ER  - \n", "AB  - 你好").encode()[:-1]
    found = read(data)
    assert found.encoding == "utf-8"
    assert titles(found) == ["同伴支持"]
    assert [one.line for one in said(found, "�")] == [6]


def test_signs_that_part_lines_elsewhere_part_none_here():
    text = GOOD.replace("Walking together", "Walking\u2028to\u0085get\x00her\u2029now\x0bhere")
    found = read(text.encode())
    assert titles(found) == ["Walking to gether now here"]
    assert said(found, "zero bytes")


def test_two_dois_are_both_kept():
    found = read(GOOD.replace("ER", "DO  - 10.1000/b\nER").encode())
    assert found.records[0].csl["DOI"] == "10.1000/a"
    assert found.records[0].csl["custom"] == {"DOI": ["10.1000/b"]}
    assert [one.line for one in said(found, "more than one DOI")] == [6]
    # The same one in other letters is the same one.
    assert read(GOOD.replace("ER", "DO  - https://doi.org/10.1000/A\nER").encode()).warnings == []


def test_what_looks_like_a_tag_within_an_abstract_is_text():
    text = GOOD.replace(
        "ER", "AB  - The heads were imaged with\nT2  - weighted sequences, and\nT1  - weighted ones.\nER"
    )
    found = read(text.encode())
    assert titles(found) == ["Walking together"]
    assert "container-title" not in found.records[0].csl
    assert found.records[0].csl["abstract"].endswith("T2  - weighted sequences, and T1  - weighted ones.")
    assert [one.line for one in said(found, "looks like a tag")] == [7, 8]


def test_a_real_tag_after_an_abstract_is_a_tag():
    found = read(GOOD.replace("ER", "AB  - An abstract.\nT2  - Journal of Peers\nER").encode())
    assert found.records[0].csl["container-title"] == "Journal of Peers"
    assert found.warnings == []


def test_a_record_without_a_type_is_named_and_not_taken():
    found = read(("TI  - No type\nAU  - Lin, Mei\nER  - \n" + GOOD).encode())
    assert titles(found) == ["Walking together"]
    assert [(one.line, one.until) for one in said(found, "does not say its type")] == [(1, 3)]
    alone = read(b"TI  - No type\nAU  - Lin, Mei\nER  - \n")
    assert alone.records == []
    assert alone.format == "ris"
    assert said(alone, "does not say its type")


def test_unknown_tags_and_types_are_named():
    found = read(GOOD.replace("JOUR", "XYZZ").replace("ER", "ZZ  - vendor\nER").encode())
    assert found.records[0].csl["type"] == "document"
    assert [one.line for one in found.warnings] == [1, 6]
    assert "vendor" in found.warnings[1].message


def test_words_before_and_between_records_are_named():
    found = read(("Provider: somebody\n\n" + GOOD + "\nThank you\nfor reading\n\n" + GOOD).encode())
    assert len(found.records) == 2
    assert [(one.line, one.until) for one in said(found, "outside")] == [(1, 0), (10, 11)]


def test_a_web_page_is_no_ris():
    found = read(b"<!DOCTYPE html>\n<html><body>Please sign in. TY  - JOUR</body></html>")
    assert (found.records, found.format) == ([], "unknown")
    assert said(found, "web page")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019", [[2019]]),
        ("2019///", [[2019]]),
        ("2019/03//spring", [[2019, 3]]),
        ("2019 Mar 12", [[2019, 3, 12]]),
        ("12 March 2019", [[2019, 3, 12]]),
        ("2019-03-12T00:00:00Z", [[2019, 3, 12]]),
        ("20190312", [[2019, 3, 12]]),
        ("31/12/2019", [[2019, 12, 31]]),
        ("03/12/2019", [[2019]]),
        ("2019年3月", [[2019, 3]]),
        ("marts 2019", [[2019, 3]]),
    ],
)
def test_dates(text, date):
    found = read(GOOD.replace("2019", text).encode())
    assert found.records[0].csl["issued"]["date-parts"] == date


def test_a_date_without_a_year_is_kept_as_it_stands():
    found = read(GOOD.replace("2019", "in press").encode())
    assert found.records[0].csl["issued"] == {"literal": "in press"}
    assert said(found, "No year")
