"""Reads of the history: versions as a list, two of them side by side, who wrote what."""

import re
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from network.live import texts
from resources.papers.actions.versions import EVERY_REASON
from resources.papers.differences import plain_text
from resources.papers.differences.tokens import attributes
from resources.papers.fingerprints import is_untouched
from resources.papers.models import Version
from resources.papers.queries.naming import names_of, with_names

BACK = re.compile(r"← (\d+) ?(.*)")
"""The label of a text that came back: the number and the name of the version that it reads as."""


@dataclass
class Row:
    """A version as the list shows it."""

    version: Version
    name: str
    by: str
    is_untouched: bool


def rows_of(versions, reader):
    """Return Rows; each fingerprint is taken anew."""
    return [
        Row(one, name_of(one), str(one.by.called_by(reader)) if one.by else "", is_untouched(one)) for one in versions
    ]


def name_of(version):
    """Return how a version is called: its name, or why it was kept."""
    if version.kind == Version.Kind.AUTO and version.label in EVERY_REASON:
        return _(version.label)  # marked with gettext_noop where it is written
    if found := BACK.fullmatch(version.label):
        number = _("Version %(number)s") % {"number": found[1]}
        return f"← {number}: {found[2]}" if found[2] else f"← {number}"
    return version.label


@dataclass
class Writer:
    """Somebody whose letters stand in the text: how many, in per cent, under which number of the palette."""

    member: object
    name: str
    letters: int
    share: float = 0.0
    number: int = 0
    sections: dict = field(default_factory=dict)


@dataclass
class Written:
    """Who wrote what: the writers, most letters first, and the blocks with whom each is mostly by."""

    writers: list
    blocks: list
    letters: int


def written(paper, reader):
    """Return the Written of the text as it is now."""
    found = texts.who_wrote(paper.document)
    content = texts.read(paper.document)
    ids = {pk for rows in found.values() for pk, _letters in rows}
    people = get_user_model().objects.select_related("home_city").in_bulk([pk for pk in ids if pk])
    sums = {}
    for rows in found.values():
        for pk, letters in rows:
            sums[pk] = sums.get(pk, 0) + letters
    total = sum(sums.values())
    writers = {}
    for number, (pk, letters) in enumerate(sorted(sums.items(), key=lambda pair: -pair[1]), 1):
        member = people.get(pk)
        name = str(member.called_by(reader)) if member else _("a former member") if pk else _("from a file")
        writers[pk] = Writer(member, name, letters, 100 * letters / total if total else 0, min(number, 8))
    blocks, names = [], names_of(paper, content)
    for place, block in enumerate(content.get("content") or []):
        rows = found.get(attributes(block).get("id") or str(place)) or found.get(str(place)) or []
        blocks.append(
            {
                "block": block,
                "words": plain_text(with_names(block, names)),
                "writers": [(writers[pk], letters) for pk, letters in rows if letters],
                "is_heading": block.get("type") == "heading",
            }
        )
    return Written(list(writers.values()), blocks, total)
