"""Closing a round: by the clock or by hand, once, with every answer in it or not in it."""

import json

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now
from resources.consensus import engine
from resources.consensus.actions.planning.rows import among_us, home_of, locked, who_run, who_sit
from resources.consensus.activity.results import RESULTS_CLOSED, RESULTS_ENDED
from resources.consensus.models import Item, Panel, Round, RoundItem
from resources.consensus.queries.results.computing import compute, inputs_of


@transaction.atomic
def close(round, *, by=None, at=None):
    """Close `round` and compute what it came to; returns it afresh. A round that is closed stays as it is.

    `by`: who closes it by hand, at any time; None: the clock, which closes nothing before `closes_at`. The row of the
    round is locked against answers, which share it (`actions/rating/rate.py`): those that hold it are waited for,
    those that come later are refused. The last round ends the panel; a statement without a verdict then is a result
    too: no consensus.
    """
    moment = at or now()
    panel = locked(round.panel)
    round = Round.objects.select_for_update().get(pk=round.pk)
    round.panel = panel
    if by is not None:
        demand(by, "consensus.run", panel)
    if round.state != Round.State.OPEN or (by is None and moment < round.closes_at):
        return round
    inputs = inputs_of(round)
    results, made = compute(round, inputs)
    for entry in round.entries.filter(pk__in=made):
        entry.result, entry.verdict = made[entry.pk]
        entry.save(update_fields=["result", "verdict"])
    is_last = round.number >= inputs["held"]["rounds"]
    _settle(round, {entry: verdict for entry, (_result, verdict) in made.items() if verdict})
    round.state, round.closed_at = Round.State.CLOSED, moment
    round.results, round.engine, round.invited = results, engine.VERSION, inputs["invited"]
    round.save(update_fields=["state", "closed_at", "results", "engine", "invited"])
    if is_last and panel.state == Panel.State.RUNNING:
        panel.state = Panel.State.ENDED
        panel.save(update_fields=["state", "changed_at"])
    verdicts = [verdict for _result, verdict in made.values()]
    record(
        RESULTS_ENDED if is_last else RESULTS_CLOSED, by=by, subject=panel, city=home_of(by), audience=among_us(panel),
        names={*who_sit(panel), *who_run(panel)}, at=moment,
        detail={"title": panel.title, "round": round.pk, "number": round.number,
                **{state.value: verdicts.count(state.value) for state in Item.State}},
    )  # fmt: skip
    return round


def _settle(round, verdicts):
    """Let statements be what the round made of them, {entry pk: verdict}; which are asked again is for planning."""
    said = {entry.item_id: verdicts[entry.pk] for entry in round.entries.filter(pk__in=verdicts).only("item_id")}
    rows = Item.objects.select_for_update().filter(pk__in=said).exclude(state=Item.State.WITHDRAWN)
    for item in rows.order_by("pk"):
        item.state = said[item.pk]
        item.settled_in = None if item.state == Item.State.OPEN else round
        item.save(update_fields=["state", "settled_in"])


def recompute(round):
    """Compute a closed round again from its stored answers; returns whether the same came out, bit for bit.

    False also where another version of the engine closed it. Writes nothing.
    """
    results, made = compute(round, round.results["inputs"])
    if round.engine != engine.VERSION or _bits(results) != _bits(round.results):
        return False
    stored = RoundItem.objects.filter(round=round).values_list("pk", "result", "verdict")
    return {pk: (_bits(result), verdict) for pk, result, verdict in stored} == {
        pk: (_bits(result), verdict) for pk, (result, verdict) in made.items()
    }


def _bits(data):
    return json.dumps(data, sort_keys=True)
