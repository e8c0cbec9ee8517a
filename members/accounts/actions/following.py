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
def rename_expertise(old, new):
    """Let who knows the topic `old` well know `new` instead: the two became one. For the room that keeps the topics."""
    for member in Member.objects.select_for_update(of=("self",)).filter(expertise__contains=[old]).order_by("pk"):
        words = [new if word == old else word for word in member.expertise]
        Member.objects.filter(pk=member.pk).update(expertise=list(dict.fromkeys(words)))
