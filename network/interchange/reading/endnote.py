"""EndNote XML. Each <record> is parsed on its own, so memory does not grow and one broken record costs itself alone.

Text may stand in <style> elements, so all text below an element counts. A document type or entities are refused.
"""

import re
from xml.etree import ElementTree
from xml.parsers import expat

from network.interchange.reading import identifiers, kinds, messages, names
from network.interchange.reading.fields import Fields
from network.interchange.reading.model import Record, words

_RECORD = re.compile(r"<record(?:\s[^<>]*)?>|</record\s*>")
_BARE = re.compile(r"&(?!(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)")
_DTD = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
TEXTS = {
    **{"title": "title", "short-title": "title-short", "secondary-title": "container-title"},
    **{"tertiary-title": "collection-title", "alt-title": "container-title-short", "volume": "volume"},
    **{"number": "issue", "issue": "issue", "edition": "edition", "publisher": "publisher"},
    **{"pub-location": "publisher-place", "language": "language", "work-type": "genre", "section": "section"},
    **{"num-vols": "number-of-volumes", "call-num": "call-number", "full-title": "container-title"},
    **{"reviewed-item": "reviewed-title"},
    **{"abbr-1": "container-title-short", "remote-database-name": "source"},
    **{"report-id": "number", "work-extent": "dimensions", "work-location": "archive_location"},
    **{"remote-source": "archive", "meeting-place": "event-place", "orig-pub": "original-publisher"},
}
PEOPLE = {
    **{"authors": "author", "secondary-authors": "editor", "tertiary-authors": "collection-editor"},
    **{"translated-authors": "translator", "subsidiary-authors": "contributor"},
}
GROUPS = words(
    "contributors titles periodical alt-periodical dates urls keywords pub-dates related-urls pdf-urls text-urls "
    "image-urls web-urls"
)
KEPT = words(
    "database source-app foreign-keys key label image accession-num auth-address auth-affiliation caption "
    "reprint-status reprint-edition remote-database-provider research-notes secondary-volume secondary-issue "
    "coden availability pack-method repro-ratio "
    "translated-title custom1 custom2 "
    "custom3 custom4 custom5 custom6 custom7 misc1 misc2 misc3 abbr-2 abbr-3 modified-date electronic-resource-id "
    "size copyright-dates legal-note"
)


def records(text, warnings):
    """Yield the Records of a text."""
    # Only what stands before the first record, or anywhere outside of text, can define something.
    if found := _DTD.search(text):
        line = text.count("\n", 0, found.start()) + 1
        warnings.add(line, messages.XML_ENTITIES, until=text.count("\n") + 1)
        return
    number = 0
    for begin, end, line in _stretches(text):
        number += 1
        raw = text[begin:end]
        until = line + raw.count("\n")
        if not raw.endswith("</record>"):
            warnings.add(line, messages.XML_UNCLOSED, until=until)
            continue
        try:
            tree = _parsed(raw)
        except (expat.ExpatError, ValueError) as fault:
            why, tree = str(fault), _mended(raw)
            if tree is not None:
                warnings.add(line, messages.XML_MENDED)
        if tree is None:
            warnings.add(line, messages.XML_BROKEN, until=until, why=why)
            continue
        made = _record(tree, number, line, until, warnings)
        if made:
            yield Record(made, raw, line, until)
    if not number:
        warnings.add(1, messages.UNKNOWN_FORMAT, until=text.count("\n") + 1)


def _stretches(text):
    """Yield (begin, end, line) of each record; one that is not closed ends where the next one begins."""
    begin, line, counted = None, 1, 0
    for found in _RECORD.finditer(text):
        is_end = found[0].startswith("</")
        if begin is not None:
            yield begin, found.end() if is_end else found.start(), line
            begin = None
        if not is_end:
            begin = found.start()
            line, counted = line + text.count("\n", counted, begin), begin
    if begin is not None:
        yield begin, len(text), line


