"""What readers do with a resource: find it useful, take its files; and follow its topics."""

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils import timezone

from network.access.rules import demand
from network.activity.actions import record
from network.activity.models import Activity
from network.catalogue import actions as catalogue
from network.kit.clock import now
from resources.library.actions.rows import home_of, locked, named
from resources.library.activity import FOUND_USEFUL, UNMARKED
from resources.library.models import Edition, Following, Taken, Unremembered, Useful
from resources.library.terms import VISITORS


@transaction.atomic
def mark_useful(resource, *, by, at=None):
    """Say that a resource is useful in the home city of `by`; returns the Useful. Saying it twice is saying it once.

    Its owner and authors are named, so that their next digest tells them; they hear of each member only once.
    """
    resource = locked(resource)
    demand(by, "library.mark_useful", resource)
    moment = at or now()
    useful, is_new = Useful.objects.get_or_create(
        resource=resource, member=by, defaults={"city": by.home_city, "at": moment}
    )
    if is_new:
        audience = ["members" if key == "public" else key for key in resource.audience]
        told = Activity.objects.filter(
            kind=FOUND_USEFUL, by=by, subject="library.resource", subject_id=str(resource.pk)
        )
        if not told.exists():
            record(
                FOUND_USEFUL,
                by=by,
                subject=resource,
                city=by.home_city.slug,
                audience=audience,
                names=named(resource, but=by),
                detail={"city": by.home_city.slug},
                at=moment,
            )
        catalogue.write(resource, force=True)
    return useful


@transaction.atomic
def unmark_useful(resource, *, by):
    """Take it back."""
    resource = locked(resource)
    demand(by, "library.mark_useful", resource)
    if Useful.objects.filter(resource=resource, member=by).delete()[0]:
        record(UNMARKED, by=by, subject=resource, city=home_of(by), audience=[f"member:{by.pk}"])
        catalogue.write(resource, force=True)


def count_download(resource, *, by, edition=None):
    """Count one download in the month and the city of `by`; who it was is not kept.

    Apart from the count, a member's own memory takes down which version (its number) they have, so that they can be
    told what a later one corrects; they may switch that off.
    """
    if edition is not None and by is not None and by.is_authenticated:
        remember(resource, edition, by)
    place = (home_of(by) if by is not None and by.is_authenticated else "") or VISITORS
    month = timezone.now().date().replace(day=1)
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO library_download (resource_id, place, month, count) VALUES (%s, %s, %s, 1)
               ON CONFLICT (resource_id, place, month) DO UPDATE SET count = library_download.count + 1""",
            [resource.pk, place, month],
        )


def remember(resource, edition, member):
    """Take down that `member` has this version, unless they do not want it remembered."""
    if resource.owner_id == member.pk or Unremembered.objects.filter(member=member).exists():
        return
    row = Edition.objects.filter(resource=resource, number=edition).exclude(published_at=None).first()
    if row is not None:
        Taken.objects.get_or_create(member=member, edition=row)


@transaction.atomic
def stop_remembering(*, by):
    """Forget what `by` took, and remember nothing from now on."""
    Unremembered.objects.get_or_create(member=by)
    Taken.objects.filter(member=by).delete()


@transaction.atomic
def start_remembering(*, by):
    """Remember again what `by` takes from now on."""
    Unremembered.objects.filter(member=by).delete()


@transaction.atomic
def follow(resource, *, by):
    """Bring news about a resource to `by`: new versions, and what other rooms tell."""
    resource = locked(resource)
    demand(by, "library.follow", resource)
    Following.objects.get_or_create(resource=resource, member=by)


@transaction.atomic
def unfollow(resource, *, by):
    """Bring them no more."""
    Following.objects.filter(resource=resource, member=by).delete()


@transaction.atomic
def follow_topic(slug, *, by):
    """Bring what is new on a topic in the digests of `by`."""
    demand(by, "library.follow_topic")
    member = get_user_model().objects.select_for_update(of=("self",)).get(pk=by.pk)
    if slug not in member.topics:
        member.topics = [*member.topics, slug]
        member.save(update_fields=["topics"])
    by.topics = member.topics


@transaction.atomic
def unfollow_topic(slug, *, by):
    """Bring it no more."""
    demand(by, "library.follow_topic")
    member = get_user_model().objects.select_for_update(of=("self",)).get(pk=by.pk)
    member.topics = [topic for topic in member.topics if topic != slug]
    member.save(update_fields=["topics"])
    by.topics = member.topics
