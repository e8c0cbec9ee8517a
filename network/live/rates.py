"""How fast one socket may send. Who is faster is slowed: nothing more is read from it, so nothing piles up here."""

import time

from network.live import protocol
from network.live.protocol import Refused

MESSAGES, MOST_MESSAGES = 60, 400
BYTES, MOST_BYTES = 1 << 20, 6 << 20
# Each time a tab comes back to the front it asks; beyond any such habit the text is not sent again and again.
ASKS, MOST_ASKS = 0.5, 30
MOVES, MOST_MOVES = 10, 40
LONGEST_PAUSE = 2.0
# Slowed for that long without a break is no person.
MOST_SLOWED = 60.0


class Bucket:
    """Tokens that come back at `rate` a second, at most `most`."""

    def __init__(self, rate, most):
        self.rate, self.most, self.left, self.at = rate, most, float(most), time.monotonic()

    def take(self, count=1):
        """Take tokens, even those that are not there; return how many seconds it is overdrawn by."""
        now = time.monotonic()
        self.left = min(self.most, self.left + (now - self.at) * self.rate) - count
        self.at = now
        return max(0.0, -self.left / self.rate)


class Rates:
    """The buckets of one socket."""

    def __init__(self):
        self.messages = Bucket(MESSAGES, MOST_MESSAGES)
        self.bytes = Bucket(BYTES, MOST_BYTES)
        self.asks = Bucket(ASKS, MOST_ASKS)
        self.moves = Bucket(MOVES, MOST_MOVES)
        self.slowed = 0.0

    def pause(self, type_, kind, size):
        """Return how long to wait before this message is looked at. Raises Refused ("rate") for what goes on and on."""
        asks = type_ == protocol.ASK_AWARENESS or (type_ == protocol.SYNC and kind == protocol.STEP_1)
        if asks and self.asks.take() > 0:
            raise Refused("rate", "the whole text is asked for too often")
        pause = min(LONGEST_PAUSE, max(self.messages.take(), self.bytes.take(size)))
        self.slowed = self.slowed + pause if pause else max(0.0, self.slowed - 0.01)
        if self.slowed > MOST_SLOWED:
            raise Refused("rate")
        return pause

    def may_move(self):
        """Say whether a message of presence is let through; what is dropped is made good by the next."""
        if self.moves.take() > 0:
            self.moves.left += 1
            return False
        return True
