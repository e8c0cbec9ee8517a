"""Citations that other programs left in a Word file: Zotero, Mendeley (old and new), EndNote, Word's own.

Each becomes (items, works): items as a citation of ours names them, works as CSL-JSON by their id in the file.
"""

import base64
import binascii
import json
import re

from network.interchange.reading import names, read
from resources.papers.converting.word.package import Broken, Package, w

MOST_NESTED = 20
_JSON = re.compile(r"ADDIN\s+(?:ZOTERO_ITEM\s+)?CSL_CITATION\s*(\{.*)", re.DOTALL)
_LISTS = re.compile(r"\s*(ADDIN\s+(ZOTERO_BIBL|Mendeley Bibliography|EN\.REFLIST)|BIBLIOGRAPHY)\b")
_TAG = re.compile(r"MENDELEY_CITATION_v\d+_(\S+)")
_NATIVE = re.compile(r"\s*CITATION\s+(.*)", re.DOTALL)
B = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"
_KINDS = {
    "JournalArticle": "article-journal",
    "ArticleInAPeriodical": "article-magazine",
    "Book": "book",
    "BookSection": "chapter",
    "ConferenceProceedings": "paper-conference",
    "Report": "report",
    "InternetSite": "webpage",
    "DocumentFromInternetSite": "webpage",
    "Case": "legal_case",
    "Patent": "patent",
}
_FIELDS = {
    "Title": "title",
    "JournalName": "container-title",
    "PeriodicalTitle": "container-title",
    "BookTitle": "container-title",
    "ConferenceName": "event-title",
    "Volume": "volume",
    "Issue": "issue",
    "Pages": "page",
    "Publisher": "publisher",
    "City": "publisher-place",
    "Edition": "edition",
    "DOI": "DOI",
    "URL": "URL",
    "StandardNumber": "ISBN",
    "Institution": "publisher",
    "Comments": "note",
}


class Works:
    """All works that the citations of one file name: {id in the file: CSL-JSON}."""

    def __init__(self, package: Package):
        self.found, self.package, self._native = {}, package, None

    def of_field(self, instruction):
        """Return (items, mode) of a field's instruction, None for a field that is no citation."""
        found = _JSON.search(instruction)
        if found:
            return self.of_json(found[1])
        if "EN.CITE" in instruction:
            return self._endnote(instruction)
        found = _NATIVE.match(instruction)
        return self._word(found[1]) if found else None

    def of_control(self, tag):
        """Return (items, mode) of a content control of Mendeley, None for any other."""
        found = _TAG.match(tag or "")
        if not found:
            return None
        try:
            said = base64.b64decode(found[1] + "=" * (-len(found[1]) % 4), validate=False).decode()
        except (binascii.Error, UnicodeDecodeError):
            return None
        return self.of_json(said)

    def of_json(self, text):
        """Return (items, mode) of a citation as reference managers keep it."""
        try:
            said, _end = json.JSONDecoder().raw_decode(text)
        except (ValueError, RecursionError):
            return None
        if not isinstance(said, dict) or not isinstance(said.get("citationItems"), list):
            return None
        items = []
        for item in said["citationItems"][:50]:
            data = item.get("itemData") if isinstance(item, dict) else None
            if not isinstance(data, dict) or not data:
                continue
            key = str(data.get("id") or item.get("id") or f"work-{len(self.found)}")
            self.found.setdefault(key, data)
            made = {"key": key}
            for name in ("locator", "label", "prefix", "suffix"):
                if isinstance(item.get(name), str) and item[name].strip():
                    made[name] = item[name].strip()[:300]
            items.append(made)
        properties = said.get("properties") if isinstance(said.get("properties"), dict) else {}
        return (items, "text" if properties.get("mode") == "text" else "paren") if items else None

    def _endnote(self, instruction):
        start, end = instruction.find("<EndNote>"), instruction.rfind("</EndNote>")
        if start < 0 or end < 0:
            return None
        parts = [part.partition("</record>") for part in instruction[start:end].split("<record>")[1:51]]
        records = "".join(f"<record>{inside}</record>" for inside, closed, _rest in parts if closed)
        items = []
        for record in read(f"<xml><records>{records}</records></xml>".encode(), format="endnote-xml").records:
            key = f"endnote-{record.csl.get('title', '')[:80]}-{len(self.found)}"
            same = next((k for k, one in self.found.items() if one.get("title") == record.csl.get("title")), key)
            self.found.setdefault(same, record.csl)
            items.append({"key": same})
        return (items, "paren") if items else None

    def _word(self, instruction):
        sources = self.native()
        items = []
        words = instruction.split()
        tags = words[:1] + [words[n + 1] for n, word in enumerate(words[:-1]) if word == "\\m"]
        for tag in tags:
            if tag in sources:
                self.found.setdefault(tag, sources[tag])
                items.append({"key": tag})
        pages = [words[n + 1] for n, word in enumerate(words[:-1]) if word == "\\p"]
        if items and pages:
            items[0] |= {"locator": pages[0].strip('"'), "label": "page"}
        return (items, "paren") if items else None

    def native(self):
        """Return {tag: CSL-JSON} of Word's own list of sources."""
        if self._native is None:
            self._native = {}
            for name in self.package.infos:
                if name.startswith("customXml/item") and name.count("/") == 1 and self.package.size(name) < 4 << 20:
                    root = self.package.tree(name)
                    if root is not None and root.tag == f"{{{B}}}Sources":
                        self._native |= dict(filter(None, (_source(one) for one in root)))
        return self._native


