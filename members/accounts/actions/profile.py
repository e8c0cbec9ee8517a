"""What members change about themselves."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.accounts.activity import INTERESTS, INTRODUCED
from members.accounts.models import Affiliation, Member
from members.accounts.organisations import organisation_named
from members.accounts.visible import DEFAULTS, FIELDS, LEVELS
from network.access.rules import demand
from network.activity.actions import record
from network.files import actions as files
from network.files import terms as file_terms
from network.kit.clock import now

PLAIN = (
    "name", "name_latin", "language", "time_zone", "role", "about", "offers", "seeks", "languages", "expertise",
    "capacity", "orcid", "links", "hours_days", "hours_from", "hours_to",
)  # fmt: skip
DECLARED = ("interests", "is_sponsor_staff")
PICTURES = ("image/jpeg", "image/png", "image/webp")


@transaction.atomic
def change_profile(member, *, by, answers):
    """Write the profile's fields and who sees them; what `answers` does not name stays as it is.

    The first words about oneself tell the city, changed interests are recorded.
    """
    member = Member.objects.select_for_update(of=("self",)).select_related("home_city").get(pk=member.pk)
    demand(by, "accounts.change_profile", member)
    for name in PLAIN:
        if name in answers:
            setattr(member, name, answers[name])
    if "shown" in answers:
        member.shown = _chosen(answers["shown"])
    if "organisation" in answers:
        member.organisation = organisation_named(answers["organisation"], member.home_city)
    if answers.get("time_zone") and not member.confirmed_zone_at:
        member.confirmed_zone_at = now()
    declared = any(name in answers and getattr(member, name) != answers[name] for name in DECLARED)
    for name in DECLARED:
        if name in answers:
            setattr(member, name, answers[name])
    introduced = bool(member.about.strip()) and not member.introduced_at and member.is_member
    if introduced:
        member.introduced_at = now()
    member.confirmed_at = now()
    member.save()
    if "organisations" in answers:
        _affiliate(member, answers["organisations"])
    city = member.home_city.slug if member.home_city else ""
    if introduced:
        record(INTRODUCED, by=member, subject=member, city=city, audience=[f"city:{city}"])
    if declared:
        record(INTERESTS, by=member, subject=member, city=city, audience=[f"coordinators:{city}", "network"])
    return member


def _chosen(shown):
    """Return what differs from the defaults: a default that grows stricter later then holds for everybody."""
    return {field: shown[field] for field in FIELDS if shown.get(field) in LEVELS and shown[field] != DEFAULTS[field]}


def _affiliate(member, names):
    """Make the further organisations those with these names."""
    wanted = [organisation_named(name, member.home_city) for name in names]
    wanted = {one.pk: one for one in wanted if one is not None and one.pk != member.organisation_id}
    member.affiliations.exclude(organisation__in=wanted).delete()
    Affiliation.objects.bulk_create(
        [Affiliation(member=member, organisation=one) for one in wanted.values()], ignore_conflicts=True
    )


@transaction.atomic
def confirm_profile(member, *, by):
    """Say that everything in the profile is still right."""
    demand(by, "accounts.change_profile", member)
    Member.objects.filter(pk=member.pk).update(confirmed_at=now())


def change_photo(member, upload, *, by):
    """Take `upload` (Django's UploadedFile) as the picture of `member`; the one before goes.

    Nobody is ever given the file itself: pages show the small picture that the reading child draws from it, without
    what a camera wrote into it. Raises ValidationError, in words for the field, for anything but a picture.
    """
    demand(by, "accounts.change_profile", member)
    try:
        file = files.accept_upload(by, upload)
    except (file_terms.Refused, file_terms.TooMany, file_terms.NoSpace) as refusal:
        raise ValidationError(refusal.sentence) from refusal
    if file.content_type not in PICTURES:
        files.remove(file)
        raise ValidationError(_("This is not a JPEG, PNG or WebP picture."))
    with transaction.atomic():
        row = Member.objects.select_for_update(of=("self",)).select_related("photo").get(pk=member.pk)
        before, row.photo = row.photo, file
        row.save(update_fields=["photo"])
        if before:
            files.remove(before)
    return file


@transaction.atomic
def remove_photo(member, *, by):
    """Take the picture away."""
    demand(by, "accounts.change_profile", member)
    row = Member.objects.select_for_update(of=("self",)).select_related("photo").get(pk=member.pk)
    if row.photo:
        files.remove(row.photo)


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