def _parsed(raw):
    """Return the tree of one record, each element with the line (from 0) on which it begins."""
    builder = ElementTree.TreeBuilder()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    depth = 0

    def start(name, attributes):
        nonlocal depth
        depth += 1
        if depth > 40:
            raise ValueError("nested too deeply")
        builder.start(name, attributes | {"_line": str(parser.CurrentLineNumber - 1)})

    def end(name):
        nonlocal depth
        depth -= 1
        builder.end(name)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.Parse(raw.encode("utf-8", "replace"), True)
    return builder.close()


def _mended(raw):
    """Return the tree of a record in which a bare & is written as it should be, None if that is not all."""
    try:
        return _parsed(_BARE.sub("&amp;", raw))
    except (expat.ExpatError, ValueError):
        return None


def text_of(element):
    """Return all text below an element; lines of EndNote are parted by carriage returns."""
    return "".join(element.itertext()).strip()


def _record(tree, number, line, until, warnings):
    fields = Fields(warnings)
    for element in tree:
        _put(fields, element, line)
    if len(fields.csl) <= 1 and not fields.custom:
        warnings.add(line, messages.EMPTY_RECORD, until=until)
        return None
    made = fields.made(number)
    if "title" not in made:
        warnings.add(line, messages.UNTITLED)
    return made


def _put(fields, element, base):
    name, line = element.tag, base + int(element.get("_line", 0))
    text = text_of(element)
    if name == "ref-type":
        _type(fields, element, text, line)
    elif name == "rec-number":
        fields.csl["id"] = text
    elif name in PEOPLE:
        for one in element:
            for made in names.people([text_of(one)]):
                fields.person(PEOPLE[name], made)
    elif name in GROUPS:
        for one in element:
            _put(fields, one, base)
    elif name == "keyword":
        for word in re.split(r"[\r\n;]", text):
            fields.keyword(word)
    elif name == "year":
        fields.date("issued", text, line)
    elif name == "date":
        before = fields.csl.get("issued", {}).get("date-parts")
        year = str(before[0][0]) if before else ""
        if text:
            fields.date("issued", text if re.search("[0-9]{4}", text) else f"{text} {year}", line)
    elif name == "access-date":
        _accessed(fields, text, line)
    elif name == "pages":
        fields.set("page", identifiers.pages(text), line)
    elif name in ("isbn", "issn"):
        for part in re.split(r"[\r\n;]", text):
            if part.strip():
                fields.serial(part, line)
    elif name == "electronic-resource-num":
        fields.doi(text, line)
    elif name == "url":
        fields.url(text)
    elif name == "abstract":
        fields.set("abstract", text, line)
    elif name == "notes":
        fields.append("note", text)
    elif name in TEXTS:
        _text(fields, name, text, line)
    elif name in KEPT:
        fields.aside(name, text)
    elif text:
        fields.warnings.add(line, messages.XML_UNKNOWN, element=name, text=text)


def _accessed(fields, text, line):
    """Set when a page was looked at; words that are no day are kept as they are."""
    if re.search("[0-9]{4}", text):
        fields.date("accessed", text, line)
    else:
        fields.aside("access-date", text)


def _text(fields, name, text, line):
    variable = TEXTS[name]
    if variable in ("container-title", "container-title-short") and fields.csl.get(variable, text) != text:
        fields.aside(name, text)
    else:
        fields.set(variable, text, line, label=name)


def _type(fields, element, text, line):
    """Set the type by its name; the numbers differ from program to program."""
    name = element.get("name", "")
    made = kinds.of_words(name) if name else kinds.ENDNOTE_NUMBERS.get(text, "")
    fields.csl["type"] = made or kinds.ENDNOTE_NUMBERS.get(text, "document")
    if not made:
        fields.warnings.add(line, messages.UNKNOWN_TYPE, type=name or text or "–")
