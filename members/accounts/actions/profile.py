"""What members change about themselves."""

from django.db import transaction

from members.accounts.activity import INTERESTS, INTRODUCED
from members.accounts.models import Member
from members.accounts.organisations import organisation_named
from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now

PLAIN = ("name", "name_latin", "language", "time_zone", "role", "about", "offers", "seeks", "languages")
DECLARED = ("interests", "is_sponsor_staff")


@transaction.atomic
def change_profile(member, *, by, answers):
    """Write the profile's fields; the first words about oneself tell the city, changed interests are recorded."""
    member = Member.objects.select_for_update(of=("self",)).select_related("home_city").get(pk=member.pk)
    demand(by, "accounts.change_profile", member)
    for name in PLAIN:
        setattr(member, name, answers[name])
    member.organisation = organisation_named(answers["organisation"], member.home_city)
    if answers["time_zone"] and not member.confirmed_zone_at:
        member.confirmed_zone_at = now()
    declared = any(getattr(member, name) != answers[name] for name in DECLARED)
    for name in DECLARED:
        setattr(member, name, answers[name])
    introduced = bool(member.about.strip()) and not member.introduced_at and member.is_member
    if introduced:
        member.introduced_at = now()
    member.save()
    city = member.home_city.slug if member.home_city else ""
    if introduced:
        record(INTRODUCED, by=member, subject=member, city=city, audience=[f"city:{city}"])
    if declared:
        record(INTERESTS, by=member, subject=member, city=city, audience=[f"coordinators:{city}", "network"])
    return member


@transaction.atomic
def confirm_zone(member, *, by):
    """Say that the time zone is right."""
    demand(by, "accounts.change_profile", member)
    Member.objects.filter(pk=member.pk, confirmed_zone_at=None).update(confirmed_zone_at=now())


@transaction.atomic
def choose_language(member, code, *, by):
    """Speak another language with this member from now on, on pages and in mails."""
    demand(by, "accounts.change_profile", member)
    member.language = code
    member.save(update_fields=["language"])


@transaction.atomic
def follow_topics(member, topics, *, by):
    """Follow these topics and no others; they decide what stands in the digest and on the own page."""
    demand(by, "accounts.change_profile", member)
    Member.objects.filter(pk=member.pk).update(topics=sorted(set(topics)))
