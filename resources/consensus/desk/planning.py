"""What of panels waits on the desk of whoever runs them: a plan, a round that closes soon, the next one to open."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from network.desk.waiting import Row, waits
from network.kit.clock import now
from network.kit.words import moment_words
from resources.consensus.models import Panel, Round, Translation
from resources.consensus.queries.rating.wording import title_of

SOON = timedelta(days=3)


def _runs(member):
    return Panel.objects.filter(facilitators=member)


def _planned(member):
    return _runs(member).filter(state=Panel.State.PLANNED).order_by("-changed_at")


@waits(_planned)
def plans(member, things):
    """One row for each panel that I plan."""
    for panel in things:
        yield Row(
            sentence=_("“%(title)s” is being planned") % {"title": title_of(panel)[0]},
            address=reverse("consensus:plan_ready", args=[panel.pk]),
            act=_("See what is missing"),
            since=panel.changed_at,
        )


def _between(member):
    rounds = Round.objects.filter(panel=OuterRef("pk"))
    panels = _runs(member).filter(state=Panel.State.RUNNING)
    return panels.filter(~Exists(rounds.filter(state=Round.State.OPEN)), Exists(rounds)).order_by("-changed_at")


@waits(_between)
def next_rounds(member, things):
    """One row for each panel of mine whose round is over and whose next one is not open."""
    for panel in things:
        yield Row(
            sentence=_("“%(title)s” can go on: a round is over") % {"title": title_of(panel)[0]},
            address=reverse("consensus:plan_ready", args=[panel.pk]),
            act=_("Open the next round"),
            since=panel.changed_at,
        )


def _closing(member):
    rows = Round.objects.filter(panel__in=_runs(member), state=Round.State.OPEN, closes_at__lte=now() + SOON)
    return rows.select_related("panel").order_by("closes_at")


@waits(_closing)
def closing(member, things):
    """One row for each round of mine that closes within three days."""
    for round in things:
        yield Row(
            sentence=_("A round of “%(title)s” closes %(when)s")
            % {"title": title_of(round.panel)[0], "when": moment_words(round.closes_at)},
            address=reverse("consensus:plan_people", args=[round.panel_id]),
            act=_("See who has answered"),
            since=round.opened_at,
            urgency="soon",
            section="due",
        )


def _to_check(member):
    rows = Translation.objects.filter(checked_at=None, language__in=[*member.languages, member.language])
    rows = rows.filter(wording__item__panel__in=_runs(member), wording__item__state="open")
    states = (Panel.State.PLANNED, Panel.State.RUNNING)
    return rows.filter(wording__item__panel__state__in=states).exclude(by=member).order_by("pk")


@waits(_to_check)
def translations(member, things):
    """One row for each panel of mine with translations that somebody else wrote and that I could check."""
    seen = {}
    for one in things.select_related("wording__item__panel"):
        seen.setdefault(one.wording.item.panel_id, one)
    for one in seen.values():
        item = one.wording.item
        yield Row(
            sentence=_("Translated statements of “%(title)s” wait for a check") % {"title": title_of(item.panel)[0]},
            address=reverse("consensus:plan_translation", args=[item.panel_id, item.number, one.language]),
            act=_("Read and check"),
            since=one.wording.at,
        )
