"""A Word file made ready for pandoc: what pandoc would drop stands in the text as marks, one kind for each thing."""

import json
import re
from dataclasses import dataclass, field

from lxml import etree

from resources.papers.converting.word import cited
from resources.papers.converting.word.boxes import unbox
from resources.papers.converting.word.changes import settle
from resources.papers.converting.word.marks import MARK, Table, without
from resources.papers.converting.word.package import (
    COMMENTS,
    DOCUMENT,
    ENDNOTES,
    FOOTNOTES,
    NUMBERING,
    OURS,
    STYLES,
    XML,
    Package,
    w,
)

BODY = (DOCUMENT, FOOTNOTES, ENDNOTES)
NEEDED = (*BODY, STYLES, NUMBERING, "word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels",
          "word/_rels/endnotes.xml.rels", "[Content_Types].xml", "_rels/.rels")  # fmt: skip
CALLOUTS = {"CalloutNote": "note", "CalloutTip": "tip", "CalloutWarning": "warning"}
STUB = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
_REF = re.compile(r"\s*(?:REF|PAGEREF)\s+(\S+)")


@dataclass
class Ready:
    """One reading of a Word file: `file` for pandoc, what its marks mean, the main language of the text."""

    file: bytes
    table: Table
    language: str
    left_out: dict = field(default_factory=dict)


def ours(package):
    """Return what we put into a file when it left: {"stamp", "language", "table"}, {} for anybody else's."""
    for name in package.infos:
        if re.fullmatch(r"customXml/item[0-9]+\.xml", name) and package.size(name) < 8 << 20:
            root = package.tree(name)
            if root is not None and root.tag == f"{{{OURS}}}text":
                try:
                    said = json.loads(root.text or "")
                except ValueError:
                    return {}
                is_sound = isinstance(said, dict) and isinstance(said.get("table"), list)
                return said if is_sound else {}
    return {}


def ready(package: Package, known, works, is_taken):
    """Return the Ready of a package with its tracked changes taken in where `is_taken(author, date)`."""
    intake = _Intake(package, known, works)
    made = Package(package.saved(lambda name: name in NEEDED or name.startswith("word/media/stub")))
    for part in BODY:
        if package.tree(part) is not None:
            root = settle(package.tree(part), is_taken)
            intake.work(root, part)
            made.trees[part] = root
    for name in package.infos:
        if name.startswith("word/media/"):
            made.parts[name] = STUB
    return Ready(made.saved(), intake.table, intake.language, intake.left_out)


