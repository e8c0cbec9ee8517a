"""Read the resources: Markdown files with TOML front matter between two lines of `+++`.

A word that stands in no vocabulary, a person, city or programme that does not exist, a missing field and a
field that nobody knows all stop the reading and name the file, so that a slip is seen where it was made.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from network.demo.content.cities import cities
from network.demo.content.model import RelatedContent, ResourceContent, TextContent
from network.demo.content.people import people
from resources.library import vocabulary as words

FOLDER = Path(__file__).parent / "resources"
FORMATS = ("pdf", "docx", "pptx", "odt", "png", "jpg", "csv", "xlsx", "zip")
RELATIONS = ("translation-of", "adaptation-of", "supplement-to", "version-of", "replaces")
REQUIRED = {"kind", "language", "title", "summary", "topics", "cities", "authors", "year", "formats", "shared"}
OPTIONAL = {
    "populations", "settings", "functions", "stages", "values", "programmes", "owner", "licence", "visibility",
    "other", "related", "poster", "table",
}  # fmt: skip


class ContentError(ValueError):
    """A file of the demo's content that cannot be read as it stands."""


def split(text):
    """Return the front matter as a dict and the body as text."""
    found = re.match(r"\A\+\+\+\n(.*?)\n\+\+\+\n(.*)\Z", text, re.DOTALL)
    if not found:
        raise ContentError("no front matter between lines of +++")
    return tomllib.loads(found[1]), found[2].strip() + "\n"


def read(path):
    """Read one file into a `ResourceContent`."""
    try:
        return _read(path)
    except (ValueError, KeyError) as error:
        raise ContentError(f"{path.name}: {error}") from error


def _read(path):
    front, body = split(path.read_text(encoding="utf-8"))
    if missing := REQUIRED - front.keys():
        raise ContentError(f"missing {', '.join(sorted(missing))}")
    if strange := front.keys() - REQUIRED - OPTIONAL:
        raise ContentError(f"unknown {', '.join(sorted(strange))}")
    number, slug = path.stem.split("-", 1)
    handles = {person.handle: person for person in people()}
    places = {city.slug: city for city in cities()}
    programmes = {programme.slug for city in cities() for programme in city.programmes}
    language = words.check("language", words.LANGUAGES, front["language"])[0]
    texts = [TextContent(language, front["title"], front["summary"])]
    for code, other in front.get("other", {}).items():
        words.check("language", words.LANGUAGES, code)
        words.check("provenance", words.PROVENANCES, other["provenance"])
        texts.append(TextContent(code, other["title"], other["summary"], other["provenance"]))

    def listed(name, vocabulary):
        return words.check(name, vocabulary, *front.get(name, ()))

    authors = listed("authors", handles)
    return ResourceContent(
        number=int(number),
        slug=slug,
        kind=words.check("kind", words.KINDS, front["kind"])[0],
        language=language,
        texts=tuple(texts),
        topics=listed("topics", words.TOPICS),
        populations=listed("populations", words.POPULATIONS),
        settings=listed("settings", words.SETTINGS),
        functions=listed("functions", words.FUNCTIONS),
        stages=listed("stages", words.CAR_STAGES),
        values=listed("values", words.VALUE_TYPES),
        cities=listed("cities", places),
        programmes=words.check("programmes", programmes, *front.get("programmes", ())),
        authors=authors,
        owner=words.check("owner", handles, front.get("owner", authors[0]))[0],
        licence=words.check("licence", words.LICENCES, front.get("licence", words.DEFAULT_LICENCE))[0],
        year=front["year"],
        visibility=words.check("visibility", words.VISIBILITIES, front.get("visibility", "public"))[0],
        formats=listed("formats", FORMATS),
        shared=front["shared"],
        related=tuple(
            RelatedContent(words.check("related", RELATIONS, kind)[0], slug)
            for kind, slug in front.get("related", {}).items()
        ),
        poster=front.get("poster", {}),
        table=front.get("table", ""),
        body=body,
    )


@cache
def resources():
    """All resources in the order of their numbers; slugs and numbers are unique, ties point to what exists."""
    found = [read(path) for path in sorted(FOLDER.glob("*.md"))]
    slugs = {resource.slug for resource in found}
    if len(slugs) != len(found) or len({resource.number for resource in found}) != len(found):
        raise ContentError("two resources share a number or a slug")
    for resource in found:
        for tie in resource.related:
            words.check(f"{resource.slug}: related", slugs, tie.slug)
    return tuple(found)
