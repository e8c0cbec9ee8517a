"""JATS: valid against the schema, and every part of a paper in its own element.

The schema is NISO's JATS Archiving and Interchange 1.1 in RELAX NG (public domain), the newest of which a single file
could be had. Roles are told as JATS 1.2 does: those five attributes, and nothing else, are taken off before the check.
"""

import gzip
from pathlib import Path

import pytest
from lxml import etree

from resources.papers.converting.jats import jats
from tests.resources.papers.converting.paper import CHINESE, MATTER, picture
from tests.resources.papers.converting.texts import EVERYTHING, REFERENCES, doc, heading, para, text

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).parent / "schemas" / "jats-archiving-1.1.rng.gz"
NEWER = ("vocab", "vocab-identifier", "vocab-term", "vocab-term-identifier", "degree-contribution")
XLINK = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture(scope="module")
def schema():
    return etree.RelaxNG(etree.fromstring(gzip.decompress(SCHEMA.read_bytes())))


def faults(schema, data):
    """Return what the schema says against a document."""
    tree = etree.fromstring(data)
    for role in tree.iter("role"):
        for name in NEWER:
            role.attrib.pop(name, None)
    tree.set("dtd-version", "1.1")
    return [] if schema.validate(tree) else [str(one) for one in schema.error_log][:10]


@pytest.mark.parametrize("matter", [MATTER, CHINESE])
def test_a_paper_is_valid(schema, matter):
    assert faults(schema, jats(EVERYTHING, matter, references=REFERENCES, figures={7: picture()})) == []


def test_a_bare_text_is_valid(schema):
    from resources.papers.converting.matter import Matter

    assert faults(schema, jats(doc("One line."), Matter("Title"))) == []
    assert faults(schema, jats(doc(), Matter("Title"))) == []


def test_the_check_can_fail(schema):
    assert faults(schema, jats(EVERYTHING, MATTER).replace(b"<body>", b"<body><wrong/>"))


def test_people_roles_organisations_interests_and_cities_stand_in_their_elements():
    tree = etree.fromstring(jats(EVERYTHING, MATTER, references=REFERENCES, figures={7: picture()}))
    assert tree.findtext(".//contrib-id") == "https://orcid.org/0000-0002-1825-0097"
    role = tree.find(".//contrib/role")
    assert role.get("vocab-term-identifier") == "https://credit.niso.org/contributor-roles/conceptualization/"
    assert role.get("degree-contribution") == "Lead"
    assert tree.findtext(".//institution-id") == "https://ror.org/035b05819"
    assert "Fees from Acme." in tree.findtext(".//fn[@fn-type='coi-statement']/p")
    assert tree.findtext(".//sec[@sec-type='dissent']/disp-quote/p") == "我们不同意第三条建议。"
    assert tree.findtext(".//fig/graphic/alt-text") == "Two people walk beside a river."
    assert tree.find(".//fig/graphic").get(XLINK) == "https://portal.example/publications/x/pictures/7/"
    assert tree.findtext(".//table-wrap/label") == "Table 1"


def test_references_are_in_parts_and_named_by_citations():
    tree = etree.fromstring(jats(EVERYTHING, MATTER, references=REFERENCES))
    known = {one.get("id") for one in tree.iter("ref")}
    named = {key for one in tree.iter("xref") if one.get("ref-type") == "bibr" for key in one.get("rid").split()}
    assert named == known
    assert tree.findtext(".//ref//pub-id[@pub-id-type='doi']") == "10.1000/walk"
    assert tree.findtext(".//ref//source") == "Diabetes Care"


def test_sections_are_nested_and_every_name_leads_somewhere():
    tree = etree.fromstring(jats(EVERYTHING, MATTER, references=REFERENCES))
    assert tree.findtext("body/sec/sec/title") == "People"
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert {key for one in tree.iter("xref") for key in one.get("rid").split()} <= set(ids)


def test_what_was_typed_stays_text(schema):
    hostile = "</p><script>&xxe;<!ENTITY\x00\x0b ]]>"
    content = doc(heading(hostile, 4, '"><x'), para(hostile, text("x", {"type": "language", "attrs": {"lang": '"'}})))
    data = jats(content, MATTER)
    assert b"<script" not in data
    assert faults(schema, data) == []
