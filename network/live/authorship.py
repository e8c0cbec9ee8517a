"""Who wrote the letters that can be read now: from a full Yjs state alone, by block and by client.

A full state names, for each stretch of letters, its writer (the client) and what it stood beside when it was written;
from that the block it is in is found, and the order of the blocks is worked out as Yjs does it (YATA, `Item.integrate`
of yjs 13.6).
"""

from bisect import bisect_right

from network.live import updates
from network.live.prose import FIELD

STRING, TYPE, VALUES = 4, 7, 8


class _Store:
    """The structs of a full state, by client in the order of clocks, with what was deleted."""

    def __init__(self, state):
        reading = updates.read(state, items=True)
        self.items, self.starts, self.places = reading.items, {}, {}
        for place, item in enumerate(self.items):
            self.starts.setdefault(item[0], []).append(item[1])
            self.places.setdefault(item[0], []).append(place)
        self.gone = {}
        for client, ranges in reading.deletes.items():
            self.gone[client] = _joined(ranges)
        self.parents = {}

    def at(self, name):
        """Return the place of the struct that holds (client, clock), or None."""
        client, clock = name
        starts = self.starts.get(client)
        return self.places[client][bisect_right(starts, clock) - 1] if starts and clock >= starts[0] else None

    def within(self, place):
        """Return (parent, key) of a struct: the parent is the name of a root, the place of a struct, or None.

        The key is that of an attribute. Only the first of a row of neighbours carries both.
        """
        trail = []
        while place not in self.parents:
            _, _, _, _, origin, right, parent, key, _ = self.items[place]
            trail.append(place)
            if parent is not None or not (origin or right):
                found = (parent if isinstance(parent, str) or parent is None else self.at(parent), key)
                break
            place = self.at(origin or right)
            if place is None or len(trail) > len(self.items):
                found = (None, None)
                break
        else:
            found = self.parents[place]
        for each in trail:
            self.parents[each] = found
        return found

    def living(self, item):
        """Return the letters (code points) of a string that are not deleted."""
        client, clock, length, _, _, _, _, _, text = item
        starts, stops = self.gone.get(client, ((), ()))
        k = bisect_right(starts, clock) - 1
        if (k < 0 or stops[k] <= clock) and (k + 1 >= len(starts) or starts[k + 1] >= clock + length):
            return len(text)
        if k >= 0 and stops[k] >= clock + length:
            return 0
        left, at = 0, clock
        for letter in text:
            k = bisect_right(starts, at) - 1
            left += k < 0 or stops[k] <= at
            at += 2 if ord(letter) > 0xFFFF else 1
        return left

    def is_gone(self, item):
        starts, stops = self.gone.get(item[0], ((), ()))
        k = bisect_right(starts, item[1]) - 1
        return k >= 0 and stops[k] > item[1]


def letters(state):
    """Return {block: {client: letters}} of what can be read in a full state; empty blocks and writers are left out.

    A block (a child of the fragment) is named by its attribute `id`, else by its place among the blocks. Letters are
    code points; their sum is the length of the text. Raises `updates.Malformed`.
    """
    store = _Store(state)
    top, names, counts, found = [], {}, {}, {}
    block_of = {}
    for place, item in enumerate(store.items):
        kind = item[3]
        if kind in (0, 10):
            continue
        parent, key = store.within(place)
        if kind == STRING and key is None:
            if parent is not None and (count := store.living(item)):
                counts.setdefault(_block(store, parent, block_of), []).append((item[0], count))
        elif kind == VALUES and key == "id" and not store.is_gone(item):
            names[parent] = _string(item[8])
        if parent == FIELD and key is None:
            top.append(place)
    order = _order(store, top)
    visible = [place for place in order if store.items[place][3] == TYPE and not store.is_gone(store.items[place])]
    for number, place in enumerate(visible):
        if place not in counts:
            continue
        name = names.get(place) or str(number)
        by_client = found.setdefault(name if name not in found else str(number), {})
        for client, count in counts[place]:
            by_client[client] = by_client.get(client, 0) + count
    return found


def _block(store, place, known):
    """Return the place of the block in which a struct lies, or None outside the fragment."""
    trail = []
    while isinstance(place, int) and place not in known:
        trail.append(place)
        parent = store.within(place)[0]
        if parent == FIELD:
            known[place] = place
        elif not isinstance(parent, int) or len(trail) > len(store.items):
            known[place] = None
        else:
            place = parent
    found = known.get(place) if isinstance(place, int) else None
    for each in trail:
        known[each] = found
    return found


def _order(store, places):
    """Return the structs of one list in the order in which they are read."""
    inside = set(places)
    following, before_all = {}, None
    done = set()

    def beside(place):
        """Return (place of the left neighbour at birth, of the right one) within the list."""
        item = store.items[place]
        return tuple(at if (at := store.at(name) if name else None) in inside else None for name in (item[4], item[5]))

    def put(place):
        nonlocal before_all
        left, right = beside(place)
        client, origin, right_origin = store.items[place][0], store.items[place][4], store.items[place][5]
        other = following.get(left) if left is not None else before_all
        conflicting, passed = set(), set()
        while other is not None and other != right:
            passed.add(other)
            conflicting.add(other)
            its = store.items[other]
            if its[4] == origin:
                if its[0] < client:
                    left = other
                    conflicting.clear()
                elif its[5] == right_origin:
                    break
            elif its[4] is not None and (at := store.at(its[4])) in passed:
                if at not in conflicting:
                    left = other
                    conflicting.clear()
            else:
                break
            other = following.get(other)
        if left is None:
            following[place], before_all = before_all, place
        else:
            following[place], following[left] = following.get(left), place

    for first in places:
        stack = [first]
        while stack:
            place = stack[-1]
            waiting = [at for at in beside(place) if at is not None and at not in done]
            if place in done or not waiting or len(stack) > len(places) + 1:
                stack.pop()
                if place not in done:
                    done.add(place)
                    put(place)
            else:
                stack += waiting
    found, place = [], before_all
    while place is not None:
        found.append(place)
        place = following.get(place)
    return found


def _joined(ranges):
    """Return (starts, stops) of ranges in order, those that touch joined."""
    starts, stops = [], []
    for clock, length in sorted(ranges):
        if stops and clock <= stops[-1]:
            stops[-1] = max(stops[-1], clock + length)
        else:
            starts.append(clock)
            stops.append(clock + length)
    return starts, stops


def _string(raw):
    """Return the text that an encoded value is, or None."""
    if not raw or raw[0] != 119:
        return None
    try:
        value, end = updates.text(raw, 1)
    except UnicodeDecodeError:
        return None
    return value if end == len(raw) else None
