"""Reading Yjs updates (encoding version 1, yjs 13.6 `encoding.js`) in plain Python, without applying them.

Which client wrote which clocks, what each struct holds and stands beside, what was deleted: the memory of who wrote
what is made of. Clocks and lengths count UTF-16 code units, as JavaScript does. What a socket asks of every key stroke
(is something missing before it?) is in `bounds`, which looks at less and trusts less.
"""

import struct


class Malformed(ValueError):
    """The bytes are not one whole update."""


class Reading:
    """What an update says: `clients` {client: (first clock, length)}, `deletes` {client: [(clock, length)]}, `size`.

    `items` (asked for) are its structs: (client, clock, length, kind, origin, right origin, parent, key, value).
    """

    __slots__ = ("clients", "deletes", "items", "size")

    def __init__(self, size):
        self.clients, self.deletes, self.items, self.size = {}, {}, [], size


def _varint(data, at):
    byte = data[at]
    at += 1
    if byte < 128:
        return byte, at
    number, shift = byte & 127, 7
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 127) << shift
        if byte < 128:
            return number, at
        shift += 7
        if shift > 63:
            raise Malformed("a number is too long")


def _bytes(data, at):
    length, at = _varint(data, at)
    end = at + length
    if end > len(data):
        raise Malformed("it ends too early")
    return data[at:end], end


def text(data, at):
    raw, at = _bytes(data, at)
    return raw.decode("utf-8", "surrogatepass"), at


_SIZES = {124: 4, 123: 8, 122: 8}
_DEEPEST = 64


def _skip_any(data, at, depth=0):
    """Pass over a value of lib0's `encodeAny`."""
    if depth > _DEEPEST:
        raise Malformed("a value is nested too deeply")
    kind = data[at]
    at += 1
    if kind in (127, 126, 120, 121):
        return at
    if kind == 125:
        while data[at] > 127:
            at += 1
        return at + 1
    if kind in _SIZES:
        return at + _SIZES[kind]
    if kind in (119, 116):
        return _bytes(data, at)[1]
    if kind in (118, 117):
        count, at = _varint(data, at)
        if count > len(data):
            raise Malformed("it ends too early")
        for _ in range(count):
            if kind == 118:
                at = _bytes(data, at)[1]
            at = _skip_any(data, at, depth + 1)
        return at
    raise Malformed(f"no such kind of value: {kind}")


def _units(raw):
    """Return the UTF-16 code units of UTF-8 bytes."""
    if raw.isascii():
        return len(raw)
    return len(raw.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")) // 2


def read(update, *, items=False):
    """Return the `Reading` of an update. Raises `Malformed` for anything but one whole update."""
    try:
        return _read(bytes(update), items)
    except (IndexError, struct.error, UnicodeDecodeError) as fault:
        raise Malformed("it ends too early or is no text") from fault


def _read(data, items):
    reading = Reading(len(data))
    count, at = _varint(data, 0)
    for _ in range(count):
        structs, at = _varint(data, at)
        client, at = _varint(data, at)
        first, at = _varint(data, at)
        clock = first
        for _ in range(structs):
            info = data[at]
            at += 1
            kind = info & 31
            if kind in (0, 10):
                length, at = _varint(data, at)
                if items:
                    reading.items.append((client, clock, length, kind, None, None, None, None, None))
                elif kind == 10 and clock == first:
                    first += length  # what is skipped is not there
                clock += length
                continue
            origin = right = parent = key = None
            if info & 128:
                a, at = _varint(data, at)
                b, at = _varint(data, at)
                origin = (a, b)
            if info & 64:
                a, at = _varint(data, at)
                b, at = _varint(data, at)
                right = (a, b)
            if not info & 192:
                named, at = _varint(data, at)
                if named == 1:
                    parent, at = text(data, at)
                else:
                    a, at = _varint(data, at)
                    b, at = _varint(data, at)
                    parent = (a, b)
                if info & 32:
                    key, at = text(data, at)
            length, value, at = _content(data, at, kind, items)
            if items:
                reading.items.append((client, clock, length, kind, origin, right, parent, key, value))
            clock += length
        if client in reading.clients:
            start, length = reading.clients[client]
            reading.clients[client] = (min(start, first), max(start + length, clock) - min(start, first))
        else:
            reading.clients[client] = (first, clock - first)
    count, at = _varint(data, at)
    for _ in range(count):
        client, at = _varint(data, at)
        ranges, at = _varint(data, at)
        gone = reading.deletes.setdefault(client, [])
        for _ in range(ranges):
            clock, at = _varint(data, at)
            length, at = _varint(data, at)
            gone.append((clock, length))
    if at != len(data):
        raise Malformed("something follows its end")
    return reading


def _content(data, at, kind, items):
    """Return (length, value if it is a text or a type, place after it) of the content of one item."""
    if kind == 4:
        raw, at = _bytes(data, at)
        return _units(raw), raw.decode("utf-8", "surrogatepass") if items else None, at
    if kind == 1:
        length, at = _varint(data, at)
        return length, None, at
    if kind == 6:
        at = _bytes(data, at)[1]
        return 1, None, _bytes(data, at)[1]
    if kind == 7:
        type_, at = _varint(data, at)
        name = None
        if type_ in (3, 5):
            name, at = text(data, at)
        return 1, (type_, name), at
    if kind == 8:
        length, at = _varint(data, at)
        if length > len(data):
            raise Malformed("it ends too early")
        start = at
        for _ in range(length):
            at = _skip_any(data, at)
        return length, data[start:at] if items else None, at
    if kind in (3, 5):
        return 1, None, _bytes(data, at)[1]
    if kind == 2:
        length, at = _varint(data, at)
        if length > len(data):
            raise Malformed("it ends too early")
        for _ in range(length):
            at = _bytes(data, at)[1]
        return length, None, at
    if kind == 9:
        at = _bytes(data, at)[1]
        return 1, None, _skip_any(data, at)
    raise Malformed(f"no such kind of content: {kind}")


def clients(update):
    """Return the clients whose writing an update carries."""
    return {client for client, (_, length) in read(update).clients.items() if length}


def says_something(heard):
    """Tell whether any of the updates that an observer heard brings or deletes something."""
    return any(reading.clients or reading.deletes for reading in map(read, heard))
