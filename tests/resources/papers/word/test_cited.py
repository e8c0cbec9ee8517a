"""Citations that other programs left in Word files are read, each with its work."""

import base64
import json

from resources.papers.converting.word import opened
from tests.resources.papers.word.wordfiles import CITATION, NAMES, field, run, zipped

B = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
ENDNOTE = (
    "<EndNote><Cite><Author>Lin</Author><Year>2019</Year><record><rec-number>4</rec-number>"
    '<ref-type name="Journal Article">17</ref-type><contributors><authors><author>Lin, Mei</author></authors>'
    "</contributors><titles><title>Peers and sugar</title><secondary-title>Peers</secondary-title></titles>"
    "<dates><year>2019</year></dates></record></Cite></EndNote>"
)
SOURCES = (
    f'<b:Sources xmlns:b="{B}"><b:Source><b:Tag>Lin19</b:Tag><b:SourceType>JournalArticle</b:SourceType>'
    "<b:Title>Peers and sugar</b:Title><b:Year>2019</b:Year><b:Author><b:Author><b:NameList><b:Person>"
    "<b:Last>Lin</b:Last><b:First>Mei</b:First></b:Person></b:NameList></b:Author></b:Author></b:Source></b:Sources>"
)


def read(inside, **parts):
    document = f"<w:document {NAMES}><w:body><w:p>{run('Peers help ')}{inside}{run('.')}</w:p></w:body></w:document>"
    found = opened(zipped({"word/document.xml": document, **parts}))
    nodes = found.before.content["content"][0]["content"]
    cited = [node["attrs"] for node in nodes if node["type"] == "citation"]
    words = "".join(node.get("text", "") for node in nodes)
    return found, cited, words


def is_lin(csl):
    return (csl["title"], csl["author"][0]["family"], csl["issued"]["date-parts"][0][0]) == (
        "Peers and sugar",
        "Lin",
        2019,
    )


def test_zotero_and_old_mendeley():
    for instruction in (f" ADDIN ZOTERO_ITEM CSL_CITATION {CITATION} ", f"ADDIN CSL_CITATION {CITATION}"):
        found, [citation], words = read(field(instruction, "(Lin 2019)"))
        assert is_lin(found.works[citation["items"][0]["key"]])
        assert words == "Peers help ."


def test_mendeley_cite_in_a_content_control():
    tag = "MENDELEY_CITATION_v3_" + base64.b64encode(CITATION.encode()).decode()
    control = (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{run("(Lin 2019)")}</w:sdtContent></w:sdt>'
    )
    found, [citation], words = read(control)
    assert is_lin(found.works[citation["items"][0]["key"]])
    assert words == "Peers help ."


def test_endnote():
    found, [citation], _words = read(field(f" ADDIN EN.CITE {ENDNOTE}", "(Lin 2019)"))
    assert is_lin(found.works[citation["items"][0]["key"]])


def test_words_own_sources():
    found, [citation], _words = read(field(" CITATION Lin19 \\p 4 \\l 1033 ", "(Lin, 2019)"), **{
        "customXml/item1.xml": SOURCES})  # fmt: skip
    assert citation["items"] == [{"key": "Lin19", "locator": "4", "label": "page"}]
    assert is_lin(found.works["Lin19"])


def test_what_cannot_be_read_stays_as_words():
    for instruction in (" ADDIN ZOTERO_ITEM CSL_CITATION {broken", " ADDIN EN.CITE nothing", " CITATION Gone19 ",
                        f" ADDIN CSL_CITATION {json.dumps({'citationItems': [1, {}, None]})}"):  # fmt: skip
        _found, cited, words = read(field(instruction, "(Lin 2019)"))
        assert cited == []
        assert words == "Peers help (Lin 2019)."
