"""Whole lists stay counted across changes: what was counted before a change is mended by what changed, not redone.

Counting a million entries anew takes some fifty milliseconds, and any edit anywhere would ask for it. So the answer to
a question without words keeps the state of the index that it was made from; in a later state only the entries changed
since are counted, as they were and as they are. What was looked for by words is not carried on: its ranking depends on
everything.
"""

import threading
from collections import Counter, OrderedDict
from dataclasses import dataclass

import tantivy
from tantivy import Occur, Query

from network.catalogue.models import Change

MOST_CHANGES = 200
"""Beyond so many changed entries, counting anew is as quick."""
SLACK = 40
"""So many hits behind the page are kept, to move up when some before them go away."""
MOST_STATES = 3
"""So many earlier states of the index are held open; their files stay on the disk as long."""


@dataclass
class Answer:
    """What one question gave in one state: the total, {facet: Counter}, [(published, entry)] in the order asked for."""

    snapshot: object
    total: int
    counts: dict
    hits: list
    is_all: bool


class Kept:
    """The last answers of this process, none of them from a state older than the last few."""

    def __init__(self, most):
        self._most, self._answers, self._states = most, OrderedDict(), OrderedDict()
        self._lock = threading.Lock()

    def get(self, key, snapshot):
        """Return the Answer kept under `key`, None if there is none or its state is no longer held."""
        with self._lock:
            self._hold(snapshot)
            answer = self._answers.get(key)
            if answer is None:
                return None
            self._answers.move_to_end(key)
            return answer if answer.snapshot.generation in self._states else None

    def put(self, key, answer):
        """Keep an Answer."""
        with self._lock:
            self._hold(answer.snapshot)
            self._answers[key] = answer
            self._answers.move_to_end(key)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)

    def clear(self):
        """Forget everything."""
        with self._lock:
            self._answers.clear()
            self._states.clear()

    def _hold(self, snapshot):
        if snapshot.generation in self._states:
            return
        self._states[snapshot.generation] = True
        while len(self._states) > MOST_STATES:
            self._states.popitem(last=False)
            old = [key for key, one in self._answers.items() if one.snapshot.generation not in self._states]
            for key in old:
                del self._answers[key]


def changed_between(old, new):
    """Return the entries (ids) that changed between two Snapshots, None if they are too many or not known."""
    first, last = old.position, new.position
    if first is None or last is None or first > last or old.folder != new.folder:
        return None
    changes = Change.objects.filter(number__gt=first, number__lte=last).order_by("number")
    rows = list(changes.values_list("number", "entry_id")[: MOST_CHANGES + 1])
    # Numbers are gapless: a missing one was swept away.
    if len(rows) != last - first or len(rows) > MOST_CHANGES:
        return None
    return {entry for _number, entry in rows}


def mended(answer, snapshot, *, asked, jobs, limit, is_newest, count, top):
    """Return the Answer in the state `snapshot`, from that of an earlier state; None where it has to be made anew.

    `asked` are the queries of the list, `jobs` [(query, facets)] those of its counts; `count(snapshot, query, facets)`
    and `top(snapshot, query, limit)` -> (total, [(published, entry)]) ask the index. `limit` hits are wanted.
    """
    ids = changed_between(answer.snapshot, snapshot)
    if ids is None:
        return None
    if not ids:
        return Answer(snapshot, answer.total, answer.counts, answer.hits, answer.is_all)
    counts = {name: Counter(counter) for name, counter in answer.counts.items()}
    for query, names in jobs:
        for state, sign in ((answer.snapshot, -1), (snapshot, 1)):
            for name, counter in count(state, _among(query, ids, state.schema), names).items():
                for word, number in counter.items():
                    counts[name][word] += sign * number
    total, fresh = answer.total, []
    for query in asked:
        total -= top(answer.snapshot, _among(query, ids, answer.snapshot.schema), 1)[0]
        met, hits = top(snapshot, _among(query, ids, snapshot.schema), len(ids))
        total += met
        fresh += hits
    stayed = [hit for hit in answer.hits if hit[1] not in ids]
    # Behind the last one that was kept there may be others, which a newcomer from there must not overtake.
    if stayed and not answer.is_all:
        edge = answer.hits[-1][0]
        fresh = [hit for hit in fresh if (hit[0] > edge if is_newest else hit[0] < edge)]
    hits = sorted([*stayed, *fresh], key=lambda hit: hit[0], reverse=is_newest)
    if not answer.is_all and len(hits) < limit:
        return None
    is_all = answer.is_all and len(hits) <= limit + SLACK
    counts = {name: Counter({word: n for word, n in some.items() if n > 0}) for name, some in counts.items()}
    return Answer(snapshot, total, counts, hits[: limit + SLACK], is_all)


def _among(query, ids, schema):
    """Narrow a query to some entries."""
    among = Query.boolean_query([(Occur.Should, tantivy.Query.term_query(schema, "entry", pk)) for pk in sorted(ids)])
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(among, 0.0))])
