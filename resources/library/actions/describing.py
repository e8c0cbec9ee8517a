"""Describing a resource: what its owner types, and what its files suggest."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from network.access.rules import Denied, demand, may
from network.activity.actions import record
from network.catalogue import actions as catalogue
from network.cities.models import City
from resources.library.actions.rows import city_of, locked, locked_alone, named, owners, spread
from resources.library.activity import HANDED_OVER, REVISED, TRANSLATED
from resources.library.models import Authorship, Resource, ResourceText
from resources.library.terms import TITLE_LIMIT, link_of
from resources.library.topics import topics_of

PLAIN = (
    *("kind", "language", "languages", "populations", "setting", "functions", "car_stage", "values", "licence"),
    *("year", "link", "visibility", "typed", "licence_terms", "doi", "citation", "files_for", "is_told_of"),
)


@transaction.atomic
def describe(resource, *, by, **fields):
    """Write what is known of a resource; only the fields that are given change. Returns the resource afresh.

    Plain fields: kind, language (of the title), languages, populations, setting, functions, car_stage, values, licence,
    licence_terms, year, link, doi, citation, visibility, files_for, is_told_of. `title`, `summary`: in `language`.
    `texts`: {language: {"title", "summary", "provenance"}}, None takes a language away. `cities`: City objects or
    slugs. `programmes`: Programme objects. `topics`: slugs of the vocabulary or free words. `authors`: members, names,
    or {"name", "member", "orcid"}, in order.
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
def translate(resource, language, *, by, title, summary="", by_machine=False):
    """Add title and summary in one more language; who wrote it stands beside it. Returns the ResourceText.

    A translation by a machine gives way to a member's; a text of the authors, or of another member, to nobody's but
    theirs who may describe the resource. Raises Denied.
    """
    resource = locked(resource)
    demand(by, "library.translate", resource)
    known = resource.texts.filter(language=language).first()
    if known and known.provenance != "machine" and known.by_id != by.pk and not may(by, "library.edit", resource):
        raise Denied(_("There is one in this language already."), "library.translate")
    provenance = "machine" if by_machine else "member-translated"
    text, _is_new = ResourceText.objects.update_or_create(
        resource=resource,
        language=language,
        defaults={"title": title, "summary": summary, "provenance": provenance, "by": by},
    )
    if resource.state == Resource.State.PUBLISHED:
        spread(resource)
        record(
            TRANSLATED,
            by=by,
            subject=resource,
            city=city_of(resource, by),
            audience=resource.audience,
            names=named(resource, but=by),
            detail={"language": language},
        )
    return text


@transaction.atomic
def hand_over(resource, *, by, to=None, city=None):
    """Give a resource to the member `to`, or to the city `city`, whose coordinators then answer for it."""
    if (to is None) == (city is None):
        raise ValueError("to a member or to a city")
    resource = locked(resource)
    demand(by, "library.hand_over", resource)
    before = owners(resource)
    resource.owner, resource.owner_city = to, city
    resource.save(update_fields=["owner", "owner_city", "changed_at"])
    if resource.state != Resource.State.DRAFT:
        spread(resource)
    told = sorted({*before, *owners(resource)} - {by.pk})
    audience = [f"member:{pk}" for pk in (*told, by.pk)]
    record(HANDED_OVER, by=by, subject=resource, city=city_of(resource, by), audience=audience, names=told)
    return resource


@transaction.atomic
def suggest(resource, file):
    """Fill what is still empty with what was read from `file`: title, language. What a person typed is kept."""
    if not file.is_ready:
        return resource
    resource = locked_alone(resource)
    if resource.state == Resource.State.PUBLISHED:
        # Who may fetch the file stands on it since it was published; only its words and pictures are new.
        catalogue.write(resource, force=True)
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
