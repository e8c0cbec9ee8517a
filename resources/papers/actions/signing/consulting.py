"""Asking the cities: open, answer, remind, close at the end of the day in each city's own time zone."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from members.accounts.queries import coordinators_of
from network.access.rules import demand
from network.activity.actions import record
from network.kit import clock
from network.kit.jobs import enqueue
from resources.papers.actions.rows import among_us, home_of, locked, named, spread, told
from resources.papers.actions.states import move
from resources.papers.actions.versions import keep_version
from resources.papers.activity import CITIES_ASKED, CITY_REMINDED, CITY_SPOKE, CONSULTATION_CLOSED, CONSULTATION_STOPPED
from resources.papers.models import Consultation, Endorsement, Paper, Version
from resources.papers.queries.signing.consulting import cities_asked, may_speak_for

REMIND_DAYS = (7, 2)
"""So many days before the last one a city that has not answered is reminded, at nine in the morning there."""

MORNING = time(9)


class NotNow(ValueError):
    """The city's days have not begun, or are over; its words are kept by the page that asked."""


@transaction.atomic
def consult(paper, *, by, cities, closes_on, opens_on=None, silence=Consultation.Silence.ABSTAIN, words="", label="",
            at=None):  # fmt: skip
    """Ask `cities` about the text as it is now; returns the Consultation. A version is kept, which they answer to.

    Days count in each city's own time zone. Raises ValueError for a day that is over or a city that cannot be asked.
    """
    moment = at or clock.now()
    paper = locked(paper)
    demand(by, "papers.consult", paper)
    first = opens_on or moment.date()
    if closes_on < max(first, moment.date()):
        raise ValueError("the last day is over or lies before the first")
    chosen = list(cities_asked().filter(pk__in=[city.pk for city in cities]))
    if not chosen or len(chosen) != len({city.pk for city in cities}):
        raise ValueError("cities with an active partnership are asked")
    version = keep_version(paper, Version.Kind.NAMED, by=by, label=label or _("What the cities were asked"), at=moment)
    made = Consultation.objects.create(
        paper=paper, version=version, opens_on=first, closes_on=closes_on, silence=silence, words=words.strip(),
        by=by, at=moment,
    )  # fmt: skip
    made.cities.set(chosen)
    if paper.state != Paper.State.CONSULTATION:
        paper = move(paper, Paper.State.CONSULTATION, by=by, at=moment)
    spread(paper)
    speakers = set()
    for city in chosen:
        speakers |= {one.pk for one in coordinators_of(city)}
        _plan(made, city, moment)
    detail = {"title": paper.title, "paper": paper.pk, "day": closes_on.isoformat()}
    record(CITIES_ASKED, by=by, subject=made, city=home_of(by), audience=[f"member:{pk}" for pk in speakers],
           names=speakers, detail=detail, at=moment)  # fmt: skip
    return made


def _plan(consultation, city, moment):
    """Write the jobs of one city: its reminders that still lie ahead, and its end."""
    ident = {"consultation": consultation.pk, "city": city.pk}
    for days in REMIND_DAYS:
        due = clock.at(datetime.combine(consultation.closes_on - timedelta(days=days), MORNING), city.time_zone)
        if due > moment:
            key = f"{consultation.pk}:{city.pk}:{days}"
            enqueue("papers.consultation_remind", ident | {"days": days}, key=key, not_before=due)
    enqueue(
        "papers.consultation_ends", ident, key=f"{consultation.pk}:{city.pk}", not_before=consultation.ends_for(city)
    )


@transaction.atomic
def answer_for_city(consultation, city, *, by, answer, words="", language="en", at=None):
    """Say what a city thinks of the version: endorse, abstain, or dissent with words that are printed as they are.

    It may be changed until the city's last day is over. Raises NotNow outside its days, ValueError for a dissent
    without words.
    """
    moment = at or clock.now()
    consultation = _locked(consultation)
    demand(by, "papers.endorse", consultation)
    if not may_speak_for(by, city) or not consultation.cities.filter(pk=city.pk).exists():
        raise PermissionError("somebody of this city's coordinators answers for it")
    if consultation.closed_at or not consultation.begins_for(city) <= moment < consultation.ends_for(city):
        raise NotNow("its days have not begun, or are over")
    if answer == Endorsement.Answer.DISSENT and not words.strip():
        raise ValueError("a dissent says why")
    said, is_new = Endorsement.objects.update_or_create(
        consultation=consultation,
        city=city,
        defaults={"answer": Endorsement.Answer(answer).value, "words": words.strip(), "language": language, "by": by,
                  "at": moment, "was_silent": False},
    )  # fmt: skip
    # The earlier words stay in the record of what happened, which nobody changes.
    record(CITY_SPOKE, by=by, subject=consultation.paper, city=city.slug, audience=told(consultation.paper),
           names=named(consultation.paper, but=by),
           detail={"answer": said.answer, "words": said.words, "language": language, "is_changed": not is_new,
                   "version": consultation.version.number}, at=moment)  # fmt: skip
    return said


