"""PubMed's nbib: a tag of up to four letters, a hyphen at the fifth place; PMID begins a record, six blanks go on.

Source: https://www.nlm.nih.gov/bsd/mms/medlineelements.html
"""

import re

from network.interchange.reading import identifiers, messages, names
from network.interchange.reading.fields import Fields
from network.interchange.reading.model import Record, words

_TAG = re.compile(r"^([A-Z][A-Z0-9]{1,3})[ \t]*-(?:[ \t](.*)|)$", re.DOTALL)
TEXTS = {
    **{"TI": "title", "BTI": "title", "JT": "container-title", "TA": "container-title-short", "VI": "volume"},
    **{"IP": "issue", "LA": "language", "PB": "publisher", "PL": "publisher-place", "EN": "edition", "PMC": "PMCID"},
    **{"CTI": "collection-title", "CN": "author"},
}
KEPT = words(
    "OWN STAT DCOM LR CRDT EDAT MHDA PHST PST SB RN NM AD AUID GR CI COIS OT OTO OID PMCR SI SO TT EIN CIN ECI CRI "
    "CRF DEP DCOM DRDT IRAD IR FIR FPS PS GN GS MID OAB OABL OCI ORI PRIN PROF RF RIN ROF RPF RPI SFM SPIN UIN UOF JID "
    "NI CDAT CTDT DA DDAT PMCR IRAD PUBM CON EFR DRIN DDIN PT ISBN"
)
KINDS = (
    ("book", "book"),
    ("preprint", "article"),
    ("dataset", "dataset"),
    ("academic dissertation", "thesis"),
    ("technical report", "report"),
)


def records(text, warnings):
    """Yield the Records of a text."""
    lines = text.split("\n")
    rows, begun, outside = [], None, []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        found = None if line.startswith("      ") else _TAG.match(line.rstrip())
        if found and found[1] == "PMID":
            if begun is not None:
                yield from _record(lines, rows, begun, number - 1, warnings)
            rows, begun = [["PMID", (found[2] or "").strip(), number, number]], number
        elif begun is None:
            outside.append(number)
        elif found:
            rows.append([found[1], (found[2] or "").strip(), number, number])
        else:
            rows[-1][1] = f"{rows[-1][1]} {line.strip()}".strip()
            rows[-1][3] = number
    for number in outside[:50]:
        warnings.add(number, messages.OUTSIDE, text=lines[number - 1])
    if len(outside) > 50:
        warnings.add(
            outside[50], messages.OUTSIDE_LINES, until=outside[-1], line=outside[50], text=lines[outside[50] - 1]
        )
    if begun is not None:
        yield from _record(lines, rows, begun, len(lines), warnings)


def _record(lines, rows, begun, until, warnings):
    while until > begun and not lines[until - 1].strip():
        until -= 1
    fields = Fields(warnings)
    known = {row[0] for row in rows}
    for tag, text, line, last in rows:
        _put(fields, tag, text, line, last, known)
    if len(rows) == 1 and not re.fullmatch(r"[0-9]+", rows[0][1]):
        warnings.add(begun, messages.EMPTY_RECORD, until=until)
        return
    if "title" not in fields.csl:
        warnings.add(begun, messages.UNTITLED)
    kinds = " ".join(fields.custom.get("PT", ())).lower()
    made = fields.made(
        fields.csl.get("PMID", ""), next((csl for word, csl in KINDS if word in kinds), "article-journal")
    )
    yield Record(made, "\n".join(lines[begun - 1 : until]), begun, until)


def _put(fields, tag, text, line, until, known):
    if tag == "PMID":
        fields.csl["id"] = fields.csl["PMID"] = text or str(line)
        if not re.fullmatch(r"[0-9]+", text):
            fields.warnings.add(line, messages.NBIB_PMID, until=until, text=text or "–")
    elif tag in ("FAU", "FED"):
        fields.person("author" if tag == "FAU" else "editor", names.name(text))
    elif tag in ("AU", "ED"):
        # The short form of the same people stands beside the full one in newer files.
        full = "F" + tag
        if full not in known:
            fields.person("author" if tag == "AU" else "editor", names.name(text))
        else:
            fields.aside(tag, text)
    elif tag == "CN":
        fields.person("author", names.name(text, corporate=True))
    elif tag == "DP":
        fields.date("issued", text, line, until)
    elif tag == "PG":
        fields.set("page", identifiers.pages(text), line, until)
    elif tag in ("LID", "AID"):
        _identifier(fields, text, line, until)
    elif tag == "IS":
        fields.serial(text, line, until)
    elif tag == "ISBN":
        fields.serial(f"isbn {text}", line, until)
    elif tag == "AB":
        fields.set("abstract", text, line, until)
    elif tag in ("MH", "OT"):
        fields.keyword(text.replace("*", ""))
    elif tag == "TT":
        fields.aside("original-title", text)
    elif tag in TEXTS:
        fields.set(TEXTS[tag], text, line, until, label=tag)
    elif tag in KEPT:
        fields.aside(tag, text)
    else:
        fields.unknown(line, until, tag, text)


def _identifier(fields, text, line, until):
    if "[doi]" in text or identifiers.doi(text) == text:
        fields.doi(text.replace("[doi]", "").strip(), line, until)
    else:
        fields.aside("AID", text)
