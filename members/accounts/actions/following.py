"""What members follow: topics, and other cities than their own."""

from django.db import transaction

from members.accounts.models import Member
from network.access.rules import demand


@transaction.atomic
def follow_topics(member, topics, *, by):
    """Follow these topics and no others; they decide what stands in the digest and on the own page."""
    demand(by, "accounts.change_profile", member)
    Member.objects.filter(pk=member.pk).update(topics=sorted(set(topics)))


@transaction.atomic
def follow_city(city, *, by):
    """Hear of a city as of the own one."""
    demand(by, "accounts.follow")
    by.cities_followed.add(city)


@transaction.atomic
def unfollow_city(city, *, by):
    """Hear of it no more than of all others."""
    demand(by, "accounts.follow")
    by.cities_followed.remove(city)


@transaction.atomic
def rename_topic(old, new):
    """Follow and know `new` wherever it was `old`: two topics became one. Called by the room that keeps the topics."""
    for field in ("topics", "expertise"):
        for member in Member.objects.select_for_update().filter(**{f"{field}__contains": [old]}):
            words = [new if word == old else word for word in getattr(member, field)]
            Member.objects.filter(pk=member.pk).update(**{field: list(dict.fromkeys(words))})
