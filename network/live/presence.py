"""Who is in the text at this moment, and where: y-protocols' awareness, with `user` written by the server.

Nothing of it is stored, and all of it may vanish. Many moves within a moment become one message with the last of each.
"""

import asyncio
import json
import time

from network.live.protocol import Malformed, awareness, read_sized, read_uint, sized, uint

EVERY = 0.2
MOST_STATE = 4096
MOST_CLIENTS = 3
MOST_ENTRIES = 16
# Colours that carry black text and differ from each other; a name always stands beside them.
COLOURS = ("#ffb3a7", "#9bd3f5", "#b5e3a1", "#f7d774", "#d9b8f5", "#8fe0d0", "#f5b5d8", "#d6cdb8")


def user_of(member):
    """Return what others are told of a member: id, name, and a colour that stays the same."""
    return {"id": member.pk, "name": member.get_short_name(), "color": COLOURS[member.pk % len(COLOURS)]}


def parse(update):
    """Return [(client, clock, state or None)]. Raises Malformed."""
    count, at = read_uint(update, 0)
    if count > MOST_ENTRIES:
        raise Malformed("too many at once")
    found = []
    for _ in range(count):
        client, at = read_uint(update, at)
        clock, at = read_uint(update, at)
        text, at = read_sized(update, at)
        try:
            state = json.loads(text) if len(text) <= MOST_STATE else {}
        except (ValueError, RecursionError):
            raise Malformed("a state is not JSON") from None
        if state is not None and not isinstance(state, dict):
            raise Malformed("a state is no object")
        found.append((client, clock, state))
    if at != len(update):
        raise Malformed("bytes behind the states")
    return found


def message(entries):
    """Make one message of [(client, clock, state or None)]."""
    body = b"".join(
        uint(client) + uint(clock) + sized(json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode())
        for client, clock, state in entries
    )
    return awareness(uint(len(entries)) + body)


class Presence:
    """The states of one room. `tell(message)` sends to everybody in it, `tell_far(entries)` to the other processes.

    `far` holds what those told: process -> client -> (clock, state).
    """

    def __init__(self, tell, tell_far=lambda entries: None):
        self.tell, self.tell_far = tell, tell_far
        self.states = {}
        self.owners = {}
        self.far = {}
        self.changed = {}
        self.news = {}
        self.timer = None
        self.dropped = 0

    def take(self, connection, update):
        """Take in what a browser says of itself; what it says of others is dropped and counted. Raises Malformed."""
        for client, clock, state in parse(update):
            owner = self.owners.get(client)
            mine = [c for c, o in self.owners.items() if o is connection]
            far = self._far(client)
            if (
                (far is not None and owner is None and far[1]["user"]["id"] != connection.member)
                or (
                    owner is not None
                    and owner is not connection
                    and not owner.gone
                    and owner.member != connection.member
                )
                or (owner is not connection and len(mine) >= MOST_CLIENTS)
            ):
                self.dropped += 1
                continue
            if client in self.states and clock < self.states[client][0] and owner is connection:
                continue
            if state is None:
                self._forget(client, clock)
                continue
            state["user"] = connection.user
            self.states[client] = (clock, state, time.monotonic())
            self.owners[client] = connection
            self._tell_soon(client, clock, state)

    def leave(self, connection):
        """Take away what a connection said of itself."""
        for client in [c for c, owner in self.owners.items() if owner is connection]:
            self._forget(client, self.states[client][0] + 1)

    def here(self):
        """Return [(client, clock, state)] of those who are connected to this process."""
        return [(client, clock, state) for client, (clock, state, _at) in self.states.items()]

    def everybody(self):
        """One message with all states, or b""."""
        far = {client: row for rows in self.far.values() for client, row in rows.items()}
        there = [(client, clock, state) for client, (clock, state) in far.items() if client not in self.states]
        found = self.here() + there
        return message(found) if found else b""

    # -- by way of other processes ---------------------------------------------------------------------------------
    def take_from(self, process, entries):
        """Take in [[client, clock, state or None]] that another process tells of its people."""
        rows = self.far.setdefault(process, {})
        for client, clock, state in entries:
            known = rows.pop(client, None)
            if state is not None:
                rows[client] = (clock, state)
            elif known is None:
                continue
            if client not in self.states:
                self._change(client, clock, state)

    def forget(self, process):
        """Take away the people of a process that is heard no more."""
        for client, (clock, _state) in self.far.pop(process, {}).items():
            if client not in self.states and self._far(client) is None:
                self._change(client, clock + 1, None)

    def _far(self, client):
        return next((rows[client] for rows in self.far.values() if client in rows), None)

    # -- telling ---------------------------------------------------------------------------------------------------
    def _forget(self, client, clock):
        self.states.pop(client, None)
        self.owners.pop(client, None)
        self._tell_soon(client, clock, None)

    def _tell_soon(self, client, clock, state):
        self.news[client] = (clock, state)
        # Whoever leaves here may be connected elsewhere by now.
        far = self._far(client) if state is None else None
        self._change(client, max(clock, far[0]) if far else clock, far[1] if far else state)

    def _change(self, client, clock, state):
        if client in self.changed:
            self.dropped += 1
        self.changed[client] = (clock, state)
        if self.timer is None:
            self.timer = asyncio.get_running_loop().call_later(EVERY, self._tell)

    def _tell(self):
        self.timer = None
        changed, self.changed = self.changed, {}
        news, self.news = self.news, {}
        self.tell(message([(client, clock, state) for client, (clock, state) in changed.items()]))
        if news:
            self.tell_far([(client, clock, state) for client, (clock, state) in news.items()])
