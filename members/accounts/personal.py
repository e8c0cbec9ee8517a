"""What the accounts hold about a person: the profile, applications, consents, moves; and how the account ends."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from members.accounts.models import Affiliation, Application, Consent, Member, Move
from members.accounts.terms import FORGET_UNCONFIRMED_DAYS
from network.kit.personal import FORMER, erases, exports, in_batches, plain, purpose, retains

COLUMNS = [
    "accounts.Member.email",
    "accounts.Application.member",
    "accounts.Consent.member",
    "accounts.Move.member",
    "accounts.Affiliation.member",
]
# Never handed out: it would let somebody who finds the archive try passwords at home.
SECRET = ("password",)
# What an erased row keeps: its number, and what the database asks for.
KEPT = ("id", "password", "email", "handle", "status", "is_active", "created_at")
DECLINED_DAYS, APPROVED_DAYS, MOVED_DAYS = 180, 365, 365


@exports("accounts", _("You and your application"), holds=COLUMNS)
def mine(member):
    """The profile with every field, who sees which; applications, consents and moves with their texts."""
    member = Member.objects.select_related("home_city", "organisation").get(pk=member.pk)
    fields = [field.name for field in Member._meta.concrete_fields if field.name not in SECRET]
    return {
        "profile": plain(member, *fields),
        "cities_followed": [city.name for city in member.cities_followed.all()],
        "affiliations": [
            row.organisation.name for row in Affiliation.objects.filter(member=member).select_related("organisation")
        ],
        "applications": [
            plain(
                row, "city", "state", "name", "name_latin", "role", "organisation", "why", "offer", "seek", "languages",
                "interests", "is_sponsor_staff", "language", "consent_version", "submitted_at", "escalated_at",
                "decided_at", "reason", "created_at",
            )
            for row in Application.objects.filter(member=member).select_related("city").order_by("pk")
        ],
        "consents": [
            plain(row, "purpose", "version", "language", "text", "at")
            for row in Consent.objects.filter(member=member).order_by("at")
        ],
        "moves": [
            plain(row, "from_city", "to_city", "state", "why", "asked_at", "escalated_at", "decided_at", "reason")
            for row in Move.objects.filter(member=member).select_related("from_city", "to_city").order_by("asked_at")
        ],
    }  # fmt: skip


@erases("accounts.photo", order=55)
def let_go_of_the_photo(member, *, keep_authorship):
    """Let the files hub see that nothing holds the photo any more."""
    Member.objects.filter(pk=member.pk).update(photo=None)


@erases("accounts", order=95, holds=COLUMNS)
def erase(member, *, keep_authorship):
    """Leave an empty row where the account was: rows elsewhere keep a number to point at, and nobody's name."""
    for model in (Application, Consent, Move, Affiliation):
        model.objects.filter(member=member).delete()
    for field in Member._meta.many_to_many:
        getattr(member, field.name).clear()
    blank = {field.attname: _empty(field) for field in Member._meta.concrete_fields if field.name not in KEPT}
    word = get_random_string(10).lower()
    blank |= {
        "email": f"{word}@erased.invalid",
        "handle": f"{FORMER.replace(' ', '-')}-{word}",
        "password": "!",
        "status": Member.Status.LEFT,
        "is_active": False,
    }
    Member.objects.filter(pk=member.pk).update(**blank)
    member.refresh_from_db()


def _empty(field):
    """Return what a column of an erased row holds: nothing, or its default."""
    if field.null:
        return None
    if field.has_default():
        return field.get_default()
    if isinstance(field, models.BooleanField):
        return False
    return ""


@purpose("joining", _("To be a member of the network"))
def joining(member):
    """Without it there is no membership."""


# -- clocks ------------------------------------------------------------------------------------------------------
@retains(
    "accounts.unconfirmed",
    _("Applications whose address nobody confirmed"),
    days=FORGET_UNCONFIRMED_DAYS,
    why=_("so that a code that comes late still works"),
)
def unconfirmed(before, limit):
    """Forget first tries that nobody confirmed, with their accounts."""
    old = Member.objects.filter(
        status=Member.Status.APPLICANT,
        created_at__lt=before,
        last_login=None,
        applications__state=Application.State.UNCONFIRMED,
    )
    return in_batches(old.exclude(Q(applications__state__in=["waiting", "approved", "declined"])), limit)


EMPTY = {"why": "", "offer": "", "seek": "", "interests": "", "organisation": ""}


@retains(
    "accounts.declined",
    _("Texts of declined applications, and the reason that was given"),
    days=DECLINED_DAYS,
    why=_("so that somebody who was declined can change the application and apply again"),
)
def declined(before, limit):
    """Empty what was written in applications that were declined; that and when it was answered is kept."""
    old = Application.objects.filter(state=Application.State.DECLINED, decided_at__lt=before).exclude(reason="…")
    return in_batches(old, limit, **EMPTY, reason="…")


@retains(
    "accounts.approved",
    _("Texts of approved applications"),
    days=APPROVED_DAYS,
    why=_("so that the city remembers in the first year why it said yes; the profile is the member's own since then"),
)
def approved(before, limit):
    """Empty what was written in applications that were approved."""
    old = Application.objects.filter(state=Application.State.APPROVED, decided_at__lt=before).exclude(why="")
    return in_batches(old, limit, **EMPTY)


@retains(
    "accounts.moves",
    _("Moves from city to city"),
    days=MOVED_DAYS,
    why=_("so that both cities can see when and why somebody moved"),
)
def moves(before, limit):
    """Forget moves that were answered or taken back."""
    return in_batches(Move.objects.exclude(state=Move.State.WAITING).filter(asked_at__lt=before), limit)


@retains(
    "accounts.never_came",
    _("Accounts of applicants who were declined and did not come back"),
    days=DECLINED_DAYS + 365,
    why=_("so that somebody who was declined can still sign in, read the answer and apply again"),
)
def never_came(before, limit):
    """Forget the accounts of people who were declined long ago and have not signed in since."""
    old = Member.objects.filter(
        Q(last_login=None) | Q(last_login__lt=before + timedelta(days=DECLINED_DAYS)),
        status=Member.Status.APPLICANT,
        created_at__lt=before,
        applications__decided_at__lt=before,
    ).exclude(applications__state__in=["waiting", "unconfirmed", "approved"])
    return in_batches(old.distinct(), limit)
