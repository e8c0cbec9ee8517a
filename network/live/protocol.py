"""The messages of the socket: y-protocols' sync and awareness, and three of our own. README.md tells the whole of it.

Numbers are lib0's variable-length unsigned integers, texts are UTF-8 with their length before them.
"""

import json

SYNC, AWARENESS, ASK_AWARENESS = 0, 1, 3
SAVED, REFUSED, HELLO = 100, 101, 102
STEP_1, STEP_2, UPDATE = 0, 1, 2
EMPTY = b"\x00\x00"

MOST_UPDATE = 1 << 20
MOST_DOCUMENT = 8 << 20
# Room for the type, the kind and the length around an update of the largest size.
MOST_MESSAGE = MOST_UPDATE + 64

# Why something was refused, and with which code the socket is closed then; None: it stays open.
CLOSES = {
    "malformed": 4400,
    "signed-out": 4401,
    "no-right": 4403,
    "comment-only": 4403,
    "read-only": 4403,
    "foreign-writer": 4403,
    "not-found": 4404,
    "rate": 4408,
    "too-many": 4408,
    "epoch": 4409,
    "incomplete": 4410,
    "too-large": 1009,
    "document-full": 4413,
    "frozen": 4423,
    "schema": None,
    "again": 1013,
    "restart": 1012,
}


class Malformed(ValueError):
    """These bytes are no message, or no update."""


class Refused(Exception):
    """What was sent is not taken; `code` is a key of CLOSES, `detail` is for developers and logs."""

    def __init__(self, code, detail=""):
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail = code, detail

    @property
    def close(self):
        """The code with which the socket is closed, or None."""
        return CLOSES[self.code]


def uint(number):
    """Encode one number."""
    out = bytearray()
    while number > 127:
        out.append(128 | (number & 127))
        number >>= 7
    out.append(number)
    return bytes(out)


def sized(data):
    """Encode bytes with their length before them."""
    return uint(len(data)) + data


def read_uint(data, at):
    """Return (number, where it ends). Raises Malformed beyond 63 bits or at the end of the data."""
    number = shift = 0
    try:
        while True:
            byte = data[at]
            at += 1
            number |= (byte & 127) << shift
            if byte < 128:
                return number, at
            shift += 7
            if shift > 56:
                raise Malformed("a number is too long")
    except IndexError:
        raise Malformed("a number is cut off") from None


def read_sized(data, at):
    """Return (bytes, where they end)."""
    length, at = read_uint(data, at)
    if at + length > len(data):
        raise Malformed("bytes are cut off")
    return data[at : at + length], at + length


def sync(kind, payload):
    """One of the three sync messages."""
    return bytes((SYNC, kind)) + sized(payload)


def awareness(update):
    """An awareness message."""
    return bytes((AWARENESS,)) + sized(update)


def saved(count):
    """'The first `count` step 2 and update messages of this connection are committed.'"""
    return bytes((SAVED,)) + uint(count)


def refused(code, detail=""):
    """'This was not taken': the page says it in the reader's language by the code."""
    return bytes((REFUSED,)) + sized(code.encode()) + sized(detail.encode())


def hello(facts):
    """What this connection may do: JSON with role, epoch, schema, seq, member, and `because` where it is less."""
    return bytes((HELLO,)) + sized(json.dumps(facts, ensure_ascii=False).encode())


def read(data):
    """Return (type, kind, payload) of a message from a browser; kind is None but for sync. Raises Malformed."""
    if not data:
        raise Malformed("an empty message")
    type_ = data[0]
    if type_ == SYNC:
        kind = data[1] if len(data) > 1 else -1
        if kind not in (STEP_1, STEP_2, UPDATE):
            raise Malformed("no kind of sync")
        payload, end = read_sized(data, 2)
    elif type_ == AWARENESS:
        kind = None
        payload, end = read_sized(data, 1)
    elif type_ == ASK_AWARENESS:
        return type_, None, b""
    else:
        raise Malformed(f"no message is of type {type_}")
    if end != len(data):
        raise Malformed("bytes behind the end")
    return type_, kind, payload
