"""Many resources at once: what `start`, `describe` and `publish` do one by one, in a few statements for hundreds.

The same rules, audiences, files and entries; the activity is the caller's, one for all.
"""

from itertools import batched

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from network.access.rules import demand
from network.catalogue import actions as catalogue
from network.cities.models import City
from network.kit.clock import now
from resources.library import gates
from resources.library.actions.publishing import publish
from resources.library.actions.rows import audience_of, spread_files
from resources.library.catalogue import whole
from resources.library.models import Authorship, Edition, EditionFile, Resource, ResourceText, TopicOf
from resources.library.terms import link_of
from resources.library.topics import topics_of

PLAIN = ("kind", "language", "languages", "licence", "year", "doi", "citation", "visibility")


@transaction.atomic
def bring(given, *, by, at=None):
    """Write many resources of one owner; returns the Resources in the order of `given`.

    Each of `given` is a dict as `describe` takes it (title, summary, kind, language, languages, licence, year, link,
    doi, citation, visibility; cities: slugs; topics: words; authors: [{"name", "member_id", "orcid"}]), with `files`
    (StoredFiles of the owner) and `publishes`: whether it is to be published, for which it must be complete. Where a
    city asks for a review, a resource that is to be published waits for it.
    """
    demand(by, "library.share")
    moment = at or now()
    made = Resource.objects.bulk_create(
        Resource(owner=by, link=link_of(one.get("link", "")), **{name: one[name] for name in PLAIN if name in one})
        for one in given
    )
    pairs = list(zip(made, given, strict=True))
    ResourceText.objects.bulk_create(
        ResourceText(resource=resource, language=resource.language, title=one["title"], summary=one.get("summary", ""))
        for resource, one in pairs
        if one.get("title")
    )
    Authorship.objects.bulk_create(
        Authorship(
            resource=resource,
            position=position,
            name=author["name"][:200],
            member_id=author.get("member_id"),
            orcid=author.get("orcid", ""),
        )
        for resource, one in pairs
        for position, author in enumerate(one.get("authors", ()), 1)
    )
    _bring_files(pairs)
    _bring_words(pairs)
    _let_out(pairs, by, moment)
    return made


def _bring_files(pairs):
    editions = Edition.objects.bulk_create(Edition(resource=resource, number=1) for resource, _one in pairs)
    EditionFile.objects.bulk_create(
        EditionFile(edition=edition, file=file, position=position)
        for edition, (_resource, one) in zip(editions, pairs, strict=True)
        for position, file in enumerate(dict.fromkeys(one.get("files", ())), 1)
    )


def _bring_words(pairs):
    slugs = {slug for _resource, one in pairs for slug in one.get("cities", ())}
    cities = dict(City.objects.filter(slug__in=slugs).values_list("slug", "pk"))
    through = Resource.cities.through
    through.objects.bulk_create(
        through(resource_id=resource.pk, city_id=cities[slug])
        for resource, one in pairs
        for slug in dict.fromkeys(one.get("cities", ()))
        if slug in cities
    )
    topics = {word: topics_of([word]) for word in {word for _resource, one in pairs for word in one.get("topics", ())}}
    kind = ContentType.objects.get_for_model(Resource)
    TopicOf.objects.bulk_create(
        TopicOf(content_type=kind, object_id=resource.pk, tag_id=pk)
        for resource, one in pairs
        for pk in dict.fromkeys(topic.pk for word in one.get("topics", ()) for topic in topics[word])
    )


def _let_out(pairs, by, moment):
    """Publish those that are to be, or hand them to their city's review; then tell files and catalogue."""
    chosen = [resource for resource, one in pairs if one.get("publishes")]
    held = gates.reviews_wanted(chosen)
    for resource in chosen:
        if resource.pk in held:
            publish(resource, by=by, at=moment)
    out = [resource for resource in chosen if resource.pk not in held]
    alike = {}
    for resource in out:
        demand(by, "library.publish", resource)
        resource.state, resource.published_at, resource.published_by = Resource.State.PUBLISHED, moment, by
        resource.audience = audience_of(resource)
        alike.setdefault(tuple(resource.audience), []).append(resource.pk)
    # Most rows of a table are for the same people: one statement for them all.
    for audience, some in alike.items():
        Resource.objects.filter(pk__in=some).update(
            state=Resource.State.PUBLISHED,
            published_at=moment,
            published_by=by,
            audience=list(audience),
            changed_at=moment,
        )
    ids = [resource.pk for resource in out]
    Edition.objects.filter(resource__in=ids).update(published_at=moment, published_by=by)
    with_files = {resource.pk for resource, one in pairs if one.get("files")}
    for resource in out:
        if resource.pk in with_files:
            spread_files(resource)
    if ids:
        catalogue.write_many(whole().filter(pk__in=ids))


@transaction.atomic
def take_back_many(ids, *, by, reason, at=None):
    """Undo what `bring` wrote: drafts are thrown away, what is published or in review is withdrawn with `reason`.

    Only the member's own; returns ({ids thrown away}, {ids withdrawn}).
    """
    thrown, withdrawn, moment = set(), set(), at or now()
    kind = ContentType.objects.get_for_model(Resource)
    for some in batched(sorted(ids), 500, strict=False):
        rows = list(Resource.objects.select_for_update(of=("self",)).filter(pk__in=some, owner=by).order_by("pk"))
        drafts = [row.pk for row in rows if row.state == Resource.State.DRAFT]
        TopicOf.objects.filter(content_type=kind, object_id__in=drafts).delete()
        Resource.objects.filter(pk__in=drafts).delete()
        thrown.update(drafts)
        shown = [row for row in rows if row.state in (Resource.State.PUBLISHED, Resource.State.REVIEW)]
        Resource.objects.filter(pk__in=[row.pk for row in shown]).update(
            state=Resource.State.WITHDRAWN,
            audience=[],
            withdrawn_at=moment,
            withdrawn_by=by,
            withdrawn_reason=reason,
            changed_at=moment,
        )
        with_files = set(
            EditionFile.objects.filter(edition__resource__in=some).values_list("edition__resource", flat=True)
        )
        for row in shown:
            if row.pk in with_files:
                spread_files(row)
        if shown:
            # An entry of what is no longer published is withdrawn when it is written.
            catalogue.write_many(whole().filter(pk__in=[row.pk for row in shown]))
        withdrawn.update(row.pk for row in shown)
    return thrown, withdrawn
