"""A shared text in memory: what it knows, whose its writers are, how far it has read the log."""

import asyncio
import logging

from pycrdt import Doc

from network.live import bounds
from network.live.protocol import MOST_DOCUMENT, Refused

log = logging.getLogger("network.live")

BREATH = 500


class HalfApplied(Exception):
    """The library raised while it applied an update: the replica may hold a part of it, and must be built anew."""


class Replica:
    """`doc` of pycrdt; `clocks`: client -> next clock; `owners`: client -> member id; `applied`: the last row it has.

    Of the document: `epoch`, `is_frozen`, `schema_version`, and `upto`, the row of the snapshot it was built from.
    """

    def __init__(self, doc, found):
        self.doc, self.owners = doc, found.owners
        self.clocks = bounds.clocks_of(doc.get_state())
        self.epoch, self.is_frozen, self.schema_version = found.epoch, found.is_frozen, found.schema_version
        self.applied, self.upto = found.head, found.upto
        self.size = len(found.snapshot) + sum(len(payload) for _seq, payload in found.rows)

    @classmethod
    async def load(cls, store, document, counts):
        """Build from the newest sound snapshot and the rows behind it. Raises Refused ("not-found").

        A row that cannot be applied is put into quarantine, counted, and told to the operators; the text opens without.
        """
        found = await store.load(document)
        if found is None:
            raise Refused("not-found")
        bad = set()
        while True:
            doc, failed = await _built(found, bad)
            if failed is None:
                break
            bad.add(failed)
        if bad:
            log.error("rows %s of %s cannot be applied; they are in quarantine", sorted(bad), document)
            counts["quarantined"] += len(bad)
            await store.quarantine(document, bad)
        return cls(doc, found)

    def strangers(self, brought, member):
        """Return those clients in whose name an update writes although they are another member's."""
        return [c for c in brought.news(self.clocks) if c in self.owners and self.owners[c] != member]

    def apply(self, brought, payload):
        """Apply a browser's update; return it, or b"" where it says nothing new.

        Raises Refused ("document-full") and HalfApplied.
        """
        if self.size + len(payload) > MOST_DOCUMENT:
            self.size = len(self.doc.get_update())
            if self.size + len(payload) > MOST_DOCUMENT:
                raise Refused("document-full")
        if brought.news(self.clocks):
            self._apply(payload)
        elif not self._changes(payload):
            return b""
        self.size += len(payload)
        return payload

    def _changes(self, payload):
        """Apply what brings no structs; say whether it deleted anything. State vectors do not tell of deletions."""
        heard = []
        watch = self.doc.observe(lambda _event: heard.append(True))
        try:
            self._apply(payload)
        finally:
            self.doc.unobserve(watch)
        return bool(heard)

    def _apply(self, payload):
        try:
            self.doc.apply_update(payload)
        except BaseException as error:  # a panic of the library beneath is no Exception
            raise HalfApplied(str(error)[:200]) from error

    def know(self, brought, member):
        """Note what an applied update of `member` brought; return (its clients, those that are new and now theirs)."""
        news = brought.news(self.clocks)
        self.clocks.update(news)
        fresh = [client for client in news if client not in self.owners]
        self.owners.update(dict.fromkeys(fresh, member))
        return sorted(brought.ranges), fresh

    def take_in(self, seq, payload):
        """Apply a row of the log that another process wrote; return those of its clients whose owner is not known.

        Raises HalfApplied.
        """
        if not payload:
            self.applied = seq
            return set()
        try:
            brought = bounds.read(payload)
        except ValueError as error:
            raise HalfApplied(str(error)) from error
        self._apply(payload)
        self.clocks.update(brought.news(self.clocks))
        self.size += len(payload)
        self.applied = seq
        return set(brought.ranges) - set(self.owners)


async def _built(found, bad):
    """Return (doc, None), or (None, the number of a row that cannot be applied). A long log does not hold up others."""
    doc = Doc()
    if found.snapshot:
        doc.apply_update(found.snapshot)
    for count, (seq, payload) in enumerate(found.rows, 1):
        if count % BREATH == 0:
            await asyncio.sleep(0)
        if payload and seq not in bad:
            try:
                doc.apply_update(payload)
            except BaseException:  # a panic of the library beneath is no Exception
                return None, seq
    return doc, None
