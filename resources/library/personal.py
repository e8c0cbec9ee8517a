"""What the library holds about a person: what they shared, wrote, took, follow, asked for, and found useful."""

from django.utils.translation import gettext_lazy as _

from network.catalogue import actions as catalogue
from network.kit.personal import FORMER, erases, exports, plain, retains
from resources.library.actions.rows import locked, spread
from resources.library.models import (
    AccessRequest,
    Authorship,
    EditionFile,
    Following,
    Resource,
    Taken,
    Unremembered,
    Useful,
)

COLUMNS = [
    "library.Resource.owner",
    "library.Authorship.member",
    "library.Useful.member",
    "library.Taken.member",
    "library.Unremembered.member",
    "library.Following.member",
    "library.AccessRequest.member",
]
UNSEEN = (Resource.State.DRAFT, Resource.State.REVIEW)


@exports("library", _("The library"), holds=COLUMNS)
def mine(member):
    """Everything shared, with its texts, authors and editions; what was written elsewhere; and what was done."""
    shared = Resource.objects.filter(owner=member).prefetch_related(
        "texts", "authorships", "cities", "topics", "editions__parts__file"
    )
    written = Authorship.objects.filter(member=member).exclude(resource__owner=member)
    return {
        "resources": [_whole(resource) for resource in shared.order_by("pk")],
        "written_with_others": [
            {"title": row.resource.title, "address": row.resource.get_absolute_url()} | plain(row, "name", "orcid")
            for row in written.select_related("resource").order_by("pk")
        ],
        "found_useful": _about(Useful, member, "at"),
        "taken": [
            {"title": row.edition.resource.title, "version": row.edition.number, "at": row.at}
            for row in Taken.objects.filter(member=member).select_related("edition__resource").order_by("at")
        ],
        "is_not_remembered_since": [row.since for row in Unremembered.objects.filter(member=member)],
        "followed": _about(Following, member, "at"),
        "asked_for": _about(AccessRequest, member, "why", "state", "asked_at", "answered_at", "reason", "expires_at"),
    }


def _whole(resource):
    names = [one.name for one in Resource._meta.concrete_fields if not one.is_relation and one.name != "audience"]
    return plain(resource, *names) | {
        "address": resource.get_absolute_url(),
        "texts": [plain(text, "language", "title", "summary", "provenance") for text in resource.texts.all()],
        "authors": [plain(one, "name", "orcid") for one in resource.authorships.all()],
        "cities": [city.name for city in resource.cities.all()],
        "topics": [topic.name for topic in resource.topics.all()],
        "editions": [
            plain(edition, "number", "note", "created_at", "published_at")
            | {"files": [part.file.name for part in edition.parts.all()]}
            for edition in resource.editions.all()
        ],
    }


def _about(model, member, *names):
    rows = model.objects.filter(member=member).select_related("resource").order_by("pk")
    return [
        {"title": row.resource.title, "address": row.resource.get_absolute_url()} | plain(row, *names) for row in rows
    ]


@erases("library", order=50, holds=COLUMNS)
def erase(member, *, keep_authorship):
    """Throw unpublished things away; let what was published stand, owned by nobody."""
    touched = set(Useful.objects.filter(member=member).values_list("resource", flat=True))
    for model in (Useful, Taken, Unremembered, Following, AccessRequest):
        model.objects.filter(member=member).delete()
    for resource in Resource.objects.filter(owner=member, state__in=UNSEEN):
        resource.topics.clear()
        catalogue.withdraw(resource)
        resource.delete()
    withdrawn = Resource.objects.filter(owner=member, state=Resource.State.WITHDRAWN)
    EditionFile.objects.filter(edition__resource__in=withdrawn).delete()
    authorships = Authorship.objects.filter(member=member)
    touched |= set(authorships.values_list("resource", flat=True))
    touched |= set(Resource.objects.filter(owner=member).values_list("pk", flat=True))
    authorships.update(member=None, **({} if keep_authorship else {"name": FORMER, "orcid": ""}))
    Resource.objects.filter(owner=member).update(owner=None, typed={})
    for resource in Resource.objects.filter(pk__in=touched).order_by("pk"):
        resource = locked(resource)
        if resource.state == Resource.State.PUBLISHED:
            spread(resource)
        else:
            catalogue.withdraw(resource)


@retains(
    "library.taken",
    _("What members took from the library"),
    days=1095,
    why=_("so that they can be told what a later version corrects"),
)
def old_taken(before, limit):
    """Forget what was taken so long ago that nobody corrects it any more."""
    rows = Taken.objects.filter(at__lt=before).order_by("at").values("pk")[:limit]
    return Taken.objects.filter(pk__in=rows).delete()[0]


@retains(
    "library.access_requests",
    _("Requests for works that are not open to everybody, after their answer"),
    days=730,
    why=_("so that who was let in, and why somebody was not, can be looked up"),
)
def old_requests(before, limit):
    """Forget requests that are over; a grant that still holds stays."""
    over = AccessRequest.objects.exclude(state__in=["waiting", "granted"]).filter(answered_at__lt=before)
    return AccessRequest.objects.filter(pk__in=over.order_by("pk").values("pk")[:limit]).delete()[0]