@transaction.atomic
def remind_city(consultation, city, *, days, at=None):
    """Remind those who speak for a city that has not answered; returns how many. Each is one job, done once."""
    moment = at or clock.now()
    consultation = _locked(consultation)
    asked = consultation.closed_at is None and moment < consultation.ends_for(city)
    if not asked or consultation.endorsements.filter(city=city).exists():
        return 0
    speakers = [one.pk for one in coordinators_of(city)]
    if speakers:
        detail = {"title": consultation.paper.title, "paper": consultation.paper_id, "days": days,
                  "day": consultation.closes_on.isoformat()}  # fmt: skip
        record(CITY_REMINDED, by=None, subject=consultation, city=city.slug,
               audience=[f"member:{pk}" for pk in speakers], names=speakers, detail=detail, at=moment)  # fmt: skip
    return len(speakers)


@transaction.atomic
def close_city(consultation, city, *, at=None):
    """Write down what a city's silence counts as, once its last day is over there; the last city closes the whole."""
    moment = at or clock.now()
    consultation = _locked(consultation)
    if consultation.closed_at or moment < consultation.ends_for(city):
        return consultation
    Endorsement.objects.get_or_create(
        consultation=consultation,
        city=city,
        defaults={"answer": consultation.silence, "language": consultation.paper.language, "was_silent": True,
                  "at": moment},
    )  # fmt: skip
    if all(moment >= consultation.ends_for(one) for one in consultation.cities.all()):
        for one in consultation.cities.exclude(pk__in=consultation.endorsements.values("city")):
            Endorsement.objects.create(consultation=consultation, city=one, answer=consultation.silence,
                                       language=consultation.paper.language, was_silent=True, at=moment)  # fmt: skip
        consultation.closed_at = moment
        consultation.save(update_fields=["closed_at"])
        record(CONSULTATION_CLOSED, by=None, subject=consultation.paper, audience=told(consultation.paper),
               names=named(consultation.paper), at=moment)  # fmt: skip
    return consultation


def tidy_consultations(at=None):
    """Close every city whose day is over, as a lost job would have; returns how many consultations it looked at."""
    moment = at or clock.now()
    late = Consultation.objects.filter(closed_at=None, closes_on__lte=moment.date())
    for consultation in late:
        for city in consultation.cities.all():
            close_city(consultation, city, at=moment)
    return len(late)


@transaction.atomic
def stop_consultation(consultation, *, by, reason, at=None):
    """Break a consultation off, with the reason that the cities read; its answers count for nothing.

    Raises ValueError without a reason.
    """
    if not reason.strip():
        raise ValueError("the cities read why")
    moment = at or clock.now()
    consultation = _locked(consultation)
    demand(by, "papers.stop_consultation", consultation)
    consultation.stopped, consultation.closed_at = reason.strip()[:500], moment
    consultation.save(update_fields=["stopped", "closed_at"])
    speakers = {one.pk for city in consultation.cities.all() for one in coordinators_of(city)}
    paper = consultation.paper
    detail = {"title": paper.title, "paper": paper.pk, "reason": consultation.stopped}
    audience = sorted({*among_us(paper), *(f"member:{pk}" for pk in speakers)})
    record(CONSULTATION_STOPPED, by=by, subject=consultation, city=home_of(by), audience=audience,
           names=speakers - {by.pk}, detail=detail, at=moment)  # fmt: skip
    return consultation


def _locked(consultation):
    """Return the consultation afresh, its row locked; the paper's first."""
    paper = locked(consultation.paper)
    rows = Consultation.objects.select_for_update(of=("self",)).select_related("version")
    consultation = rows.get(pk=consultation.pk)
    consultation.paper = paper
    return consultation
