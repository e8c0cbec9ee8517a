"""Records in the formats of others: official schemas, pandoc and spreadsheets read them, whatever a title holds."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import pypandoc
import pytest
from datacite import schema45
from lxml import etree

from network.interchange.formats import FORMATS, datacite, dublin_core, schema_org
from network.interchange.formats.xml import element
from network.interchange.works import File, Genre, Licence, Person, Place, Relation, Subject, Work, split_name, tag_of

HOSTILE = "50% of {us} & \\write18{rm} #1 _x_ ~ ^\r\nTY  - JOUR\nER  - <b>\x00\u202e]]></title> 听懂 \ufffe"
DC = "{http://purl.org/dc/elements/1.1/}"
K = "{http://datacite.org/schema/kernel-4}"


def work(**changes):
    return replace(
        Work(
            source="library.resource",
            number=12,
            title="A listener’s guide",
            address="https://portal.example/resources/12/",
            page="/resources/12/a-listeners-guide/",
            language="en",
            titles={"en": "A listener’s guide", "zh-hans": "听懂“我没事”"},
            summaries={"en": "What it says.", "zh-hans": "内容。"},
            authors=(Person("Mette Lund", "0000-0002-1825-0097"), Person("林梅")),
            contributors=(Person("Copenhagen", is_body=True),),
            places=(Place("Copenhagen", "copenhagen", "DK", 55.68, 12.57),),
            publisher="Knowledge Network",
            year=2025,
            published_at=datetime(2026, 3, 1, 9, tzinfo=UTC),
            changed_at=datetime(2026, 4, 2, 9, tzinfo=UTC),
            kind="training",
            kind_label="Training material",
            genre=Genre(general="InteractiveResource", schema=("CreativeWork", "LearningResource")),
            edition=2,
            languages=("en", "zh-hans"),
            subjects=(
                Subject("Diabetes distress", "Topics", "/resources/", "distress", "/topics/distress/"),
                Subject("Diabetes distress", "MeSH", "https://id.nlm.nih.gov/mesh/", "D000079225",
                        "https://id.nlm.nih.gov/mesh/D000079225"),
            ),
            audiences=("Older people",),
            licence=Licence("CC BY 4.0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
            files=(File("guide.pdf", "application/pdf", 2048, "/files/1/guide.pdf"),),
            doi="10.1234/abc",
            relations=(Relation("IsDerivedFrom", "https://portal.example/resources/3/"),
                       Relation("IsSupplementTo", "https://doi.org/10.5/x")),
            words={"topic": ["distress"], "city": ["copenhagen"]},
        ),
        **changes,
    )  # fmt: skip


def bare():
    """The least that a thing can be."""
    return Work(
        number=1, title="x", address="https://portal.example/resources/1/", changed_at=datetime(2026, 1, 1, tzinfo=UTC)
    )


def hostile():
    return work(
        title=HOSTILE, titles={"en": HOSTILE}, summaries={"en": HOSTILE}, authors=(Person(HOSTILE),),
        subjects=(Subject(HOSTILE, HOSTILE, code=HOSTILE),), files=(File(HOSTILE, HOSTILE, 1, "/files/1/x"),),
        kind_label=HOSTILE, publisher=HOSTILE,
    )  # fmt: skip


ALL = {"whole": work, "bare": bare, "hostile": hostile}
every = pytest.mark.parametrize("made", ALL.values(), ids=ALL)


@every
@pytest.mark.parametrize("ending", FORMATS)
def test_each_format_is_written_of_anything(made, ending):
    text = FORMATS[ending].one(made())
    text.encode()
    assert text.endswith(("\n", ">"))
    if "json" in ending:
        json.loads(text)
    if ending.endswith("xml"):
        etree.fromstring(text.encode())


# -- DataCite ------------------------------------------------------------------------------------------------------
@every
def test_datacite_is_of_its_official_schema(made):
    record = datacite.data(made())
    record["relatedIdentifiers"] = [
        # The schema that DataCite's own package brings is of 4.5, one step before translations had a name.
        one | {"relationType": "IsVariantFormOf" if "Translation" in one["relationType"] else one["relationType"]}
        for one in record.get("relatedIdentifiers", [])
    ]
    assert schema45.validator.is_valid(record), list(schema45.validator.iter_errors(record))


def test_datacite_says_what_we_know():
    record = datacite.data(work())
    assert record["creators"][0]["nameIdentifiers"][0]["nameIdentifier"] == "https://orcid.org/0000-0002-1825-0097"
    assert record["titles"][1] == {"title": "听懂“我没事”", "lang": "zh-Hans", "titleType": "TranslatedTitle"}
    assert record["rightsList"][0]["rightsIdentifier"] == "CC-BY-4.0"
    assert record["relatedIdentifiers"][1] == {
        "relatedIdentifier": "10.5/x", "relatedIdentifierType": "DOI", "relationType": "IsSupplementTo"
    }  # fmt: skip
    assert record["geoLocations"][0]["geoLocationPoint"] == {"pointLatitude": 55.68, "pointLongitude": 12.57}
    assert record["version"] == "2" and record["publicationYear"] == "2025"


@every
def test_datacite_as_xml_holds_what_the_official_writer_writes(made):
    """The XML of our JSON, by DataCite's own package, beside ours: the same elements, words and attributes."""
    ours = datacite.data(made())
    theirs = etree.fromstring(schema45.tostring(ours).encode())
    mine = etree.fromstring(datacite.markup(made()).encode())

    def told(tree):
        # Theirs writes no identifier that is no DOI, and knows no classificationCode yet.
        return sorted(
            (
                one.tag.replace(K, ""),
                (one.text or "").strip(),
                tuple(sorted(pair for pair in one.attrib.items() if pair[0] != "classificationCode")),
            )
            for one in tree.iter()
            if one.tag not in (f"{K}resource", f"{K}identifier")
        )

    assert told(mine) == told(theirs)
    identifier = mine.find(f"{K}identifier")
    assert identifier.get("identifierType") == ("DOI" if "doi" in ours else "URL") and identifier.text


