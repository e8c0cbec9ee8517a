"""BibTeX entries as CSL records."""

import re
from bisect import bisect_right

from network.interchange.reading import dates, identifiers, kinds, messages
from network.interchange.reading.bibtex.latex import plain
from network.interchange.reading.bibtex.people import people
from network.interchange.reading.bibtex.scanner import Entry, entries
from network.interchange.reading.fields import Fields
from network.interchange.reading.model import Record, words

MACROS = {month: month for month in words("jan feb mar apr may jun jul aug sep sept oct nov dec")}
TEXTS = {
    **{"title": "title", "shorttitle": "title-short", "journal": "container-title", "journaltitle": "container-title"},
    **{"booktitle": "container-title", "shortjournal": "container-title-short", "series": "collection-title"},
    **{"volume": "volume", "issue": "issue", "publisher": "publisher", "school": "publisher"},
    **{"institution": "publisher", "organization": "publisher", "howpublished": "publisher", "edition": "edition"},
    **{"address": "publisher-place", "location": "publisher-place", "language": "language", "langid": "language"},
    **{"type": "genre", "chapter": "chapter-number", "volumes": "number-of-volumes", "pagetotal": "number-of-pages"},
    **{"version": "version", "pmid": "PMID", "pmcid": "PMCID", "eventtitle": "event-title", "venue": "event-place"},
    **{"library": "archive", "callnumber": "call-number", "rights": "license", "copyright": "license"},
}
PEOPLE = {"author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container-author"}
PLACES = words(
    "eprint archiveprefix primaryclass eprinttype eprintclass file owner timestamp crossref xref date-added "
    "date-modified bdsk-url-1 bdsk-file-1 bdsk-url-2 keywords-plus research-areas web-of-science-categories unique-id "
    "affiliation affiliations times-cited number-of-cited-references da groups abbr mendeley-groups mendeley-tags "
    "articleno article-number numpages issue_date acmid collection author+an editora annotate annote day month options "
    "biburl bibsource source journal-iso cited-references usage-count-last-180-days usage-count-since-2013 "
    "doc-delivery-number eissn author-email funding-acknowledgement funding-text orcid-numbers researcherid-numbers "
    "early-access-date book-group-author subtitle titleaddon booksubtitle origdate eventdate isrn lccn mrnumber "
    "mrclass zblnumber zbl fjournal coden citation-subset completed country created issn-linking jt nlm-unique-id "
    "owner pst pubmodel pubstatus revised shorthand addendum pubstate entrysubtype gender hyphenation "
    "abbrev_source_title author_keywords document_type correspondence_address1 references sponsors art_number "
    "conference_code page_count author_full_names shortauthor"
)
"""Fields that programs write and for which CSL has no variable; they are kept under `custom`."""
PATIENCE = 1_000_000
"""Letters that abbreviations may stand for, beside as many as the file has."""
VERBATIM = words("url doi eprint file urldate date")


class Macros(dict):
    """Abbreviations of a file. Together they stand for at most `most` letters: one that is made of two of another, and
    so on, would fill any memory from some lines."""

    def __init__(self, known, most):
        super().__init__(known)
        self.left = most

    def told(self, name):
        """Return what a name stands for; None where it is not defined, or where too much was told already."""
        meant = self.get(name.lower())
        if meant is None or len(meant) > self.left:
            return None
        self.left -= len(meant)
        return meant


def records(text, warnings):
    """Yield the Records of a text."""
    ends = [found.start() for found in re.finditer("\n", text)]

    def line_of(at):
        return bisect_right(ends, at - 1) + 1

    macros, keys, number = Macros(MACROS, most=len(text) + PATIENCE), {}, 0
    for found in entries(text):
        if isinstance(found, tuple):
            _between(text, *found, line_of, warnings)
            continue
        begun = line_of(found.begin)
        until = line_of(max(found.begin, found.end - 1))
        for name, at, said in dict.fromkeys(found.odd):
            params = {"field": said} if name == "BIB_MISSING_COMMA" else {"text": said}
            if name == "BIB_NO_VALUE":
                params = {"field": said, "text": text[at : at + 160]}
            warnings.add(line_of(at), getattr(messages, name), **params)
        if found.type in ("comment", "preamble"):
            template = messages.BIB_COMMENT if found.type == "comment" else messages.BIB_PREAMBLE
            warnings.add(begun, template, until=until, text=found.body)
        elif found.type == "string":
            _define(found, macros, begun, until, warnings)
        else:
            number += 1
            made = _record(found, macros, line_of, warnings, number)
            if made is None:
                warnings.add(begun, messages.EMPTY_RECORD, until=until)
                continue
            if found.key and found.key in keys:
                warnings.add(begun, messages.SAME_KEY, key=found.key, first=keys[found.key])
            keys.setdefault(found.key, begun)
            yield Record(made, text[found.begin : found.end], begun, until)


