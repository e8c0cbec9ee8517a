"""How to cite a resource: in words, and as BibTeX, RIS and CSL-JSON. Whatever a title holds stays text."""

import json
import re
from dataclasses import dataclass

from anyascii import anyascii
from django.utils.html import format_html

from network.kit.words import is_chinese
from resources.library.terms import doi_of

TYPES = {  # kind: (BibTeX, RIS, CSL)
    "dataset": ("misc", "DATA", "dataset"),
    "media": ("misc", "MPCT", "graphic"),
    "findings": ("techreport", "RPRT", "report"),
    "policy": ("techreport", "RPRT", "report"),
    "evaluation": ("techreport", "RPRT", "report"),
}
OTHER = ("misc", "GEN", "document")
TEX = {
    **{"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"},
    **{c: "\\" + c for c in "%&$#_"},
}


@dataclass(frozen=True)
class Work:
    """What a citation needs to know."""

    number: int
    title: str
    authors: tuple
    year: int | None
    kind: str
    kind_label: str
    language: str
    publisher: str
    address: str
    licence: str = ""
    link: str = ""
    edition: int = 1

    @property
    def doi(self):
        """The DOI of what was shared as a link to it."""
        return doi_of(self.link)


def split_name(name):
    """Return (family, given) of a name in Latin letters; (name, "") of one that is not to be taken apart."""
    name = " ".join(name.split())
    parts = name.split(" ")
    if len(parts) < 2 or any(is_chinese(c) for c in name) or re.search(r"[,;&/()]|\band\b", name):
        return name, ""
    return parts[-1], " ".join(parts[:-1])


def text(work):
    """Return the citation in words, after the manner of the APA, as safe HTML."""
    return format_html(
        "{authors}{dot} ({year}). <cite{lang}>{title}</cite> ({edition}). [{kind}]. {publisher}. {address}",
        authors=_apa_authors(work.authors),
        dot="" if _apa_authors(work.authors).endswith(".") else ".",
        year=work.year or "n.d.",
        lang=format_html(' lang="{}"', work.language) if work.language else "",
        title=work.title,
        edition=f"v{work.edition}",
        kind=work.kind_label,
        publisher=work.publisher,
        address=work.address,
    )


def _apa_authors(names):
    said = []
    for name in names:
        family, given = split_name(name)
        initials = " ".join(f"{part[0]}." for part in re.split(r"[\s-]+", given) if part)
        said.append(f"{family}, {initials}" if initials else family)
    if len(said) > 20:
        said = [*said[:19], "…", said[-1]]
    if len(said) < 2:
        return "".join(said)
    return ", ".join(said[:-1]) + ", & " + said[-1]


def bibtex(work):
    """Return a BibTeX entry; every letter that TeX would read as a command is escaped."""
    names = []
    for name in work.authors:
        family, given = split_name(name)
        names.append(f"{_tex(family)}, {_tex(given)}" if given else "{" + _tex(family) + "}")
    fields = {
        "author": " and ".join(names),
        "title": "{" + _tex(work.title) + "}",
        "year": work.year,
        "howpublished" if TYPES.get(work.kind, OTHER)[0] == "misc" else "institution": _tex(work.publisher),
        "type": _tex(work.kind_label),
        "edition": work.edition,
        "language": work.language,
        "doi": _tex(work.doi),
        "url": re.sub(r"[{}\\\s]", "", work.address),
        "note": _tex(work.licence),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{TYPES.get(work.kind, OTHER)[0]}{{{_key(work)},\n" + ",\n".join(lines) + "\n}\n"


def _tex(words):
    return "".join(TEX.get(c, c) for c in _line(words))


def _key(work):
    family = split_name(work.authors[0])[0] if work.authors else "anon"
    word = re.sub(r"[^a-z0-9]", "", anyascii(family).lower())[:20] or "anon"
    return f"{word}{work.year or ''}-{work.number}"


def ris(work):
    """Return a RIS record; a line break in a title cannot begin a field of its own."""
    rows = [("TY", TYPES.get(work.kind, OTHER)[1])]
    for name in work.authors:
        family, given = split_name(name)
        rows.append(("AU", f"{family}, {given}" if given else family))
    rows += [
        ("TI", work.title),
        ("PY", work.year),
        ("PB", work.publisher),
        ("ET", work.edition),
        ("LA", work.language),
        ("DO", work.doi),
        ("UR", work.address),
        ("M3", work.kind_label),
        ("N1", work.licence),
        ("ID", work.number),
    ]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in rows if value) + "ER  - \r\n"


def csl(work):
    """Return CSL-JSON: a list of one."""
    names = []
    for name in work.authors:
        family, given = split_name(name)
        names.append({"family": family, "given": given} if given else {"literal": family})
    record = {
        "id": str(work.number),
        "type": TYPES.get(work.kind, OTHER)[2],
        "title": _line(work.title),
        "author": names,
        "issued": {"date-parts": [[work.year]]} if work.year else None,
        "publisher": work.publisher,
        "genre": work.kind_label,
        "edition": str(work.edition),
        "language": work.language,
        "DOI": work.doi,
        "URL": work.address,
        "license": work.licence,
    }
    return json.dumps([{name: value for name, value in record.items() if value}], ensure_ascii=False, indent=1) + "\n"


def _line(words):
    """Return words on one line without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(words)).split())


FORMATS = {
    "bib": ("application/x-bibtex; charset=utf-8", bibtex),
    "ris": ("application/x-research-info-systems; charset=utf-8", ris),
    "json": ("application/vnd.citationstyles.csl+json; charset=utf-8", csl),
}
"""What can be downloaded: {extension: (content type, how it is made)}."""
