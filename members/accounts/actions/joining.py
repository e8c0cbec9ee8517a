"""Applying: the form, the confirmed address, changes while it waits."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.crypto import get_random_string

from members.accounts import letters
from members.accounts.actions.deciding import approve, escalate
from members.accounts.actions.inviting import use_invitation
from members.accounts.activity import APPLIED, REVISED
from members.accounts.handles import free_handle
from members.accounts.models import Application, Consent, Member
from members.accounts.queries import coordinators_of
from members.accounts.terms import CONSENT_TEXT, CONSENT_VERSION
from network.access.rules import demand, may
from network.activity.actions import record
from network.cities.models import City
from network.kit.clock import now

FIELDS = (
    "name", "name_latin", "role", "organisation", "why", "offer", "seek", "languages", "interests", "is_sponsor_staff",
)  # fmt: skip


def is_known(email):
    """Say whether somebody has proved that this address is theirs, or has an account that is more than a first try."""
    known = Member.objects.filter(email__iexact=email).exclude(
        status=Member.Status.APPLICANT, applications__state=Application.State.UNCONFIRMED
    )
    return known.exists() or EmailAddress.objects.filter(email__iexact=email, verified=True).exists()


def apply(*, email, city, answers, language):
    """Write an account and an application whose address is not confirmed yet; returns the Member.

    `answers` maps FIELDS to clean values. An earlier try with the same address that nobody confirmed is overwritten:
    only the code in the mail says whose it is.
    """
    try:
        with transaction.atomic():
            return _apply(email.lower(), city, answers, language)
    except IntegrityError:
        # Two presses at the same moment: the other one made the rows, this one writes over them.
        with transaction.atomic():
            return _apply(email.lower(), city, answers, language)


def _apply(email, city, answers, language):
    member = Member.objects.select_for_update().filter(email=email).first()
    if member is None:
        # A handle made from the name comes with the confirmed address; before it, nobody takes one away from others.
        member = Member.objects.create_user(email, handle=f"applicant-{get_random_string(12).lower()}")
    member.language = language
    member.time_zone = city.time_zone
    member.save(update_fields=["language", "time_zone"])
    EmailAddress.objects.get_or_create(user=member, email=email, defaults={"primary": True, "verified": False})
    application, _made = Application.objects.select_for_update().get_or_create(
        member=member, state=Application.State.UNCONFIRMED, defaults={"city": city, "role": answers["role"]}
    )
    _write(application, city, answers, language)
    return member


def _write(application, city, answers, language):
    for name in FIELDS:
        setattr(application, name, answers[name])
    application.city = city
    application.language = language
    application.consent_version = CONSENT_VERSION
    application.revision += 1
    application.save()


@transaction.atomic
def confirm(member, *, city_slug=None, answers=None, language=None, invitation=None):
    """The address is proved: the application goes to the city. Returns it, or None where none was unconfirmed.

    `answers`, `city_slug` and `language` are what the browser that typed the code had sent; they win over what was last
    stored under the address, since anybody can type somebody else's address into the form. `invitation`: the id of the
    invitation by which that browser came: a trusted one lets in at once, a vetted one stands beside the application.
    """
    member = Member.objects.select_for_update().get(pk=member.pk)
    application = (
        member.applications.select_for_update(of=("self",))
        .select_related("city")
        .filter(state=Application.State.UNCONFIRMED)
        .first()
    )
    if application is None:
        return None
    city = City.objects.open_to_join().filter(slug=city_slug).first() if answers else None
    if city:
        _write(application, city, answers, language or application.language)
    application.state = Application.State.WAITING
    application.submitted_at = now()
    application.invitation = use_invitation(invitation, application.city) if city and invitation else None
    application.save()
    member.name, member.name_latin = application.name, application.name_latin
    member.handle = free_handle(application.name_latin or application.name)
    member.language = application.language
    member.time_zone = application.city.time_zone
    member.save(update_fields=["name", "name_latin", "handle", "language", "time_zone"])
    _keep_consent(application)
    record(APPLIED, by=member, subject=application, city=application.city.slug, audience=_readers(application))
    if not _let_in_by_link(application):
        _hand_to_city(application)
    return application


def _let_in_by_link(application):
    """Approve by a trusted link, in the name of who made it and as long as they may; else it goes the ordinary way."""
    invitation = application.invitation
    host = invitation.made_by if invitation else None
    if host is None or invitation.kind != invitation.Kind.TRUSTED or not may(host, "accounts.decide", application):
        return False
    approve(application, by=host)
    letters.came_by_link(application, coordinators_of(application.city))
    return True


def _keep_consent(application):
    with translation.override(application.language):
        text = str(CONSENT_TEXT)
    Consent.objects.create(
        member=application.member,
        version=application.consent_version,
        language=application.language,
        text=text,
        at=application.submitted_at,
    )


def _readers(application):
    return [f"member:{application.member_id}", f"coordinators:{application.city.slug}", "network"]


def _hand_to_city(application):
    """Write to the applicant and to those who answer: the city's coordinators, or the network's where there is none."""
    letters.received(application)
    coordinators = list(coordinators_of(application.city).exclude(pk=application.member_id))
    if coordinators:
        letters.asked(application, coordinators)
    else:
        escalate(application, tell_applicant=False)


@transaction.atomic
def revise(application, *, by, city, answers):
    """Change an application while it waits; another city hears of it as of a new one."""
    application = (
        Application.objects.select_for_update(of=("self",)).select_related("city", "member").get(pk=application.pk)
    )
    demand(by, "accounts.revise", application)
    moved = city.pk != application.city_id
    language = translation.get_language() or application.language
    _write(application, city, answers, language)
    record(REVISED, by=by, subject=application, city=city.slug, audience=_readers(application))
    if moved:
        application.submitted_at, application.escalated_at = now(), None
        application.save(update_fields=["submitted_at", "escalated_at"])
        _hand_to_city(application)
    return application


@transaction.atomic
def apply_again(*, by, city, answers):
    """Apply once more after a decline: a new application, the old one stays as it was answered."""
    demand(by, "accounts.apply")
    Member.objects.select_for_update().get(pk=by.pk)
    application = Application(member=by, city=city, role=answers["role"], state=Application.State.WAITING)
    application.submitted_at = now()
    _write(application, city, answers, translation.get_language() or by.language)
    _keep_consent(application)
    record(APPLIED, by=by, subject=application, city=city.slug, audience=_readers(application))
    _hand_to_city(application)
    return application