def _source(one):
    told = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in one if isinstance(child.tag, str)}
    if not told.get("Tag"):
        return None
    made = {"type": _KINDS.get(told.get("SourceType"), "document")}
    made |= {name: told[field] for field, name in _FIELDS.items() if told.get(field)}
    people = []
    for person in one.iter(f"{{{B}}}Person"):
        parts = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in person}
        given = " ".join(filter(None, [parts.get("First"), parts.get("Middle")]))
        people.append(
            {"family": parts.get("Last") or given} | ({"given": given} if parts.get("Last") and given else {})
        )
    for body in one.iter(f"{{{B}}}Corporate"):
        if name := names.name(body.text or "", corporate=True):
            people.append(name)
    if people:
        made["author"] = people
    if told.get("Year", "").isdigit():
        made["issued"] = {"date-parts": [[int(told["Year"])]]}
    return told["Tag"], made


def is_list(instruction):
    """Whether a field is the list of references that a program keeps."""
    return bool(_LISTS.match(instruction))


def fields(root):
    """Yield (instruction, first run, runs of the result, last run) of the fields of a part that are not within others.

    Source: ECMA-376, part 1, 17.16.18; a field may reach over paragraphs.
    """
    stack, found = [], []
    for run in root.iter(w("r")):
        for child in run:
            if child.tag == w("fldChar"):
                kind = child.get(w("fldCharType"))
                if kind == "begin":
                    if len(stack) == MOST_NESTED:
                        raise Broken("fields within fields")
                    stack.append({"words": "", "runs": [], "is_result": False, "first": run})
                elif kind == "separate" and stack:
                    stack[-1]["is_result"] = True
                elif kind == "end" and stack:
                    one = stack.pop()
                    one["runs"].append(run)
                    if not stack:
                        found.append((one["words"], one["first"], one["runs"], run))
                    else:
                        stack[-1]["runs"] += one["runs"]
                        if not stack[-1]["is_result"]:
                            stack[-1]["words"] += one["words"]
            elif child.tag == w("instrText") and stack and not stack[-1]["is_result"]:
                stack[-1]["words"] += child.text or ""
        if stack and (not stack[-1]["runs"] or stack[-1]["runs"][-1] is not run):
            stack[-1]["runs"].append(run)
    return found
