"""The rounds before one: what its statements may be compared with, on the same seats."""

from collections import Counter, defaultdict

from resources.consensus import engine
from resources.consensus.models import Rating, Round, RoundItem, Wording


class Earlier:
    """What was rated in closed rounds before `round`, by the seats that belonged to them when they closed."""

    def __init__(self, round, inputs, rules):
        self.rules, self.left_out = rules, set(inputs["left_out"])
        self.entries = defaultdict(list)
        """{item pk: its entries in rounds before, oldest first}"""
        self.answers, self.wordings = defaultdict(dict), defaultdict(list)
        self.groups, self.first_raters = {}, ()
        rounds = list(
            Round.objects.filter(
                panel=round.panel_id, number__lt=round.number, state=Round.State.CLOSED, kind=Round.Kind.RATING
            ).order_by("number")
        )
        if rounds:
            self._read(rounds)

    def _read(self, rounds):
        seats = {}
        for one in rounds:
            seats[one.pk] = {key: group for group, keys in one.results["inputs"]["seats"].items() for key in keys}
            self.groups |= seats[one.pk]
        place = {one.pk: position for position, one in enumerate(rounds)}
        rows = RoundItem.objects.filter(round__in=rounds).select_related("wording")
        for entry in sorted(rows, key=lambda row: (place[row.round_id], row.pk)):
            self.entries[entry.item_id].append(entry)
        wanted = {entry.pk: entry for found in self.entries.values() for entry in (found[0], found[-1])}
        given = Rating.objects.filter(entry__in=wanted, value__isnull=False).order_by()
        for entry, seat, value in given.values_list("entry_id", "seat_id", "value").iterator(20000):
            if seat not in self.left_out and seat in seats[wanted[entry].round_id]:
                self.answers[entry][seat] = value
        first = rounds[0].pk
        self.first_raters = {
            seat for pk, entry in wanted.items() if entry.round_id == first for seat in self.answers[pk]
        }
        for wording in Wording.objects.filter(item__in=self.entries).only("item", "number", "is_editorial"):
            self.wordings[wording.item_id].append(wording)

    def change(self, entry, given, seats):
        """Return how a statement moved since it was rated before, on the same seats; None if it may not be compared.

        {"entry": the earlier entry, "all": …, "groups": {group: …}, "before": [{group: {value: n}} of each earlier
        round, as it was published]}. Not compared: what was not rated before, and what reads differently now, unless
        only slips were mended.
        """
        if not self.entries.get(entry.item_id):
            return None
        last = self.entries[entry.item_id][-1]
        alike = [one for one in self.entries[entry.item_id] if self._reads_alike(one, entry)]
        if last not in alike:
            return None
        now = {seat: value for seat, value in given.items() if value is not None}
        old = self.answers[last.pk]
        # A seat counts in the group that it sits in now.
        old_groups, new_groups = defaultdict(dict), defaultdict(dict)
        for seat, value in old.items():
            old_groups[seats.get(seat) or self.groups[seat]][seat] = value
        for seat, value in now.items():
            new_groups[seats[seat]][seat] = value
        keys = sorted(set(old_groups) | set(new_groups))
        return {
            "entry": last.pk,
            "all": moved(old, now, self.rules),
            "groups": {key: moved(old_groups[key], new_groups[key], self.rules) for key in keys},
            "before": [_published(one.result) for one in alike],
        }

    def _reads_alike(self, last, entry):
        return all(
            wording.is_editorial
            for wording in self.wordings[entry.item_id]
            if last.wording.number < wording.number <= entry.wording.number
        )

    def attrition(self, entry, raters):
        """Return how those who no longer answer had rated this statement at first, beside those who stay; or None."""
        if not self.entries.get(entry.item_id):
            return None
        old = self.answers[self.entries[entry.item_id][0].pk]
        stayers = [old[seat] for seat in sorted(old) if seat in raters]
        gone = [old[seat] for seat in sorted(old) if seat not in raters]
        return engine.attrition(stayers, gone, self.rules)


def moved(old, now, rules):
    """Return the engine's figures of stability, of {seat: value} before and now, and how much they leave open.

    `left`, `joined`: how many rated only once. `spare`, `spare_thirds`: how many more ratings moved than the two
    distributions need at least: with fewer to spare than came or went, one could tell what those had said.
    """
    both = sorted(set(old) & set(now))
    first, second = [old[seat] for seat in both], [now[seat] for seat in both]
    thirds = [[rules.third_of(value) for value in side] for side in (first, second)]
    return engine.stability(first, second, rules) | {
        "left": len(old) - len(both),
        "joined": len(now) - len(both),
        "spare": _changed(first, second) - _least(first, second),
        "spare_thirds": _changed(*thirds) - _least(*thirds),
    }


def _changed(first, second):
    return sum(a != b for a, b in zip(first, second, strict=True))


def _least(first, second):
    """Return how many have to move at least to make one distribution the other, of equally many."""
    return (Counter(first) - Counter(second)).total()


def _published(result):
    """Return {group: {value: n}} of a closed round, without zeros."""
    return {
        key: {value: n for value, n in figures["counts"].items() if n}
        for key, figures in sorted(result["groups"].items())
    }
