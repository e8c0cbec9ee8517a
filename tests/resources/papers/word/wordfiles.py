"""Word files as other people's Word would write them."""

import base64
import io
import json
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{REL}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = f"""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{KIND}.styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="{KIND}.numbering+xml"/>
<Override PartName="/word/footnotes.xml" ContentType="{KIND}.footnotes+xml"/>
<Override PartName="/word/comments.xml" ContentType="{KIND}.comments+xml"/></Types>"""
RELS = f"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>"""
DOCUMENT_RELS = f"""<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{REL}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{REL}/numbering" Target="numbering.xml"/>
<Relationship Id="rId3" Type="{REL}/footnotes" Target="footnotes.xml"/>
<Relationship Id="rId4" Type="{REL}/comments" Target="comments.xml"/>
<Relationship Id="rId5" Type="{REL}/image" Target="media/image1.png"/></Relationships>"""
STYLES = f"""<?xml version="1.0"?><w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr>
</w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style></w:styles>"""
NUMBERING = f"""<?xml version="1.0"?><w:numbering {NAMES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">
<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
FOOTNOTES = f"""<?xml version="1.0"?><w:footnotes {NAMES}><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>
<w:r><w:t xml:space="preserve"> A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"""
COMMENTS = f"""<?xml version="1.0"?><w:comments {NAMES}><w:comment w:id="0" w:author="林梅"
w:date="2026-11-20T10:00:00Z"><w:p><w:r><w:t>Really?</w:t></w:r></w:p></w:comment></w:comments>"""
CITATION = json.dumps(
    {
        "citationID": "abc",
        "citationItems": [
            {
                "id": 12,
                "uris": ["http://zotero.org/users/1/items/X"],
                "itemData": {
                    "id": 12,
                    "type": "article-journal",
                    "title": "Peers and sugar",
                    "author": [{"family": "Lin", "given": "Mei"}],
                    "issued": {"date-parts": [[2019]]},
                },
            }
        ],
    }
)


def run(words, extra=""):
    return f'<w:r>{extra}<w:t xml:space="preserve">{words}</w:t></w:r>'


def field(instruction, result):
    instruction = instruction.replace("&", "&amp;").replace("<", "&lt;")
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def styled(style, inside):
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


def foreign():
    """Return a file with one of everything, as a German Word names its styles."""
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    picture = (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><wp:docPr id="1" name="P" descr="Walking"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="0" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId5"/></pic:blipFill>'
        "<pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    label = '<w:bookmarkStart w:id="1" w:name="_Ref99"/>' + run("Table ") + field(" SEQ Table ", "1")
    cell = "<w:tc><w:p>{}</w:p></w:tc>"
    changed = (
        '<w:del w:id="5" w:author="Prof" w:date="2026-11-21T09:00:00Z"><w:r><w:delText>end</w:delText></w:r></w:del>'
        '<w:ins w:id="6" w:author="Prof" w:date="2026-11-21T09:00:00Z"><w:r><w:t>close</w:t></w:r></w:ins>'
    )
    body = (
        styled("Titel", run("Peers, seen from Word"))
        + styled("berschrift1", run("Why"))
        + "<w:p>"
        + run("Peers ")
        + '<w:commentRangeStart w:id="0"/>'
        + run("help ")
        + run("people", "<w:rPr><w:b/></w:rPr>")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        + field(f" ADDIN ZOTERO_ITEM CSL_CITATION {CITATION}", "(Lin 2019)")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + run(". See ")
        + field(" REF _Ref99 \\h ", "Table 1")
        + run(".")
        + "</w:p>"
        + f"{item}{run('one')}</w:p>{item}{run('two')}</w:p>"
        + styled("Beschriftung", label + '<w:bookmarkEnd w:id="1"/>' + run(": What helps"))
        + "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>"
        + cell.format(run("A"))
        + cell.format(run("B"))
        + "</w:tr><w:tr>"
        + cell.format(run("C"))
        + cell.format(run("D"))
        + "</w:tr></w:tbl>"
        + picture
        + styled("Beschriftung", run("Figure 1. Two people walk"))
        + f"<w:p>{run('The ')}{changed}{run('.')}</w:p>"
    )
    return zipped(
        {"word/document.xml": f'<?xml version="1.0"?><w:document {NAMES}><w:body>{body}</w:body></w:document>'}
    )


def zipped(parts):
    """Return a package of the usual parts with `parts` in their places."""
    known = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS,
        "word/_rels/document.xml.rels": DOCUMENT_RELS,
        "word/document.xml": f"<w:document {NAMES}><w:body><w:p>{run('x')}</w:p></w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        "word/footnotes.xml": FOOTNOTES,
        "word/comments.xml": COMMENTS,
        "word/media/image1.png": PNG,
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (known | parts).items():
            package.writestr(name, data)
    return made.getvalue()


def changed(data, change, part="word/document.xml"):
    """Return a package in which `change(xml) -> xml` was done to one part."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content.decode()).encode() if name == part else content)
    return made.getvalue()


def with_answer(data, name, words):
    """Answer the first comment, as Word does: a comment below it, with the same range."""
    import re

    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/comments.xml").decode()
    parent = re.search(r'paraId="([0-9A-F]+)"', xml)[1]
    answer = (
        f'<w:comment w:id="90" w:author="{name}" w:date="2026-11-23T10:00:00Z"><w:p w14:paraId="7FFFFFF0">'
        f"<w:r><w:t>{words}</w:t></w:r></w:p></w:comment></w:comments>"
    )
    data = changed(data, lambda text: text.replace("</w:comments>", answer), "word/comments.xml")
    row = f'<w15:commentEx w15:paraId="7FFFFFF0" w15:paraIdParent="{parent}" w15:done="0"/></w15:commentsEx>'
    return changed(data, lambda text: text.replace("</w15:commentsEx>", row), "word/commentsExtended.xml")


def with_comment(data, words, name, said):
    """Comment on `words`, which stand in a run of their own."""
    comment = f'<w:comment w:id="91" w:author="{name}"><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:comment></w:comments>'
    data = changed(data, lambda text: text.replace("</w:comments>", comment), "word/comments.xml")

    def around(xml):
        import re

        found = re.search(rf"<w:r>(?:(?!<w:r>).)*?{re.escape(words)}</w:t></w:r>", xml, re.DOTALL)
        end = '<w:commentRangeEnd w:id="91"/><w:r><w:commentReference w:id="91"/></w:r>'
        return xml.replace(found[0], f'<w:commentRangeStart w:id="91"/>{found[0]}{end}')

    return changed(data, around)


def with_tracked(data, old, name, new):
    """Change one word with tracking."""
    said = f'w:author="{name}" w:date="2026-11-24T08:00:00Z"'

    def change(xml):
        import re

        found = re.search(rf"<w:r>(?:(?!<w:r>).)*?<w:t[^>]*>({re.escape(old)})([^<]*)</w:t></w:r>", xml, re.DOTALL)
        gone = f'<w:del w:id="801" {said}><w:r><w:delText>{old}</w:delText></w:r></w:del>'
        come = f'<w:ins w:id="802" {said}>{run(new)}</w:ins>'
        return xml.replace(found[0], gone + come + run(found[2]))

    return changed(data, change)


def old():
    """Return the beginning of Word's old format."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0" + b"\0" * 4000


def locked():
    """Return a container such as Office makes for a document with a password."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4000