def _between(text, begin, end, line_of, warnings):
    """Warn of text between entries; lines of dots, dashes or per cent signs are no loss, everything else is named."""
    words = text[begin:end]
    at = begin + len(words) - len(words.lstrip())
    bare = "\n".join(line for line in words.split("\n") if line.strip(" \t%-=*#.,;})"))
    if bare.strip():
        until = line_of(begin + len(words.rstrip()) - 1)
        warnings.add(line_of(at), messages.OUTSIDE, until=until, text=bare.strip())


def _define(found, macros, begun, until, warnings):
    if not found.fields:
        warnings.add(begun, messages.BIB_BAD_STRING, until=until, text=found.body or found.type)
    for name, parts, _at, _end in found.fields:
        told = ((words, None) if is_text else (words, macros.told(words)) for is_text, words in parts)
        macros[name] = "".join(words if meant is None else meant for words, meant in told)


def _record(found: Entry, macros, line_of, warnings, number):
    fields, seen = Fields(warnings), {}
    fields.csl["id"] = found.key
    fields.csl["type"] = kinds.BIBTEX.get(found.type) or kinds.of_words(found.type) or "document"
    if found.type not in kinds.BIBTEX and not kinds.of_words(found.type):
        warnings.add(line_of(found.begin), messages.UNKNOWN_TYPE, type=found.type)
    if found.type == "mastersthesis":
        fields.csl["genre"] = "Master's thesis"
    for name, parts, at, end in found.fields:
        line, until = line_of(at), line_of(max(at, end - 1))
        value = _value(name, parts, macros, line, warnings)
        if name in seen:
            if seen[name] != value:
                warnings.add(line, messages.BIB_TWICE, until=until, field=name, text=value)
                fields.aside(name, plain(value))
            continue
        seen[name] = value
    places = {name: (line_of(at), line_of(max(at, end - 1))) for name, _parts, at, end in reversed(found.fields)}
    for name, value in seen.items():
        if value.strip():
            _put(fields, found.type, name, value, *places[name], seen)
    made = fields.made(number)
    if len(made) <= 2:
        return None
    if "title" not in made:
        warnings.add(line_of(found.begin), messages.UNTITLED)
    return made


def _value(name, parts, macros, line, warnings):
    words = []
    for is_text, part in parts:
        if is_text:
            words.append(part)
        elif (meant := macros.told(part)) is not None:
            words.append(meant)
        else:
            words.append(part)
            # A bare word such as `year = 2019a` or `language = english` says itself what it means.
            if len(parts) > 1 or name in ("journal", "publisher", "booktitle", "author", "editor"):
                warnings.add(line, messages.BIB_UNKNOWN_MACRO, name=part)
    return "".join(words)


def _put(fields, type, name, value, line, until, seen):
    words = plain(value, verbatim=name in VERBATIM)
    if name in PEOPLE:
        for made in people(value):
            fields.person(PEOPLE[name], made)
    elif name == "date":
        fields.date("issued", words.split("/")[0], line, until)
    elif name == "year":
        _issued(fields, words, plain(seen.get("month", "")), plain(seen.get("day", "")), line, until)
    elif name == "month":
        if "year" not in seen and "date" not in seen:
            fields.aside("month", words)
    elif name == "urldate":
        fields.date("accessed", words, line, until)
    elif name == "pages":
        fields.set("page", identifiers.pages(words), line, until)
    elif name == "number":
        fields.set("issue" if type in ("article", "periodical") else "number", words, line, until)
    elif name == "doi":
        fields.doi(words, line, until)
    elif name in ("url", "link"):
        fields.url(words)
    elif name in ("issn", "isbn"):
        for part in re.split(r"[;,]", words):
            fields.serial(f"isbn {part}" if name == "isbn" else part, line, until)
    elif name in ("keywords", "keyword", "mesh-terms"):
        for word in re.split(r"[;；]" if ";" in words or "；" in words else r"[,，]", words):
            fields.keyword(word)
    elif name in ("abstract", "summary"):
        fields.set("abstract", words, line, until)
    elif name in ("note", "annotation"):
        fields.append("note", words)
    elif name == "subtitle":
        fields.csl["title"] = f"{plain(seen['title'])}: {words}" if seen.get("title") else words
    elif name in TEXTS:
        _text(fields, name, words, line, until)
    elif name in PLACES:
        fields.aside(name, words)
    else:
        fields.unknown(line, until, name, words)


def _text(fields, name, words, line, until):
    variable = TEXTS[name]
    if variable == "publisher" and fields.csl.get("publisher", words) != words:
        fields.aside(name, words)
    elif name == "title" and "title" in fields.csl:
        return
    else:
        fields.set(variable, words, line, until, label=name)


def _issued(fields, year, month, day, line, until):
    text = " ".join(part for part in (day, month, year) if part)
    if month.isdigit():
        text = f"{year}/{month}/{day}"
    made = dates.date(text)
    if made and "literal" in made:
        fields.date("issued", year, line, until)
    elif made:
        fields.csl["issued"] = dates.finer(fields.csl.get("issued"), made)
