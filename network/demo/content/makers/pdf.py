"""PDF pages and posters, typeset by Typst with open fonts that come as packages (all under the OFL).

Fonts are embedded as subsets, so pages look the same on a machine without any fonts and their text,
Chinese too, can be taken out again. Documents carry tags, language, title and a fixed date.
"""

import json
from datetime import datetime
from functools import cache
from pathlib import Path

import fontpkg_source_sans_3
import manimgx_fonts_cjk
import typst

from network.demo.content import words
from network.demo.content.blocks import parse
from network.demo.content.cities import cities
from network.demo.content.people import people

TEMPLATE = (Path(__file__).parent / "page.typ").read_text(encoding="utf-8")
POSTER = (Path(__file__).parent / "poster.typ").read_text(encoding="utf-8")
FONT_FOLDERS = [str(Path(package.__file__).parent) for package in (manimgx_fonts_cjk, fontpkg_source_sans_3)]


@cache
def fonts():
    """The fonts of the wheel and those inside Typst, never those of the machine."""
    return typst.Fonts(include_system_fonts=False, font_paths=FONT_FOLDERS)


def compile_source(source, kind="pdf", ppi=None):
    """Typeset Typst source into the bytes of a PDF or PNG."""
    made = typst.compile(source.encode(), format=kind, ppi=ppi, font_paths=fonts())
    return made[0] if isinstance(made, list) else made


def quoted(text):
    """A Typst string; Typst shares JSON's escapes for what occurs in plain text."""
    return json.dumps(text, ensure_ascii=False)


def marked(runs):
    """Runs as Typst content."""
    pieces = []
    for run in runs:
        piece = f"#{quoted(run.text)}"
        if run.italic:
            piece = f"#emph[{piece}]"
        if run.bold:
            piece = f"#strong[{piece}]"
        pieces.append(piece)
    return "".join(pieces)


def body(markdown):
    """Markdown as Typst markup."""
    return "\n\n".join(_block(block) for block in parse(markdown))


def _block(block):
    if block.kind == "heading":
        return f"#heading(level: {block.level})[{marked(block.runs)}]"
    if block.kind == "quote":
        return f"#said[{marked(block.runs)}]"
    if block.kind in ("bullets", "numbers"):
        items = ", ".join(f"[{marked(row)}]" for row in block.rows)
        return f"#{'list' if block.kind == 'bullets' else 'enum'}(tight: false, {items})"
    if block.kind == "table":
        head, *rest = block.rows
        cells = ", ".join(f"[{marked(cell)}]" for row in rest for cell in row)
        return f"#grid-table({len(head)}, ({', '.join(f'[{marked(cell)}]' for cell in head)},), ({cells},))"
    return marked(block.runs)


def facts(resource):
    """Who wrote it, where, when and under which licence, in the resource's language."""
    handles = {person.handle: person for person in people()}
    places = {city.slug: city for city in cities()}
    language = resource.language
    comma = "、" if language == "zh-hans" else ", "
    return [
        (words.label("authors", language), comma.join(handles[author].name for author in resource.authors)),
        (words.label("from", language), comma.join(places[city].names[language] for city in resource.cities)),
        (words.label("year", language), str(resource.year)),
        (words.label("licence", language), words.licence(resource.licence, language)),
    ]


def settings(resource):
    """The variables that stand before a template."""
    first = resource.cities[0]
    place = {city.slug: city for city in cities()}[first]
    code, _, region = resource.language.partition("-")
    rows = ", ".join(f"({quoted(name)}, {quoted(value)})" for name, value in facts(resource))
    values = {
        "title": quoted(resource.title),
        "summary": quoted(resource.summary),
        "colour": f"rgb({quoted(words.COLOURS.get(first, '#12302F'))})",
        "shape": quoted(place.mark),
        "seed": str(resource.number),
        "language": quoted(code),
        "region": quoted("cn") if region else "none",
        "network": quoted(words.NETWORK[resource.language]),
        "sample": quoted(words.label("sample", resource.language)),
        "authors": f"({', '.join(quoted(name) for name in facts(resource)[0][1].replace('、', ', ').split(', '))},)",
        "topics": f"({', '.join(map(quoted, resource.topics))},)",
        "facts": f"({rows},)",
        "stamp": _stamp(resource),
    }
    return "".join(f"#let {name} = {value}\n" for name, value in values.items())


def _stamp(resource):
    day = datetime(resource.year, 1 + resource.number % 12, 1 + resource.number % 28)
    return f"datetime(year: {day.year}, month: {day.month}, day: {day.day}, hour: 9, minute: 0, second: 0)"


def make(resource):
    """The resource as a PDF."""
    return compile_source(settings(resource) + TEMPLATE + "\n" + body(resource.body))


def poster(resource):
    """The resource's poster as a PNG of about 1240 by 1754 pixels."""
    lines = resource.poster
    values = {
        "headline": quoted(lines["headline"]),
        "lines": f"({', '.join(map(quoted, lines['lines']))},)",
        "call": quoted(lines["call"]),
        "small": quoted(lines["small"]),
    }
    source = settings(resource) + "".join(f"#let {name} = {value}\n" for name, value in values.items()) + POSTER
    return compile_source(source, "png", ppi=150)
