"""A mark of what a resource said when it was brought: whoever changes a word of it has made it theirs."""

import hashlib
import json

from resources.library.models import Resource

WORDS = (
    *("state", "kind", "language", "licence", "licence_terms", "year", "link", "doi", "citation", "visibility"),
    *("files_for", "owner_id", "owner_city_id", "typed", "populations", "setting", "functions", "car_stage", "values"),
)


def marks_of(ids):
    """Return {id: mark} of resources. What a file adds by itself when it is read (its language) does not count."""
    rows = Resource.objects.filter(pk__in=ids).prefetch_related(
        "texts", "cities", "topics", "authorships", "editions__parts"
    )
    return {row.pk: _mark(row) for row in rows}


def _mark(row):
    told = [
        [getattr(row, name) for name in WORDS],
        sorted([text.language, text.title, text.summary] for text in row.texts.all()),
        sorted(city.pk for city in row.cities.all()),
        sorted(topic.pk for topic in row.topics.all()),
        [[one.name, one.member_id, one.orcid] for one in row.authorships.all()],
        sorted(
            [edition.number, sorted(str(part.file_id) for part in edition.parts.all())]
            for edition in row.editions.all()
        ),
    ]
    return hashlib.sha1(json.dumps(told, default=str).encode(), usedforsecurity=False).hexdigest()
