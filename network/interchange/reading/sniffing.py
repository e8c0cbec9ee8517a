"""What a text is, by its content and not by its name."""

import re

from network.interchange.reading.model import words

_RIS = re.compile(r"^[ \t]*TY[ \t\u00a0\u3000]*[-–]", re.MULTILINE | re.IGNORECASE)
_RIS_LINE = re.compile(r"^[ \t]*([A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t]|$)", re.MULTILINE)
_NBIB = re.compile(r"^PMID[ \t]*-", re.MULTILINE)
_BIB = re.compile(r"@[ \t]*([A-Za-z]+)\s*[{(]")
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*\?>\s*)*<(?:!doctype\s+html|html|head|body|script|title|meta)\b", re.I | re.S
)
_XML = re.compile(r"\s*(?:<\?xml|<!DOCTYPE|<!--|<(?:xml|records?)\b)", re.IGNORECASE)
HEAD = 200_000
BIB_TYPES = words(
    "article book booklet collection conference dataset electronic inbook incollection inproceedings manual "
    "mastersthesis misc mvbook online patent periodical phdthesis proceedings reference report software standard "
    "suppbook techreport thesis unpublished www string comment preamble thesis video artwork audio image"
)


def format_of(text):
    """Return ris, bibtex, nbib, csl-json, endnote-xml, csv, html, or "" where it is none of them."""
    head = text[:HEAD]
    start = head.lstrip()
    if not start:
        return ""
    if _HTML.match(head[:5000]):
        return "html"
    if _XML.match(head):
        return "endnote-xml" if re.search(r"<(?:xml|records?)\b", text) else ""
    if start[0] in "[{" and re.match(r"[\[{]\s*(?:[\[{\]}\"]|$)", start):
        return "csl-json"
    firsts = {}
    for name, pattern in (("ris", _RIS), ("nbib", _NBIB)):
        if found := pattern.search(text):
            firsts[name] = found.start()
    for found in _BIB.finditer(text):
        if found[1].lower() in BIB_TYPES or _fields_follow(text, found.end()):
            firsts["bibtex"] = found.start()
            break
    if firsts:
        return min(firsts, key=firsts.get)
    if len(_RIS_LINE.findall(head)) >= 2:
        return "ris"
    return "csv" if _is_table(start) else ""


def _fields_follow(text, at):
    return re.match(r"[^,{}=]{0,200},\s*[A-Za-z_-]+\s*=", text[at : at + 400]) is not None


def _is_table(start):
    """Whether the first line looks like headings of columns."""
    line = start.split("\n", 1)[0]
    if "<" in line or len(line) > 5000:
        return False
    from network.interchange.reading.columns import known

    cells = [re.sub(r'^[\s"\']+|[\s"\']+$', "", cell) for cell in re.split(r"[,;\t|，；]", line)]
    return len(cells) > 1 or known(cells[0]) is not None