# -- Dublin Core ---------------------------------------------------------------------------------------------------
def test_dublin_core_has_the_fifteen_elements():
    tree = etree.fromstring(dublin_core.document(work()).encode())
    found = {}
    for one in tree:
        found.setdefault(one.tag.replace(DC, ""), []).append(one.text)
    assert set(found) == {
        *("title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format"),
        *("identifier", "source", "language", "relation", "coverage", "rights"),
    }
    assert found["creator"] == ["Lund, Mette", "林梅"] and found["language"] == ["en", "zh-Hans"]
    assert found["source"] == ["https://portal.example/resources/3/"] and found["coverage"] == ["Copenhagen, DK"]
    assert tree[1].get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"


# -- reference managers --------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("ending", "reader"), [("bib", "bibtex"), ("ris", "ris"), ("json", "csljson")])
def test_pandoc_reads_a_list(ending, reader):
    works = [work(), work(number=13, title="Walking & talking", authors=(Person("Bo Carter"),)), hostile(), bare()]
    text = "".join(FORMATS[ending].many(works))
    read = json.loads(pypandoc.convert_text(text, "csljson", format=reader))
    assert len(read) == 4
    first, second = read[0], read[1]
    assert first["title"] == "A listener’s guide" and first["DOI"] == "10.1234/abc"
    assert first["author"][0]["family"] == "Lund" and first["issued"]["date-parts"][0][0] == 2025
    assert any("林梅" in str(name.values()) for name in first["author"])
    assert second["title"] == "Walking & talking"


def test_pandoc_cites_what_it_read():
    """A citation processor makes a bibliography of it."""
    text = "".join(FORMATS["json"].many([work()]))
    said = pypandoc.convert_text(text, "plain", format="csljson", extra_args=["--citeproc"])
    assert "Lund, Mette" in said and "2025" in said


def test_a_spreadsheet_reads_the_table_and_runs_nothing():
    text = "".join(FORMATS["csv"].many([work(title="=HYPERLINK(1)"), hostile()]))
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(rows) == 2
    assert rows[0]["title"] == "'=HYPERLINK(1)" and rows[0]["licence"] == "CC-BY-4.0"
    assert rows[0]["authors"] == "Mette Lund; 林梅" and rows[0]["topics"] == "distress"


# -- JSON-LD -------------------------------------------------------------------------------------------------------
def test_schema_org_says_what_we_know():
    told = schema_org.data(work())
    assert told["@type"] == ["CreativeWork", "LearningResource"] and told["learningResourceType"] == "Training material"
    assert told["author"][0]["@id"].startswith("https://orcid.org/") and told["license"].startswith("https://creative")
    assert told["encoding"][0]["contentUrl"].startswith("http") and told["isBasedOn"]
    assert schema_org.data(work(genre=Genre(schema=("Dataset",))))["distribution"][0]["@type"] == "DataDownload"


def test_json_in_a_page_ends_no_script():
    words = schema_org.script(schema_org.data(work(title="</script><img src=x>")))
    assert "<" not in words and json.loads(words)["name"] == "</script><img src=x>"


# -- small things --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("code", "tag"), [("en", "en"), ("zh-hans", "zh-Hans"), ("pt-br", "pt-BR"), ("zh_Hant_HK", "zh-Hant-HK"), ("", "")]
)
def test_languages_are_written_as_bcp_47(code, tag):
    assert tag_of(code) == tag


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Mette Lund", ("Lund", "Mette")),
        ("林梅", ("林梅", "")),
        ("City of Houston, Health", ("City of Houston, Health", "")),
        ("Plato", ("Plato", "")),
        ("", ("", "")),
    ],
)
def test_names_are_taken_apart_only_where_it_is_safe(name, parts):
    assert split_name(name) == parts


def test_markup_escapes_words_and_keeps_markup():
    assert element("a", "<&>", element("b", "x"), c='"\n') == '<a c="&quot;&#10;">&lt;&amp;&gt;<b>x</b></a>'
    assert element("a", "", None) == "<a/>"
