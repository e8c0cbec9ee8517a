"""What a Yjs update (format v1) brings and what it stands on, without looking at what it says.

Asked for every key stroke before the replica is touched: is anything missing in between, whose are the new structs?
It reads every byte, so that what is no update never reaches the library beneath; texts are checked to be UTF-8 and
nested values to be shallow, because that library trusts both. The format: yjs INTERNALS.md, UpdateDecoderV1.
"""

import json
from dataclasses import dataclass, field

from network.live.prose import FIELD
from network.live.protocol import Malformed, read_uint

MOST_DEPTH = 64
# Clocks are 32-bit numbers in the library beneath.
MOST_CLOCK = 2**31
MOST_CLIENT = 2**53
GC, DELETED, JSON, BINARY, STRING, EMBED, FORMAT, TYPE, ANY, SKIP = 0, 1, 2, 3, 4, 5, 6, 7, 8, 10
NAMED_TYPES, LAST_TYPE = (3, 5), 6
XML_ELEMENT, XML_TEXT = 3, 6


@dataclass
class Bounds:
    """`ranges`: client -> [(first clock, end)] of structs; `needs`: client -> the clock before which all is needed.

    `deletes`: client -> [(clock, length)]; `roots`: the names of shared types at the top that it writes into; `names`:
    what its elements and the formats of its letters are called, and other kinds of content by their number.
    """

    ranges: dict = field(default_factory=dict)
    needs: dict = field(default_factory=dict)
    deletes: dict = field(default_factory=dict)
    roots: set = field(default_factory=set)
    names: set = field(default_factory=set)

    def is_complete(self, clocks):
        """Whether a replica that has `clocks` (client -> next clock) can take in all of it at once."""
        ends = {}
        for client, ranges in self.ranges.items():
            known = clocks.get(client, 0)
            for start, end in sorted(ranges):
                if start > known:
                    return False
                known = max(known, end)
            ends[client] = known
        for needed in (self.needs, {c: max(a + n for a, n in parts) for c, parts in self.deletes.items() if parts}):
            for client, before in needed.items():
                if before > ends.get(client, 0) and before > clocks.get(client, 0):
                    return False
        return True

    def unknown(self, names):
        """Return the names of what it brings that is none of `names`, and of roots other than that of the text."""
        return (self.names - names) | (self.roots - {FIELD})

    def news(self, clocks):
        """Return {client: end} for those clients of whom it brings structs that `clocks` does not know."""
        ends = {client: max(end for _start, end in ranges) for client, ranges in self.ranges.items()}
        return {client: end for client, end in ends.items() if end > clocks.get(client, 0)}


def read(update):
    """Return the Bounds of an update. Raises Malformed for whatever is no update from the first byte to the last."""
    try:
        return _Reader(bytes(update)).update()
    except (IndexError, UnicodeDecodeError, RecursionError, OverflowError, json.JSONDecodeError) as error:
        raise Malformed(f"no update: {error}") from error


def clocks_of(state_vector):
    """Return {client: next clock} of an encoded state vector. Raises Malformed."""
    count, at = read_uint(state_vector, 0)
    clocks = {}
    for _ in range(count):
        client, at = read_uint(state_vector, at)
        clocks[client], at = read_uint(state_vector, at)
    if at != len(state_vector):
        raise Malformed("bytes behind the state vector")
    return clocks


class _Reader:
    def __init__(self, data):
        self.data, self.at = data, 0
        self.bounds = Bounds()

    def uint(self):
        byte = self.data[self.at]
        if byte < 128:
            self.at += 1
            return byte
        number, self.at = read_uint(self.data, self.at)
        return number

    def sized(self):
        length = self.uint()
        end = self.at + length
        if end > len(self.data):
            raise Malformed("bytes are cut off")
        part = self.data[self.at : end]
        self.at = end
        return part

    def text(self):
        return self.sized().decode()

    def value(self, depth=0):
        """Skip one of lib0's 'any' values."""
        if depth > MOST_DEPTH:
            raise Malformed("values are nested too deep")
        kind = self.data[self.at]
        self.at += 1
        if kind in (127, 126, 121, 120):
            return
        if kind == 125:
            while self.data[self.at] & 128:
                self.at += 1
            self.at += 1
        elif kind in (124, 123, 122):
            self.at += 4 if kind == 124 else 8
            if self.at > len(self.data):
                raise Malformed("a number is cut off")
        elif kind == 119:
            self.text()
        elif kind == 118:
            for _ in range(self.uint()):
                self.text()
                self.value(depth + 1)
        elif kind == 117:
            for _ in range(self.uint()):
                self.value(depth + 1)
        elif kind == 116:
            self.sized()
        else:
            raise Malformed(f"no value is of kind {kind}")

    def json(self):
        """Skip a value written as JSON."""
        text = self.text()
        if text != "undefined":
            json.loads(text)

    def need(self):
        client, clock = self.uint(), self.uint()
        needs = self.bounds.needs
        if clock >= needs.get(client, 0):
            needs[client] = clock + 1

    def update(self):
        for _ in range(self.uint()):
            structs, client, clock = self.uint(), self.uint(), self.uint()
            if client > MOST_CLIENT:
                raise Malformed("a client's number is too large")
            ranges = self.bounds.ranges.setdefault(client, [])
            for _ in range(structs):
                length, is_there = self.struct()
                if is_there:
                    if ranges and ranges[-1][1] == clock:
                        ranges[-1] = (ranges[-1][0], clock + length)
                    else:
                        ranges.append((clock, clock + length))
                clock += length
                if clock > MOST_CLOCK:
                    raise Malformed("a clock is too large")
            if not ranges:
                del self.bounds.ranges[client]
        for _ in range(self.uint()):
            client = self.uint()
            parts = self.bounds.deletes.setdefault(client, [])
            for _ in range(self.uint()):
                parts.append((self.uint(), self.uint()))
        if self.at != len(self.data):
            raise Malformed("bytes behind the update")
        return self.bounds

    def struct(self):
        """Skip one struct; return (length, whether it is there: skips are holes)."""
        info = self.data[self.at]
        self.at += 1
        kind = info & 31
        if kind in (GC, SKIP):
            length = self.uint()
            if not length:
                raise Malformed("a struct of no length")
            return length, kind == GC
        if info & 128:
            self.need()
        if info & 64:
            self.need()
        if not info & 192:
            if self.uint() == 1:
                self.bounds.roots.add(self.text())
            else:
                self.need()
            if info & 32:
                self.text()
        return self.content(kind), True

    def content(self, kind):
        if kind == STRING:
            text = self.text()
            length = len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
            if not length:
                raise Malformed("a struct of no length")
            return length
        if kind == FORMAT:
            self.bounds.names.add(self.text().partition("--")[0])
            self.json()
        elif kind == TYPE:
            type_ = self.uint()
            if type_ > LAST_TYPE:
                raise Malformed(f"no shared type is of kind {type_}")
            name = self.text() if type_ in NAMED_TYPES else ""
            if type_ != XML_TEXT:
                self.bounds.names.add(name if type_ == XML_ELEMENT else f"type {type_}")
        elif kind == BINARY:
            self.sized()
        elif kind == EMBED:
            self.json()
            self.bounds.names.add("embed")
        elif kind in (DELETED, JSON, ANY):
            length = self.uint()
            if not length:
                raise Malformed("a struct of no length")
            if kind != DELETED:
                for _ in range(length):
                    (self.json if kind == JSON else self.value)()
            return length
        else:
            raise Malformed(f"no content is of kind {kind}")
        return 1
