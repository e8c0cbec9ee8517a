"""The partnership moves on; agreements are signed, and people are reminded before they end."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.catalogue.actions import write
from network.cities import activity, terms
from network.cities.actions.founding import audience_of
from network.cities.models import Agreement, CoordinatorTerm, Partnership, PartnershipChange
from network.kit import places
from network.kit.clock import now
from network.kit.mail import post


@transaction.atomic
def change_state(city, state, *, by, reason, on=None):
    """Take the next step of a city's partnership; who, when and why stay in its history. Returns the Partnership.

    Raises terms.NotPossible for a step that cannot follow, for one without a reason, or on a day before the last.
    """
    partnership = Partnership.objects.select_for_update().select_related("city").get(city=city)
    demand(by, "cities.change_state", partnership.city)
    day = on or now().date()
    _check_step(partnership, state, reason, day)
    before, was_seen = partnership.state, partnership.is_seen
    partnership.state, partnership.since = Partnership.State(state), day
    partnership.save(update_fields=["state", "since"])
    PartnershipChange.objects.create(
        partnership=partnership, before=before, state=state, by=by, reason=reason.strip(), on=day
    )
    places.forget()
    write(partnership.city, force=True)
    record(
        activity.STATE_CHANGED,
        by=by,
        subject=partnership.city,
        city=partnership.city.slug,
        # A city that leaves the public eye is still a matter for those who knew it.
        audience=["members"] if was_seen else audience_of(partnership),
        detail={"before": before, "state": str(state), "reason": reason.strip()},
    )
    return partnership


def _check_step(partnership, state, reason, day):
    if state == partnership.state:
        raise terms.NotPossible(terms.SAME_STATE, code="same")
    if state not in terms.NEXT[partnership.state]:
        labels = dict(Partnership.State.choices)
        words = {"before": labels[partnership.state], "after": labels.get(state, state)}
        raise terms.NotPossible(terms.NO_SUCH_STEP, code="step", params=words)
    if not (reason or "").strip():
        raise terms.NotPossible({"reason": terms.NotPossible(terms.REASON_MISSING, code="reason")})
    if day > now().date():
        raise terms.NotPossible({"on": terms.NotPossible(terms.IN_THE_FUTURE, code="future")})
    if day < partnership.since:
        late = terms.NotPossible(terms.BEFORE_THE_LAST, code="before", params={"day": partnership.since})
        raise terms.NotPossible({"on": late})


@transaction.atomic
def sign(city, *, by, signed_by, starts_on, ends_on, renews_on=None, file=None):
    """Put an agreement of a city on record. `file` is a StoredFile. Returns the Agreement."""
    partnership = Partnership.objects.select_for_update().select_related("city").get(city=city)
    demand(by, "cities.sign", partnership.city)
    agreement = Agreement(
        partnership=partnership, signed_by=signed_by, starts_on=starts_on, ends_on=ends_on, renews_on=renews_on,
        file=file, added_by=by,
    )  # fmt: skip
    agreement.full_clean()
    agreement.save()
    if file is not None:
        file.audience = sorted({*file.audience, f"coordinators:{partnership.city.slug}", "network"})
        file.save(update_fields=["audience"])
    record(
        activity.AGREEMENT_SIGNED,
        by=by,
        subject=partnership.city,
        city=partnership.city.slug,
        audience=audience_of(partnership),
        detail={"until": ends_on.isoformat()},
    )
    return agreement


@transaction.atomic
def plan_renewal(agreement, *, by, renews_on):
    """Set the day on which an agreement is to be renewed. Returns it."""
    agreement = (
        Agreement.objects.select_for_update(of=("self",)).select_related("partnership__city").get(pk=agreement.pk)
    )
    city = agreement.partnership.city
    demand(by, "cities.sign", city)
    if renews_on < agreement.starts_on:
        raise terms.NotPossible({"renews_on": terms.NotPossible(terms.RENEWED_BEFORE, code="renewal")})
    agreement.renews_on = renews_on
    agreement.save(update_fields=["renews_on"])
    record(
        activity.RENEWAL_PLANNED,
        by=by,
        subject=city,
        city=city.slug,
        audience=["network", f"coordinators:{city.slug}"],
        detail={"on": renews_on.isoformat()},
    )
    return agreement


def remind_of_agreements(*, on=None):
    """Write to a city's coordinators and the administrators 90, 30 and 7 days before an agreement ends.

    Each of them once for each of the three. After days on which nothing ran, the nearest of the three is made up for,
    even up to terms.REMIND_AFTER days past the end. Returns how many mails were written.
    """
    day = on or now().date()
    span = (day - timedelta(days=terms.REMIND_AFTER), day + timedelta(days=max(terms.REMIND_DAYS)))
    ending = Agreement.objects.filter(ends_on__range=span, partnership__state__in=terms.REMINDED)
    written = 0
    for agreement in ending.select_related("partnership__city").order_by("ends_on", "pk"):
        if not _is_followed(agreement) and not _was_over(agreement, day):
            written += _remind(agreement, day)
    return written


def _is_followed(agreement):
    """Whether a later agreement of the same city takes over."""
    later = Agreement.objects.filter(partnership=agreement.partnership, ends_on__gt=agreement.ends_on)
    return later.filter(starts_on__lte=agreement.ends_on + timedelta(days=1)).exists()


def _was_over(agreement, day):
    """Whether the agreement had ended when it was put on record: old papers remind nobody."""
    return agreement.ends_on < day and agreement.created_at.date() > agreement.ends_on


@transaction.atomic
def _remind(agreement, day):
    city, left = agreement.partnership.city, agreement.days_left(day)
    step = next(days for days in terms.REMIND_DAYS if left <= days)
    people = get_user_model().objects.filter(is_active=True, status="member")
    coordinators = CoordinatorTerm.objects.current(day).filter(city=city).values("member")
    receivers = people.filter(pk__in=coordinators) | people.filter(is_superuser=True)
    written = 0
    for person in receivers.order_by("pk"):
        mail = post(
            person.email,
            "cities/mail/agreement",
            {"city": city, "agreement": agreement, "left": left},
            language=person.language,
            kind="cities.agreement",
            key=f"agreement:{agreement.pk}:{agreement.ends_on}:{step}:{person.pk}",
            member=person,
        )
        written += mail is not None
    return written
