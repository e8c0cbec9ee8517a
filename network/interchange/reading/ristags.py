"""What each tag of RIS means in CSL."""

import re

from network.interchange.reading import identifiers, kinds, messages, names
from network.interchange.reading.model import words

TEXTS = {
    **{"TI": "title", "T1": "title", "ST": "title-short", "T3": "collection-title"},
    **{"VL": "volume", "VO": "volume", "IS": "issue", "CP": "issue", "PB": "publisher", "CY": "publisher-place"},
    **{"PP": "publisher-place", "ET": "edition", "LA": "language", "CN": "call-number", "NV": "number-of-volumes"},
    **{"SE": "section", "DB": "source", "AV": "archive_location", "ID": "id", "M1": "number", "C7": "number"},
}
PEOPLE = {
    **{"AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A3": "collection-editor"},
    **{"A4": "translator", "TA": "translator"},
}
JOURNALS = ("T2", "JF", "JO", "JA", "J1", "J2", "BT")
OTHERS = (
    *("TY", "ER", "PY", "Y1", "DA", "Y2", "SP", "EP", "SN", "DO", "DI", "UR", "LK", "AB", "N2", "N1", "RN", "NO"),
    *("KW", "M3", "AN"),
)
TAGS = frozenset((*TEXTS, *PEOPLE, *JOURNALS, *OTHERS))
KEPT = words(
    "AD AO C1 C2 C3 C4 C5 C6 C8 CA CR CT DP DS H1 H2 L1 L2 L3 L4 LB LL M2 OL OP PA RD RI RP SF SL SO SR SV TT U1 U2 U3 "
    "U4 U5 U6 U7 U8 U9 U10 WP WT WV XT YR EM FD JI JE KP PM PMC SK"
)
"""Tags that programs write and for which CSL has no variable; they are kept under `custom`."""

LONG = frozenset(("AB", "N2"))
WORDS = frozenset(("IS", "DO", "AN", "SO", "ET", "LA", "CA", "PA"))
"""Tags that are words of some language, and so may begin a line of an abstract, as T1 and C3 may."""


def put(fields, tag, parts, line, until):
    """Put the text of one tag where it belongs."""
    text = " ".join(part for part in parts if part)
    if tag == "TY":
        _type(fields, parts, line, until)
    elif tag in PEOPLE:
        for part in parts:
            for made in names.people([part]):
                fields.person(PEOPLE[tag], made)
    elif tag in JOURNALS:
        fields.custom.setdefault("_" + tag, []).append((text, line, until))
    elif tag in ("DO", "DI"):
        fields.doi(text, line, until)
    elif tag in ("UR", "LK"):
        for part in re.split(r"(?<![\s;])[\s;]+(?=https?://)", text):
            fields.url(part)
    elif tag in ("PY", "Y1", "DA"):
        fields.date("issued", text, line, until)
    elif tag == "Y2":
        fields.date("accessed", text, line, until)
    elif tag in ("SP", "EP"):
        fields.set("_" + tag, text, line, until, label=tag)
    elif tag == "SN":
        for part in re.split(r"[;\n]", "\n".join(parts)):
            if part.strip():
                fields.serial(part, line, until)
    elif tag in ("AB", "N2"):
        _abstract(fields, tag, text, line, until)
    elif tag in ("N1", "RN", "NO"):
        fields.append("note", text)
    elif tag == "KW":
        for part in parts:
            for word in re.split(r"[;；]", part):
                fields.keyword(word)
    elif tag == "M3":
        _medium(fields, text, line, until)
    elif tag == "AN":
        fields.aside("AN", text)
    elif tag in TEXTS:
        fields.set(TEXTS[tag], text, line, until, label=tag)
    elif tag in KEPT:
        fields.aside(tag, text)
    else:
        fields.unknown(line, until, tag, text)


def _type(fields, parts, line, until):
    word = parts[0].upper()
    fields.csl["type"] = kinds.RIS.get(word) or kinds.of_words(parts[0]) or "document"
    if word not in kinds.RIS and not kinds.of_words(parts[0]):
        fields.warnings.add(line, messages.UNKNOWN_TYPE, type=parts[0] or "–")
        fields.aside("TY", parts[0])
    rest = " ".join(part for part in parts[1:] if part)
    if rest:
        fields.warnings.add(line + 1, messages.OUTSIDE, until=until, text=rest)


def _abstract(fields, tag, text, line, until):
    if tag == "N2" and fields.csl.get("abstract") == text:
        return
    fields.set("abstract", text, line, until, label=tag)


def _medium(fields, text, line, until):
    if identifiers.doi(text) and "DOI" not in fields.csl:
        fields.doi(text, line, until)
    else:
        fields.set("genre", text, line, until, label="M3")


def finish(fields, number):
    """Put together what stands in several tags: the journal's names, pages, the number in PubMed. Returns the CSL."""
    first, last = fields.csl.pop("_SP", ""), fields.csl.pop("_EP", "")
    if first or last:
        fields.csl["page"] = identifiers.pages(first, last)
    is_book = fields.csl.get("type") == "book"
    for tag in JOURNALS:
        for text, line, until in fields.custom.pop("_" + tag, ()):
            _journal(fields, tag, text, line, until, is_book)
    accession = " ".join(fields.custom.get("AN", ()))
    if (
        re.fullmatch(r"(?:PMID:?\s*)?[0-9]{5,9}", accession)
        and "pubmed" in str((fields.csl.get("source"), fields.custom.get("DP"))).lower()
    ):
        fields.csl["PMID"] = re.sub(r"[^0-9]", "", accession)
        fields.custom.pop("AN")
    for text in fields.custom.get("C2", ()):
        if re.fullmatch(r"PMC[0-9]+", text):
            fields.csl.setdefault("PMCID", text)
    return fields.made(number)


def _journal(fields, tag, text, line, until, is_book):
    text = " ".join(text.split())
    if not text:
        return
    if tag == "BT" and is_book and "title" not in fields.csl:
        fields.csl["title"] = text
    elif tag == "T2" and is_book:
        fields.set("collection-title", text, line, until, label=tag)
    elif tag in ("JA", "J1", "J2") and "container-title" in fields.csl:
        if fields.csl.setdefault("container-title-short", text) != text:
            fields.aside(tag, text)
    elif fields.csl.setdefault("container-title", text) != text:
        if tag in ("JO", "JF") and fields.csl.setdefault("container-title-short", text) == text:
            return
        fields.aside(tag, text)
        fields.warnings.add(line, messages.TWICE, until=until, what="container-title", text=text)
