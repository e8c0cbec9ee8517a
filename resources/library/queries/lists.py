"""Lists around resources: what is near, what is kin, whose drafts, who follows."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import get_language

from network.catalogue import cards
from network.catalogue.models import Entry
from resources.library import vocabulary
from resources.library.models import Following, Related, Resource

RELATED = 4


def related(reading, member):
    """Return entries that share topics with a resource, those that share most first."""
    words = {f"topic:{slug}" for slug, _label in reading.topics}
    if not words:
        return []
    near = (
        Entry.objects.visible_to(member)
        .filter(source="library.resource", facets__overlap=sorted(words))
        .exclude(source_id=str(reading.resource.pk))
        .light()
        .order_by("-published_at", "-pk")[: 4 * RELATED]
    )
    return cards.prepare(sorted(near, key=lambda entry: -len(words & set(entry.facets)))[:RELATED])


def drafts_of(member):
    """Return the drafts of a member, the last touched first."""
    return Resource.objects.filter(owner=member, state=Resource.State.DRAFT).order_by("-changed_at")


def topic_count(member, slug):
    """Return how many resources with this topic `member` may see."""
    return Entry.objects.visible_to(member).filter(facets__contains=[f"topic:{slug}"]).count()


@dataclass(frozen=True)
class Kin:
    """One row of related works: how it stands to this one, its title and language, where it is, the row itself."""

    relation: str
    title: str
    language: str
    address: str
    is_here: bool
    row: Related


def kin(resource, member):
    """Return the related works of `resource` in both directions, as far as `member` may see them: [Kin]."""
    rows = list(Related.objects.filter(Q(resource=resource) | Q(to=resource)).order_by("pk"))
    others = {str(row.to_id if row.resource_id == resource.pk else row.resource_id) for row in rows} - {"None"}
    entries = {}
    if others:
        seen = Entry.objects.visible_to(member).filter(source="library.resource", source_id__in=sorted(others))
        entries = {int(entry.source_id): entry for entry in seen.only("titles", "languages", "address", "source_id")}
    found = []
    for row in rows:
        is_own = row.resource_id == resource.pk
        words = vocabulary.RELATIONS if is_own else vocabulary.RELATIONS_BACK
        if is_own and row.to_id is None:
            found.append(Kin(words[row.relation], row.title or row.address, "", row.address, False, row))
        elif entry := entries.get(row.to_id if is_own else row.resource_id):
            title, language = entry.title_in(get_language() or "en")
            found.append(Kin(words[row.relation], title, language, entry.address, True, row))
    return sorted(found, key=lambda one: str(one.relation))


def followers(resource):
    """Return the ids of the members who follow a resource: rooms name them when they have news of it."""
    return set(Following.objects.filter(resource=resource).values_list("member_id", flat=True))
