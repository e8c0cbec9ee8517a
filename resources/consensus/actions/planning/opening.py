"""Opening a round. The first one locks the protocol."""

from django.db import transaction
from django.utils.translation import gettext as _

from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit.clock import now
from network.kit.jobs import enqueue
from resources.consensus import presets
from resources.consensus.actions.planning.locking import lock, lock_wordings
from resources.consensus.actions.planning.rows import among_us, home_of, locked, spread, who_sit
from resources.consensus.activity.planning import PLANNING_ROUND_OPENED
from resources.consensus.models import Panel, Round, RoundItem, Wording
from resources.consensus.queries.planning import in_force, items_asked
from resources.consensus.queries.planning.ready import blockers
from resources.consensus.queries.rating import seats_of


class NotReady(Denied):
    """Something stands in the way of opening: `missing` is a list of sentences."""

    def __init__(self, missing):
        super().__init__(" ".join(str(one) for one in missing), "consensus.run")
        self.missing = list(missing)


@transaction.atomic
def open_round(panel, *, closes_at, by, at=None, collects_ideas=False):
    """Open the next round until `closes_at` (aware); returns the Round.

    The first round locks protocol and wordings. `collects_ideas`: round 0, in which panellists propose statements.
    Raises NotReady with all that stands in the way.
    """
    panel = locked(panel)
    demand(by, "consensus.run", panel)
    moment = at or now()
    held = in_force(panel)
    number = _number(panel, collects_ideas)
    items = [] if collects_ideas else list(items_asked(panel, held=held))
    missing = [sentence for sentence, _address in blockers(panel, held, number, items)]
    if closes_at <= moment:
        missing.append(_("The round has to close after now."))
    if missing:
        raise NotReady(missing)
    if panel.state == Panel.State.PLANNED:
        lock(panel, at=moment)
        panel.state = Panel.State.RUNNING
        panel.save(update_fields=["state", "changed_at"])
        spread(panel)
    made = Round.objects.create(
        panel=panel, number=number, kind=presets.first_kind(panel, number), state=Round.State.OPEN,
        opened_at=moment, closes_at=closes_at,
    )  # fmt: skip
    made.invited = seats_of(made).count()
    made.save(update_fields=["invited"])
    _ask(made, items, moment)
    enqueue("consensus.close", {"round": made.pk}, key=str(made.pk), not_before=closes_at, again=True)
    record(PLANNING_ROUND_OPENED, by=by, subject=panel, city=home_of(by), audience=among_us(panel),
           names=who_sit(panel), at=moment,
           detail={"round": made.pk, "number": number, "title": panel.title, "statements": len(items),
                   "closes_at": closes_at.isoformat()})  # fmt: skip
    return made


def _number(panel, collects_ideas):
    last = panel.rounds.order_by("-number").first()
    if collects_ideas:
        if last is not None:
            raise NotReady([_("Ideas are collected before the first rating.")])
        return 0
    return last.number + 1 if last else 1


def _ask(made, items, moment):
    """Put the newest wording of each statement into the round, and lock it."""
    newest = {}
    for one in Wording.objects.filter(item__in=items).order_by("item", "number"):
        newest[one.item_id] = one
    lock_wordings(newest.values(), at=moment)
    RoundItem.objects.bulk_create(
        RoundItem(round=made, item=item, wording=newest[item.pk], position=place) for place, item in enumerate(items, 1)
    )
