"""Marks in what pandoc wrote become Word's own: bookmarks, tracked changes, ranges of comments, fields of citations.

Source: ECMA-376, part 1, chapter 17; the shape of fields is that of Zotero, which Mendeley and pandoc read as well.
"""

import copy
import json
import secrets

from lxml import etree

from resources.papers.converting.word.marks import MARK, pieces
from resources.papers.converting.word.package import XML, w

CSL_SCHEMA = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
CALLOUTS = {"note": "CalloutNote", "tip": "CalloutTip", "warning": "CalloutWarning"}


class Dressing:
    """One document on its way out; `commented` are the keys of threads whose passages were found, in order."""

    def __init__(self, marking, authors, csl, address):
        self.table, self.threads, self.authors = marking.table, marking.threads, authors
        self.csl, self.address = csl, address
        self.ids, self.commented = 5000, []

    def new_id(self):
        """Return a number that nothing else in the document has."""
        self.ids += 1
        return str(self.ids)

    def dress(self, root):
        """Work through one part."""
        for name in root.iter(f"{{{root.nsmap['w']}}}tblCaption"):
            name.set(w("val"), MARK.sub("", name.get(w("val")) or ""))
        self.split(root)
        change, in_cross = None, False
        for run in [*root.iter(w("r"))]:
            number = run.get("mark")
            if number is None:
                if change:
                    self.wrap(run, change)
                continue
            said = self.table[int(number)]
            kind = said["k"]
            if in_cross and kind != "/cross":
                run.getparent().remove(run)
                continue
            in_cross = kind == "cross" or (in_cross and kind != "/cross")
            made = self.made(run, said, number)
            if kind == "change":
                change = said["change"]
            elif kind == "/change":
                change = None
            parent = run.getparent()
            for one in made:
                run.addprevious(one)
                if change and one.tag == w("r"):
                    self.wrap(one, change)
            parent.remove(run)

    def split(self, root):
        """Give each mark a run of its own."""
        for run in [*root.iter(w("r"))]:
            texts = [one for one in run.iter(w("t")) if one.text and MARK.search(one.text)]
            if not texts:
                continue
            properties = run.find(w("rPr"))
            for child in [*run]:
                if child.tag == w("rPr"):
                    continue
                if child not in texts:
                    run.addprevious(_run(properties, child))
                    continue
                for words, number in pieces(child.text):
                    if number is None:
                        run.addprevious(_run(properties, _text(words)))
                    else:
                        mark = etree.Element(w("r"))
                        mark.set("mark", str(number))
                        run.addprevious(mark)
            run.getparent().remove(run)

    def made(self, run, said, number):
        """Return the elements that stand for a mark; what it says of its paragraph is done on the way."""
        kind = said["k"]
        if kind in ("at", "note"):
            if kind == "at":
                self.placed(run, said)
            return self.bookmark(f"_pp{number}")
        if kind == "comment":
            return [etree.Element(w("commentRangeStart"), {w("id"): f"{{{said['thread']}}}"})]
        if kind == "/comment":
            self.commented.append(said["thread"])
            return [etree.Element(w("commentRangeEnd"), {w("id"): f"{{{said['thread']}}}"})]
        if kind == "cite":
            return self.field(f" ADDIN ZOTERO_ITEM CSL_CITATION {self.citation(said['attrs'])} ")
        if kind == "cross":
            return self.field(f" REF {self.bookmark_of(said['target'])} \\h ")
        if kind in ("/cite", "/cross"):
            return [_run(None, etree.Element(w("fldChar"), {w("fldCharType"): "end"}))]
        return []

    def bookmark_of(self, target):
        """Return the name of the bookmark of a thing with an id."""
        for number, said in enumerate(self.table):
            if said["k"] == "at" and said["attrs"].get("id") == target:
                return f"_pp{number}"
        return "_pp"

    def bookmark(self, name):
        key = self.new_id()
        return [
            etree.Element(w("bookmarkStart"), {w("id"): key, w("name"): name}),
            etree.Element(w("bookmarkEnd"), {w("id"): key}),
        ]

    def field(self, instruction):
        made = [_run(None, etree.Element(w("fldChar"), {w("fldCharType"): "begin"}))]
        words = etree.Element(w("instrText"), {f"{{{XML}}}space": "preserve"})
        words.text = instruction
        made.append(_run(None, words))
        return [*made, _run(None, etree.Element(w("fldChar"), {w("fldCharType"): "separate"}))]

    def citation(self, attrs):
        """Return a citation as reference managers keep it in a field."""
        items = []
        for item in attrs.get("items") or ():
            key = item.get("key") or ""
            data = {name: value for name, value in (self.csl.get(key) or {}).items() if name != "custom"}
            made = {"id": key, "uris": [f"{self.address}#{key}"], "itemData": data | {"id": key}}
            made |= {name: item[name] for name in ("locator", "label", "prefix", "suffix") if item.get(name)}
            items.append(made)
        told = {"noteIndex": 0, "mode": attrs.get("mode") or "paren"}
        said = {"citationID": secrets.token_hex(4), "properties": told, "citationItems": items, "schema": CSL_SCHEMA}
        return json.dumps(said, ensure_ascii=False)

    def placed(self, run, said):
        """Do to the paragraph, the row or the picture what the mark at its beginning says."""
        paragraph = next((one for one in run.iterancestors(w("p"))), None)
        if paragraph is None:
            return
        callout = next((one for one in reversed(said["chain"]) if one[0] == "callout"), None)
        if callout and said["type"] in ("paragraph", "figure"):
            _style(paragraph, CALLOUTS.get(callout[2].get("kind") or "note", "CalloutNote"))
        change = said.get("change")
        if change:
            self.mark_paragraph(paragraph, change)
            for one in [*paragraph.iter(w("r"))]:  # a label that is counted for the file stands in no change of its own
                if one.get("mark") is None:
                    self.wrap(one, change)
        if said["type"] == "figure" and change:
            self.picture(paragraph, change)
        row = (said.get("cell") or {}).get("row")
        if row:
            self.row(paragraph, row)

    def picture(self, caption, change):
        """Let the picture above a caption come or go with it."""
        above = caption.getprevious()
        if above is not None and above.tag == w("p") and above.find(f".//{w('drawing')}") is not None:
            self.mark_paragraph(above, change)
            for run in [*above.iter(w("r"))]:
                self.wrap(run, change)

    def mark_paragraph(self, paragraph, change):
        properties = paragraph.find(w("pPr"))
        if properties is None:
            properties = etree.Element(w("pPr"))
            paragraph.insert(0, properties)
        runs = properties.find(w("rPr"))
        if runs is None:
            runs = etree.SubElement(properties, w("rPr"))
            for later in ("sectPr", "pPrChange"):
                if properties.find(w(later)) is not None:
                    properties.append(properties.find(w(later)))
        runs.insert(0, self.change(change))

    def row(self, paragraph, change):
        row = next((one for one in paragraph.iterancestors(w("tr"))), None)
        if row is None:
            return
        properties = row.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            row.insert(0, properties)
        properties.append(self.change(change))

    def change(self, change):
        """Return w:ins or w:del with its author and moment."""
        name, moment = self.authors[change["n"]]
        said = {w("id"): self.new_id(), w("author"): name[:200] or "?"}
        if moment:
            said[w("date")] = moment
        return etree.Element(w(change["kind"]), said)

    def wrap(self, run, change):
        """Put a run into a change; what goes keeps its words as deleted text."""
        if run.getparent().tag in (w("ins"), w("del")):
            return
        before = run.getprevious()
        name, moment = self.authors[change["n"]]
        alike = (
            before is not None
            and before.tag == w(change["kind"])
            and (before.get(w("author")), before.get(w("date"))) == (name[:200] or "?", moment or None)
        )
        holder = before if alike else self.change(change)
        if not alike:
            run.addprevious(holder)
        holder.append(run)
        if change["kind"] == "del":
            for one in [*run.iter(w("t"), w("instrText"))]:
                one.tag = w("delText") if one.tag == w("t") else w("delInstrText")
                one.set(f"{{{XML}}}space", "preserve")


def _run(properties, child):
    run = etree.Element(w("r"))
    if properties is not None:
        run.append(copy.deepcopy(properties))
    run.append(child)
    return run


def _text(words):
    made = etree.Element(w("t"), {f"{{{XML}}}space": "preserve"})
    made.text = words
    return made


def _style(paragraph, name):
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    style = properties.find(w("pStyle"))
    if style is None:
        style = etree.Element(w("pStyle"))
        properties.insert(0, style)
    style.set(w("val"), name)
