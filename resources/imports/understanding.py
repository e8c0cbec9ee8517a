"""From a row to what the library is to hold: a dict as its actions take it, and what stands against it."""

import html
import re

from django.core.exceptions import ValidationError

from network.interchange.reading import names
from network.interchange.reading.dates import date, year_of
from network.interchange.reading.identifiers import doi as doi_in
from network.kit.words import is_chinese
from resources.imports import lookups, terms
from resources.imports.terms import reason
from resources.library import vocabulary
from resources.library.forms.fields import AuthorsField
from resources.library.terms import TITLE_LIMIT, doi_of, link_of

KINDS = {
    **dict.fromkeys(("article-journal", "article", "paper-conference", "thesis", "report", "manuscript"), "findings"),
    **dict.fromkeys(("legislation", "bill", "regulation", "standard", "treaty"), "policy"),
    **dict.fromkeys(("motion_picture", "graphic", "song", "broadcast", "figure", "musical_score", "speech"), "media"),
    **{"dataset": "dataset", "software": "tool", "pamphlet": "recruitment"},
}
_MARKS = re.compile(
    r"</?(?:jats:)?(?:p|title|sec|i|b|em|strong|italic|bold|sup|sub|scp|sc|span|list|list-item)(?:\s[^<>]*)?/?>"
)
_GUARD = re.compile(r"^'(?=[=+\-@\t\r])")


class Understood:
    """What was understood of one row. `what`: for the library; `reasons`: why it is refused; `notes`: to be known."""

    def __init__(self, column=None):
        self.what, self.reasons, self.notes = {}, [], []
        self.column = column or (lambda field: field)

    def refuse(self, field, name, **params):
        """Note why the row cannot be taken, at the column in which it stands."""
        self.reasons.append(reason(name, self.column(field), **params))

    def note(self, field, name, **params):
        """Note something that does not keep the row out."""
        self.notes.append(reason(name, self.column(field), **params))


def of_cells(cells, headings, columns, cities):
    """Understand a row of a table by the field of each column."""
    cells = [_GUARD.sub("", cell.strip()) for cell in cells]
    told, where = {}, {}
    for cell, field, heading in zip(cells, columns, headings, strict=False):
        if field and cell:
            told.setdefault(field, []).append(cell)
            where.setdefault(field, heading)
    found = Understood(
        lambda field: (
            where.get(field) or next((h for h, f in zip(headings, columns, strict=False) if f == field), field)
        )
    )
    _title(found, " ".join(told.get("title", ())))
    _summary(found, "\n".join(told.get("summary", ())))
    _word(found, "kind", told, lookups.kinds(), lambda: lookups.known_kinds())
    _word(found, "licence", told, lookups.licences(), lambda: "")
    _word(
        found, "visibility", told, lookups.visibilities(), lambda: ", ".join(map(str, vocabulary.VISIBILITIES.values()))
    )
    _languages(found, _parted(told.get("language", ())), is_strict=True)
    _cities(found, _parted(told.get("cities", ())), cities)
    _authors(found, told.get("authors", ()))
    if text := " ".join(told.get("year", ())):
        year = year_of({"issued": date(text)})
        _year(found, year, text)
    found.what["topics"] = _topics(_parted(told.get("topics", ()), commas=True))
    if text := " ".join(told.get("doi", ())):
        _doi(found, text)
    if text := " ".join(told.get("link", ())):
        _link(found, text, is_strict=True)
    found.what["files"] = [
        part for cell in told.get("file", ()) for part in re.split(r"[;；\n|]", cell) if part.strip()
    ]
    found.what["files"] = [part.strip() for part in found.what["files"]]
    if text := " ".join(told.get("citation", ())):
        found.what["citation"] = text[:1000]
    return found


def bare(text):
    """Return text of a record without the marks of JATS and HTML that publishers leave in it."""
    if "<" not in text and "&" not in text:
        return text
    lines = (" ".join(line.split()) for line in html.unescape(_MARKS.sub(" ", text)).split("\n"))
    return "\n".join(line for line in lines if line)


def of_csl(csl):
    """Understand a CSL record; what it lacks for the library (kind, licence) comes from the choices for all."""
    found = Understood()
    _title(found, bare(csl.get("title", "")))
    _summary(found, bare(csl.get("abstract", "")))
    if kind := KINDS.get(csl.get("type")):
        found.what["kind"] = kind
    _languages(found, [csl["language"]] if csl.get("language") else [], is_strict=False)
    authors = csl.get("author") or csl.get("editor") or []
    if len(authors) > terms.MOST_AUTHORS:
        found.refuse("authors", "authors", n=len(authors))
    found.what["authors"] = [
        {"name": name[:200], "orcid": _orcid(one)} for one in authors[: terms.MOST_AUTHORS] if (name := names.full(one))
    ]
    year = year_of(csl)
    if year is not None and 1900 <= year <= 2100:
        found.what["year"] = year
    found.what["topics"] = _topics(csl.get("keyword", "").split(";"))
    if csl.get("DOI"):
        _doi(found, csl["DOI"], is_strict=False)
    if csl.get("URL"):
        _link(found, csl["URL"], is_strict=False)
    if csl.get("container-title") or csl.get("publisher"):
        found.what["citation"] = citation(csl)
    return found


