"""BibTeX, for LaTeX and reference managers."""

import re

from anyascii import anyascii

from network.interchange.works import one_line, tag_of

TEX = {
    **{"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"},
    **{c: "\\" + c for c in "%&$#_"},
}


def entry(work):
    """Return a BibTeX entry; every letter that TeX would read as a command is escaped."""
    names = []
    for person in work.authors:
        family, given = person.parts
        names.append(f"{tex(family)}, {tex(given)}" if given else "{" + tex(family) + "}")
    fields = {
        "author": " and ".join(names),
        "title": "{" + tex(work.title) + "}",
        "year": work.any_year,
        "howpublished" if work.genre.bibtex == "misc" else "institution": tex(work.publisher),
        "type": tex(work.kind_label),
        "edition": work.edition,
        "language": tag_of(work.language),
        "doi": tex(work.doi),
        "url": re.sub(r"[{}\\\s]", "", work.address),
        "abstract": tex(work.summary),
        "keywords": tex(", ".join(dict.fromkeys(subject.label for subject in work.subjects))),
        "note": tex(work.licence.label if work.licence else ""),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{work.genre.bibtex}{{{key(work)},\n" + ",\n".join(lines) + "\n}\n"


def entries(works):
    """Yield the entries of many works, an empty line between them."""
    for number, work in enumerate(works):
        yield ("\n" if number else "") + entry(work)


def tex(words):
    """Return words on one line, with TeX's own letters escaped."""
    return "".join(TEX.get(c, c) for c in one_line(words))


def key(work):
    """Return the key by which the entry is cited: first author, year and number, in plain letters."""
    family = work.authors[0].parts[0] if work.authors else "anon"
    word = re.sub(r"[^a-z0-9]", "", anyascii(family).lower())[:20] or "anon"
    return f"{word}{work.any_year or ''}-{work.number}"
