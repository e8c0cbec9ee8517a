"""A list of references as files for other programs. Titles keep their letters: no capitals are put into them."""

import json
import re

from network.interchange.formats.bibtex import tex
from network.interchange.works import one_line
from resources.papers.citing.clean import _TAG

TYPES = {
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json; charset=utf-8",
}
# Source of the tags: RefMan RIS format specification.
_RIS_KINDS = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "paper-conference": "CPAPER",
    "thesis": "THES",
    "report": "RPRT",
    "webpage": "ELEC",
    "dataset": "DATA",
    "legislation": "STAT",
    "software": "COMP",
    "manuscript": "UNPB",
    "patent": "PAT",
    "motion_picture": "MPCT",
}
_RIS_TAGS = (
    *(("title", "TI"), ("container-title", "T2"), ("volume", "VL"), ("issue", "IS"), ("publisher", "PB")),
    *(("publisher-place", "CY"), ("edition", "ET"), ("DOI", "DO"), ("URL", "UR"), ("language", "LA")),
    *(("ISSN", "SN"), ("ISBN", "SN"), ("number", "M1"), ("abstract", "AB"), ("note", "N1"), ("PMID", "AN")),
)
_BIBTEX_KINDS = {
    **dict.fromkeys(("article-journal", "article-magazine", "article-newspaper"), "article"),
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "thesis": "phdthesis",
    "report": "techreport",
}
_BIBTEX_FIELDS = (
    *(("volume", "volume"), ("issue", "number"), ("number", "number"), ("edition", "edition"), ("ISSN", "issn")),
    *(("publisher-place", "address"), ("ISBN", "isbn"), ("language", "language"), ("note", "note")),
    *(("abstract", "abstract"), ("genre", "type")),
)
_BIBTEX_TAGS = {"i": "emph", "b": "textbf", "sub": "textsubscript", "sup": "textsuperscript"}


def made(references, ending):
    """Return a list of CSL items as a file (bytes) by its ending: bib, ris or json."""
    if ending == "bib":
        return "\n".join(_bibtex(one) for one in references).encode()
    if ending == "ris":
        return "".join(_ris(one) for one in references).encode()
    return (json.dumps(references, ensure_ascii=False, indent=1) + "\n").encode()


def _bibtex(csl):
    kind = _BIBTEX_KINDS.get(csl.get("type"), "misc")
    parts = ((csl.get("issued") or {}).get("date-parts") or [[]])[0]
    inside = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}.get(kind, "howpublished")
    house = {"techreport": "institution", "phdthesis": "school"}.get(kind, "publisher")
    fields = {
        "author": " and ".join(_tex_name(one) for one in csl.get("author") or ()),
        "editor": " and ".join(_tex_name(one) for one in csl.get("editor") or ()),
        "title": _tex_title(csl.get("title")),
        inside: _tex_title(csl.get("container-title")),
        house: tex(csl.get("publisher") or ""),
        "year": str(parts[0]) if parts else "",
        "month": str(parts[1]) if len(parts) > 1 else "",
        "pages": tex(csl.get("page") or "").replace("–", "-").replace("-", "--"),
        "doi": tex(csl.get("DOI") or ""),
        "url": re.sub(r"[{}\\\s]", "", csl.get("URL") or ""),
    }
    for name, field in _BIBTEX_FIELDS:
        if csl.get(name) and not fields.get(field):
            fields[field] = tex(_TAG.sub("", str(csl[name])))
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{csl['id']},\n" + ",\n".join(lines) + "\n}\n"


def _tex_title(title):
    """Return a title in braces of its own, so that BibTeX leaves its capitals as they are."""
    if not title:
        return ""
    out = []
    for piece in re.split(r"(</?(?:i|b|sub|sup)>)", title):
        name = piece.strip("</>")
        if piece.startswith("<") and name in _BIBTEX_TAGS:
            out.append("}" if piece.startswith("</") else "\\" + _BIBTEX_TAGS[name] + "{")
        else:
            out.append(" " * piece.startswith(" ") + tex(piece) + " " * (piece.endswith(" ") and bool(piece.strip())))
    return "{" + "".join(out) + "}"


def _tex_name(name):
    if "literal" in name:
        return "{" + tex(name["literal"]) + "}"
    family = " ".join(filter(None, [name.get("non-dropping-particle"), name.get("family")]))
    given = " ".join(filter(None, [name.get("given"), name.get("dropping-particle")]))
    return ", ".join(tex(part) for part in (family, name.get("suffix"), given) if part)


def _ris(csl):
    rows = [("TY", _RIS_KINDS.get(csl.get("type"), "GEN"))]
    for role, tag in (("author", "AU"), ("editor", "ED")):
        rows += [(tag, _name(one)) for one in csl.get(role) or ()]
    parts = ((csl.get("issued") or {}).get("date-parts") or [[]])[0]
    if parts:
        rows.append(("PY", parts[0]))
        if len(parts) > 1:
            month, day = (f"{part:02d}" if part else "" for part in (*parts[1:3], 0)[:2])
            rows.append(("DA", f"{parts[0]}/{month}/{day}/"))
    rows += [(tag, csl.get(name)) for name, tag in _RIS_TAGS]
    first, _dash, last = str(csl.get("page") or "").replace("–", "-").partition("-")
    rows += [("SP", first), ("EP", last), ("ID", csl.get("id"))]
    lines = [f"{tag}  - {one_line(_TAG.sub('', str(value)))}\r\n" for tag, value in rows if value not in (None, "")]
    return "".join(lines) + "ER  - \r\n\r\n"


def _name(name):
    if "literal" in name:
        return name["literal"]
    family = " ".join(filter(None, [name.get("non-dropping-particle"), name.get("family")]))
    given = " ".join(filter(None, [name.get("given"), name.get("dropping-particle")]))
    return ", ".join(filter(None, [family, given, name.get("suffix")]))