def citation(csl):
    """Return how a work is cited in words: 'Lin, M., & Carter, B. (2019). Title. Journal, 4(2), 12-15.'"""
    people = [
        f"{one['family']}, {one['given']}" if one.get("family") and one.get("given") else names.full(one)
        for one in csl.get("author", ())
    ]
    said = ", ".join(people[:-1]) + (" & " if len(people) > 1 else "") + people[-1] if people else ""
    head = f"{said} ({year_of(csl) or 'n.d.'}). {csl.get('title', '').rstrip('.')}."
    where = csl.get("container-title") or csl.get("publisher") or ""
    if csl.get("volume"):
        where += f", {csl['volume']}" + (f"({csl['issue']})" if csl.get("issue") else "")
    if csl.get("page"):
        where += f", {csl['page']}"
    doi = f" https://doi.org/{csl['DOI']}" if csl.get("DOI") else ""
    return f"{head} {where}.{doi}".strip()[:1000]


def _title(found, text):
    title = " ".join(text.split())
    if not title:
        found.refuse("title", "no_title")
    elif len(title) > TITLE_LIMIT:
        found.refuse("title", "long_title", n=len(title))
    found.what["title"] = title


def _summary(found, text):
    text = text.strip()
    if len(text) > terms.SUMMARY_LIMIT:
        found.note("summary", "long_summary", n=len(text))
    found.what["summary"] = text[: terms.SUMMARY_LIMIT]


def _word(found, field, told, table, known):
    if text := " ".join(told.get(field, ())):
        code = table.get(lookups.plain(text))
        if code is None:
            found.refuse(field, field, text=text[:80], known=known())
        else:
            found.what[field] = code


def _languages(found, words, *, is_strict):
    codes = []
    for word in words:
        code = lookups.language_of(word)
        if code:
            codes.append(code)
        elif is_strict:
            found.refuse("language", "language", text=word[:80])
        else:
            found.note("language", "language", text=word[:80])
    if codes:
        found.what["languages"] = list(dict.fromkeys(codes))


def language_of_title(title, languages, otherwise):
    """Return the language in which a title is written: by its letters, else the first of the work's languages."""
    if any(is_chinese(letter) for letter in title):
        return next((code for code in languages if code.split("-")[0] in ("zh", "ja", "ko", "yue")), "zh-hans")
    return next(
        (code for code in languages if not code.startswith("zh")), "en" if otherwise.startswith("zh") else otherwise
    )


def _cities(found, words, known):
    slugs = []
    for word in words:
        slug = known.get(lookups.plain(word))
        if slug is None:
            found.refuse("cities", "city", text=word[:80])
        else:
            slugs.append(slug)
    if slugs:
        found.what["cities"] = list(dict.fromkeys(slugs))


def _authors(found, cells):
    parts = [part.strip() for cell in cells for part in re.split(r"[;；\n]", cell) if part.strip()]
    if len(parts) == 1 and "@" not in parts[0]:
        from network.interchange.reading.csvs import people

        parts = [names.full(one) for one in people(parts[0])]
    if len(parts) > terms.MOST_AUTHORS:
        found.refuse("authors", "authors", n=len(parts))
        return
    authors, field = [], AuthorsField()
    for part in parts:
        made = names.name(part) if "," in part and not re.search(r"[@\d]", part) else None
        try:
            author = field.author(" ".join((names.full(made) if made else part).split()))
        except ValidationError as error:
            found.refuse("authors", "author", text=part[:80], why=" ".join(error.messages))
            continue
        member = author.pop("member")
        authors.append(author | {"member_id": member.pk if member else None})
    found.what["authors"] = authors


def _orcid(one):
    from resources.library.forms.fields import ORCID, is_orcid

    known = ORCID.match(one.get("ORCID", ""))
    return known[1].upper() if known and is_orcid(known[1].upper()) else ""


def _year(found, year, text):
    if year is None or not 1900 <= year <= 2100:
        found.refuse("year", "year", text=text[:80])
    else:
        found.what["year"] = year


def _doi(found, text, *, is_strict=True):
    doi = doi_of(doi_in(text))
    if doi and len(doi) <= 200:
        found.what["doi"] = doi
        found.what.setdefault("link", f"https://doi.org/{doi}")
    elif is_strict:
        found.refuse("doi", "doi", text=text[:80])
    else:
        found.note("doi", "doi", text=text[:80])


def _link(found, text, *, is_strict):
    try:
        found.what["link"] = link_of(text)
    except ValueError:
        if is_strict:
            found.refuse("link", "link", text=text[:80])
        else:
            found.note("link", "link", text=text[:80])


def _parted(cells, *, commas=True):
    sign = r"[;；\n|]"
    parts = []
    for cell in cells:
        only = sign if re.search(sign, cell) or not commas else r"[,，、/]"
        parts += [part.strip() for part in re.split(only, cell) if part.strip()]
    return parts


def _topics(words):
    return list(dict.fromkeys(word for part in words if (word := " ".join(part.split())[:60])))[:30]
