"""A text as a Word file: pandoc writes it, then our marks become Word's own changes, comments, fields and bookmarks."""

import json

from lxml import etree

from network.interchange.works import tag_of
from resources.papers.converting import pandoc
from resources.papers.converting.word.dressing import Dressing
from resources.papers.converting.word.marking import Marking
from resources.papers.converting.word.package import DOCUMENT, FOOTNOTES, OURS, Package
from resources.papers.converting.word.redline import Redline
from resources.papers.converting.word.remarks import add_comments, add_styles
from resources.papers.converting.writing import document

CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"


def written(content, *, references=(), style="apa", language="en", figures=None, proposals=(), threads=(), stamp="",
            meta=None, address=""):  # fmt: skip
    """Return a text (content JSON) as the bytes of a .docx.

    `figures` {number: (data: address, alternative text)}; `proposals` [(content as it would be, who(before, after) ->
    (name, moment as ISO text))] become tracked changes; `threads` [{"key", "closed", "comments": [{"name", "at",
    "text"}]}] become comments where their passage stands; `stamp()` gives what the way back is known by, asked when all
    changes are; `meta` goes in front; `address` is that of the list of references. Raises pandoc.Fault, survey.Unknown.
    """
    redline = Redline(content)
    for proposed, who in proposals:
        redline.add(proposed, who)
    marking = Marking(redline.made(), threads=threads)
    source = document(marking.content, references=references, style=style, language=language, figures=figures,
                      meta={"lang": tag_of(language), **(meta or {})})  # fmt: skip
    made = pandoc.run(json.dumps(source, ensure_ascii=False), reads="json", writes="docx")
    package = Package(made)
    csl = {one["id"]: one for one in references}
    dressing = Dressing(marking, redline.authors, csl, address)
    for part in (DOCUMENT, FOOTNOTES):
        if package.tree(part) is not None:
            dressing.dress(package.tree(part))
    add_comments(package, dressing.commented, {one["key"]: one for one in threads})
    add_styles(package, language)
    _keep_table(package, marking.table, stamp() if callable(stamp) else stamp, language)
    return package.saved()


def _keep_table(package, table, stamp, language):
    """Put what the marks mean into the package, where Word keeps it."""
    kept = {
        "stamp": stamp,
        "language": language,
        "table": [one if one["k"] in ("at", "note") else None for one in table],
    }
    root = etree.Element(f"{{{OURS}}}text", nsmap={None: OURS})
    root.text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    package.put("customXml/item1.xml", etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
    uid = "{6E1B1C5A-52D3-4B7E-9C61-0F6E2B9D7A01}"
    schema = f'<ds:schemaRefs><ds:schemaRef ds:uri="{OURS}"/></ds:schemaRefs>'
    place = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    props = f'<?xml version="1.0" encoding="UTF-8"?><ds:datastoreItem ds:itemID="{uid}" xmlns:ds="{place}">{schema}'
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    package.put("customXml/itemProps1.xml", f"{props}</ds:datastoreItem>".encode(), kind)
    package.relate("word/document.xml", CUSTOM_XML, "../customXml/item1.xml")
    package.relate("customXml/item1.xml", CUSTOM_XML + "Props", "itemProps1.xml")