class _Intake:
    def __init__(self, package, known, works):
        self.package, self.known, self.works = package, known.get("table") or [], works
        self.table, self.left_out = Table(), {}
        self.language = known.get("language") or _main_language(package)
        self.is_ours = bool(known)
        self.named = set()
        self.styles = _style_names(package)

    def miss(self, what):
        """Count something that does not come along."""
        self.left_out[what] = self.left_out.get(what, 0) + 1

    def work(self, root, part):
        """Put marks into one part."""
        for one in root.iter(w("t")):
            if one.text:
                one.text = without(one.text)
        for what, n in unbox(root).items():
            self.left_out[what] = self.left_out.get(what, 0) + n
        self.controls(root)
        self.fields(root)
        self.bookmarks(root)
        self.comments(root, part)
        for one in [*root.iter(w("footnoteReference"), w("endnoteReference"))]:
            kind = "e" if one.tag == w("endnoteReference") else ""
            one.getparent().addprevious(self.mark("fnote", number=f"{kind}{one.get(w('id'))}"))
        self.callouts(root)
        self.captions(root)
        self.languages(root)
        for name, what in (("object", "objects"), ("altChunk", "chunks")):
            for _one in root.iter(w(name)):
                self.miss(what)

    def mark(self, what, **more):
        """Return a run that holds a mark."""
        run = etree.Element(w("r"))
        words = etree.SubElement(run, w("t"), {f"{{{XML}}}space": "preserve"})
        words.text = self.table.add(what, **more)
        return run

    def controls(self, root):
        """Read Mendeley's citations; whatever else is in a control stays as it is."""
        for control in [*root.iter(w("sdt"))]:
            tag = control.find(f"{w('sdtPr')}/{w('tag')}")
            found = self.works.of_control(tag.get(w("val")) if tag is not None else "")
            if found:
                control.addprevious(self.mark("cite", items=found[0], mode=found[1]))
                control.getparent().remove(control)

    def fields(self, root):
        for instruction, first, runs, _last in cited.fields(root):
            found = self.works.of_field(instruction)
            target = _REF.match(instruction)
            if found:
                first.addprevious(self.mark("cite", items=found[0], mode=found[1]))
            elif target and self.names(root, target[1]):
                attrs = (self.said(target[1]) or {}).get("attrs") or {}
                first.addprevious(self.mark("cross", name=target[1], target=attrs.get("id")))
            elif not cited.is_list(instruction):
                continue
            for run in runs:
                if run.getparent() is not None:
                    run.getparent().remove(run)
        for simple in [*root.iter(w("fldSimple"))]:
            found = self.works.of_field(simple.get(w("instr")) or "")
            if found:
                simple.addprevious(self.mark("cite", items=found[0], mode=found[1]))
                simple.getparent().remove(simple)

    def names(self, root, name):
        """Whether a cross reference means something that has a place of its own here: a caption or a heading."""
        if self.said(name):
            return True
        for mark in root.iter(w("bookmarkStart")):
            if mark.get(w("name")) == name and name.startswith("_Ref"):
                self.named.add(name)
                return True
        return False

    def said(self, name):
        """Return what one of our bookmarks means, None for any other."""
        found = re.fullmatch(r"_pp([0-9]{1,6})", name or "")
        if not found or int(found[1]) >= len(self.known):
            return None
        said = self.known[int(found[1])]
        return said if isinstance(said, dict) and said.get("k") in ("at", "note") else None

    def bookmarks(self, root):
        for mark in [*root.iter(w("bookmarkStart"))]:
            name = mark.get(w("name")) or ""
            said = self.said(name)
            holder = next((one for one in mark.iterancestors(w("p"))), None)
            if said:
                mark.addprevious(self.mark("ours", said=said, name=name))
            elif name in self.named and holder is not None:
                mark.addprevious(self.mark("named", name=name))

    def comments(self, root, part):
        known = {one.get(w("id")) for one in self.package.tree(COMMENTS)} if COMMENTS in self.package else set()
        begun = set()
        for name, kind in (("commentRangeStart", "comment"), ("commentRangeEnd", "/comment")):
            for one in [*root.iter(w(name))]:
                number = one.get(w("id"))
                if number in known:
                    if kind == "comment":
                        begun.add(number)
                    holder = one if one.getparent().tag != w("body") else None
                    if holder is not None:
                        holder.addprevious(self.mark(kind, number=number))
                    else:
                        self.beside(one, kind, number)
                one.getparent().remove(one)
        for one in [*root.iter(w("commentReference"))]:
            number, run = one.get(w("id")), one.getparent()
            if number in known and number not in begun:
                before = run.getprevious()
                if before is not None and before.tag in (w("r"), w("hyperlink")):
                    before.addprevious(self.mark("comment", number=number))
                run.addprevious(self.mark("/comment", number=number))
            run.remove(one)

    def beside(self, one, kind, number):
        """Put the mark of a range that begins or ends between paragraphs into the nearest one."""
        near = one.getnext() if kind == "comment" else one.getprevious()
        while near is not None and near.tag != w("p"):
            near = near.getnext() if kind == "comment" else near.getprevious()
        if near is not None:
            mark = self.mark(kind, number=number)
            if kind == "comment":
                near.insert(1 if near.find(w("pPr")) is not None else 0, mark)
            else:
                near.append(mark)

    def callouts(self, root):
        for style in root.iter(w("pStyle")):
            kind = CALLOUTS.get(style.get(w("val")))
            paragraph = style.getparent().getparent()
            if kind:
                paragraph.insert(1, self.mark("callout", kind=kind))
                style.set(w("val"), "BodyText")

    def captions(self, root):
        """Mark captions, whatever their style is called in the language of somebody's Word."""
        for style in root.iter(w("pStyle")):
            if self.styles.get(style.get(w("val"))) in ("caption", "image caption", "table caption"):
                paragraph = style.getparent().getparent()
                paragraph.insert(1, self.mark("caption"))

    def languages(self, root):
        """Mark what is in another language than the text; neighbours of one language as one."""
        open_one, last = "", None
        for run in [*root.iter(w("r"))]:
            words = "".join(one.text or "" for one in run.iter(w("t")))
            if not words.strip() and run.find(w("footnoteReference")) is None:
                continue
            if MARK.search(words):
                continue
            lang = self.language_of(run, words)
            parent = run.getparent()
            if open_one and (lang != open_one or last.getparent() is not parent):
                last.addnext(self.mark("/lang"))
                open_one = ""
            if lang and lang != open_one:
                run.addprevious(self.mark("lang", lang=lang))
                open_one = lang
            last = run
        if open_one:
            last.addnext(self.mark("/lang"))

    def language_of(self, run, words):
        """Return the language of a run in our words, "" for that of the text."""
        said = run.find(f"{w('rPr')}/{w('lang')}")
        if said is None:
            return ""
        code = said.get(w("val")) or ""
        fonts = run.find(f"{w('rPr')}/{w('rFonts')}")
        if fonts is not None and fonts.get(w("hint")) == "eastAsia" and said.get(w("eastAsia")):
            code = said.get(w("eastAsia"))
        if not self.is_ours and code.split("-")[0].lower() == self.language.split("-")[0].lower():
            return ""
        if not self.is_ours and not any(c.isalpha() for c in words):
            return ""
        code = ours_of(code)
        return "" if code == self.language.lower() or not code else code


def ours_of(code):
    """Return a language of Word's as the portal writes it: zh-CN is zh-hans, the rest in small letters."""
    low = (code or "").lower()
    if low in ("zh-cn", "zh-sg"):
        return "zh-hans"
    if low in ("zh-tw", "zh-hk", "zh-mo"):
        return "zh-hant"
    return low if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,6}", low) else ""


def _style_names(package):
    """Return {id: name in small letters} of the styles of a file."""
    root = package.tree(STYLES)
    if root is None:
        return {}
    names = {one.get(w("styleId")): one.find(w("name")) for one in root.iter(w("style"))}
    return {code: (name.get(w("val")) or "").lower() for code, name in names.items() if name is not None}


def _main_language(package):
    """Return the language in which most letters of a file are written, "en" where none is said."""
    counts = {}
    default = ""
    root = package.tree(STYLES)
    if root is not None:
        said = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}")
        default = (said.get(w("val")) or "") if said is not None else ""
    for run in package.tree(DOCUMENT).iter(w("r")):
        said = run.find(f"{w('rPr')}/{w('lang')}")
        code = (said.get(w("val")) if said is not None else None) or default
        size = sum(len(one.text or "") for one in run.iter(w("t")))
        counts[ours_of(code)] = counts.get(ours_of(code), 0) + size
    return max(counts, key=counts.get, default="") or "en"
