"""Describing a resource: what its owner types, and what its files suggest."""

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.cities.models import City
from resources.library.actions.rows import city_of, locked, spread
from resources.library.activity import REVISED
from resources.library.models import Authorship, Resource, ResourceText
from resources.library.terms import TITLE_LIMIT, link_of
from resources.library.topics import topics_of

PLAIN = (
    *("kind", "language", "languages", "populations", "setting", "functions", "car_stage", "values", "licence"),
    *("year", "link", "visibility", "typed"),
)


@transaction.atomic
def describe(resource, *, by, **fields):
    """Write what is known of a resource; only the fields that are given change. Returns the resource afresh.

    Plain fields: kind, language (of the title), languages, populations, setting, functions, car_stage, values, licence,
    year, link, visibility. `title`, `summary`: in `language`. `texts`: {language: {"title", "summary", "provenance"}},
    None takes a language away. `cities`: City objects or slugs. `programmes`: Programme objects. `topics`: slugs of the
    vocabulary or free words. `authors`: members, names, or {"name", "member", "orcid"}, in order.
    """
    resource = locked(resource)
    demand(by, "library.edit", resource)
    if "link" in fields:
        fields["link"] = link_of(fields["link"])
    for name in PLAIN:
        if name in fields:
            setattr(resource, name, fields.pop(name))
    resource.save()
    _write_texts(resource, fields)
    if "cities" in fields:
        given = fields.pop("cities")
        slugs = [city for city in given if isinstance(city, str)]
        resource.cities.set(
            [city for city in given if not isinstance(city, str)] + list(City.objects.filter(slug__in=slugs))
        )
    if "programmes" in fields:
        resource.programmes.set(fields.pop("programmes"))
    if "topics" in fields:
        resource.topics.set(topics_of(fields.pop("topics")))
    if "authors" in fields:
        _write_authors(resource, fields.pop("authors"))
    if fields:
        raise TypeError(f"a resource has no field {', '.join(sorted(fields))}")
    if resource.state == Resource.State.PUBLISHED:
        spread(resource)
        record(REVISED, by=by, subject=resource, city=city_of(resource, by), audience=resource.audience)
    return resource


@transaction.atomic
def suggest(resource, file):
    """Fill what is still empty with what was read from `file`: title, language. What a person typed is kept."""
    if not file.is_ready:
        return resource
    resource = locked(resource)
    if resource.state == Resource.State.PUBLISHED:
        spread(resource)
        return resource
    if resource.state != Resource.State.DRAFT:
        return resource
    if file.language and "languages" not in resource.typed and file.language not in resource.languages:
        resource.languages = [*resource.languages, file.language]
    title = file.suggested_title.strip()[:TITLE_LIMIT]
    if title and "title" not in resource.typed and not resource.texts.exclude(title="").exists():
        resource.language = file.language or resource.language
        ResourceText.objects.update_or_create(
            resource=resource, language=resource.language, defaults={"title": title, "provenance": "author"}
        )
    resource.save(update_fields=["languages", "language", "changed_at"])
    return resource


def _write_texts(resource, fields):
    texts = dict(fields.pop("texts", None) or {})
    own = {name: fields.pop(name) for name in ("title", "summary") if name in fields}
    if own:
        texts[resource.language] = own | texts.get(resource.language, {})
    for language, text in texts.items():
        if text is None:
            resource.texts.filter(language=language).delete()
        else:
            ResourceText.objects.update_or_create(resource=resource, language=language, defaults=text)


def _write_authors(resource, authors):
    resource.authorships.all().delete()
    for position, author in enumerate(authors, start=1):
        if isinstance(author, str):
            author = {"name": author}
        elif not isinstance(author, dict):
            author = {"name": author.get_short_name(), "member": author}
        Authorship.objects.create(
            resource=resource,
            position=position,
            name=author["name"][:200],
            member=author.get("member"),
            orcid=author.get("orcid", ""),
        )
