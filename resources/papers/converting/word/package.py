"""The package of a Word file: its parts, read with limits and written anew. Source: ECMA-376, part 2.

XML is read without entities, document types or files of others; a part that is far too large is refused unread.
"""

import io
import zipfile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
XML = "http://www.w3.org/XML/1998/namespace"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OURS = "urn:network:papers:word:1"
DOCUMENT, COMMENTS, EXTENDED = "word/document.xml", "word/comments.xml", "word/commentsExtended.xml"
FOOTNOTES, ENDNOTES, STYLES, NUMBERING = (
    *("word/footnotes.xml", "word/endnotes.xml", "word/styles.xml", "word/numbering.xml"),
)
MOST_XML = 24 * 1024 * 1024
MOST_PARTS = 5000


class Broken(Exception):
    """The package is not one, or a part of it cannot be read."""


def w(name):
    """Return the full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def parsed(data):
    """Return the root of an XML part. Raises Broken."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Broken(str(fault)) from fault
    if root.getroottree().docinfo.doctype:
        raise Broken("a document type")
    return root


def dumped(root):
    """Return an XML part as bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


class Package:
    """The parts of a .docx: `names`; XML parts as trees by `tree`, changed in place; `saved` gives the bytes."""

    def __init__(self, data):
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self.zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
            raise Broken(str(fault)) from fault
        if len(infos) > MOST_PARTS:
            raise Broken("too many parts")
        self.infos = {one.filename: one for one in infos}
        self.trees, self.parts = {}, {}
        if DOCUMENT not in self.infos:
            raise Broken("no document")

    def __contains__(self, name):
        return name in self.parts or name in self.trees or name in self.infos

    def size(self, name):
        """Return how many bytes a part says that it has."""
        return self.infos[name].file_size if name in self.infos else 0

    def read(self, name, most=MOST_XML):
        """Return the bytes of a part. Raises Broken for one that is larger than `most`, or not there."""
        if name in self.parts:
            return self.parts[name]
        try:
            with self.zip.open(self.infos[name]) as stream:
                data = stream.read(most + 1)
        except Exception as fault:  # zlib, CRC, encryption: whatever is wrong, the part cannot be read
            raise Broken(f"{name}: {fault}") from fault
        if len(data) > most:
            raise Broken(f"{name} is too large")
        return data

    def tree(self, name):
        """Return the root of an XML part, None where there is none."""
        if name not in self.trees:
            if name not in self.parts and name not in self.infos:
                return None
            self.trees[name] = parsed(self.read(name))
        return self.trees[name]

    def put(self, name, data, kind=""):
        """Put a part in, of a content type, if it is not there yet."""
        self.trees.pop(name, None)
        self.parts[name] = data
        types = self.tree("[Content_Types].xml")
        known = {one.get("PartName") for one in types}
        if kind and f"/{name}" not in known:
            etree.SubElement(types, f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=kind)

    def relate(self, source, kind, target):
        """Let a part point at another, once."""
        folder, _slash, name = source.rpartition("/")
        path = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        root = self.tree(path)
        if root is None:
            self.trees[path] = root = etree.Element(f"{{{RELS}}}Relationships", nsmap={None: RELS})
        if not any(one.get("Type") == kind and one.get("Target") == target for one in root):
            etree.SubElement(root, f"{{{RELS}}}Relationship", Id=f"rIdp{len(root) + 1}", Type=kind, Target=target)

    def relations(self, source=DOCUMENT):
        """Return {id: (target, whether it is outside)} of a part."""
        folder, _slash, name = source.rpartition("/")
        root = self.tree(f"{folder}/_rels/{name}.rels")
        if root is None:
            return {}
        return {one.get("Id"): (one.get("Target") or "", one.get("TargetMode") == "External") for one in root}

    def saved(self, only=None):
        """Return the package as bytes; `only(name)` says which parts stay."""
        made = io.BytesIO()
        names = dict.fromkeys([*self.infos, *self.parts, *self.trees])
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
            for name in names:
                if only is None or only(name):
                    data = dumped(self.trees[name]) if name in self.trees else self.read(name, 200 << 20)
                    target.writestr(name, data)
        return made.getvalue()
