"""One socket: who it is, what it may do, what it sends, what waits to be sent to it. Plain ASGI."""

import asyncio
import logging
import secrets
import time
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.http import parse_cookie
from django.http.request import split_domain_port, validate_host

from network.live import asking, comments_only, protocol
from network.live.hub import ASK_EVERY, MOST_PER_MEMBER, MOST_SOCKETS
from network.live.line import Line
from network.live.presence import user_of
from network.live.protocol import Malformed, Refused
from network.live.rates import Rates
from network.live.registry import COMMENT, READ
from network.live.room import Entry, Incomplete
from network.live.store import Failure

log = logging.getLogger("network.live")


def origin_is_ours(headers):
    """Say whether a page of this portal opened the socket: its origin is the host that was asked, or SITE_URL."""
    origin = headers.get(b"origin", b"").decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    parts = urlsplit(origin)
    if parts.scheme not in ("https",) if settings.HTTPS else parts.scheme not in ("http", "https"):
        return False
    domain, _port = split_domain_port(host)
    return parts.netloc == host and bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


class Socket(Line):
    """A connection of one member to one shared text."""

    def __init__(self, hub, scope, receive, send):
        super().__init__(hub, scope, send)
        self.receive = receive
        self.key = secrets.token_hex(8)
        self.session = self.member = self.user = self.subject = None
        self.role, self.because, self.owns, self.names = READ, "", None, None
        self.number = 0
        self.owed = False
        self.again = False
        self.due = 0.0
        self.rates = Rates()

    # -- a life ----------------------------------------------------------------------------------------------------
    async def run(self, name, key):
        """Serve the socket from its opening to its end."""
        headers = dict(self.scope["headers"])
        await self.receive()
        if not origin_is_ours(headers):
            self.hub.counts["origin"] += 1
            await self.send({"type": "websocket.close", "code": 4403})
            return
        await self.send({"type": "websocket.accept"})
        writer = asyncio.create_task(self.write())
        self.hub.sockets.add(self)
        try:
            await self._open(headers, name, key)
            await self._listen()
        except Refused as refusal:
            self.refuse(refusal.code, refusal.detail)
        except Failure:
            log.warning("a socket was not opened: the database does not answer")
            self.refuse("again")
        except Exception:
            log.exception("a socket failed")
            self.refuse("again")
        finally:
            self.hub.sockets.discard(self)
            if self.room is not None:
                self.room.leave(self)
            await self.end(writer)

    async def _open(self, headers, name, key):
        cookies = parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))
        query = parse_qsl(self.scope["query_string"].decode("latin-1"), max_num_fields=20)
        self.params = dict(reversed(query))
        self.session, self.name, self.doc_key = cookies.get(settings.SESSION_COOKIE_NAME, ""), name, key
        if len(self.hub.sockets) > MOST_SOCKETS:
            raise Refused("too-many")
        member, grant = await self.hub.in_thread(asking.ask, self.session, name, key, self.params)
        if member is None:
            raise Refused("signed-out")
        self.member, self.user = member.pk, user_of(member)
        if sum(socket.member == self.member for socket in self.hub.sockets) > MOST_PER_MEMBER:
            raise Refused("too-many")
        if grant is None:
            raise Refused("not-found")
        self.document = grant.document.pk
        self.subject = grant.subject
        self._ask_again_later()
        self.room = await self.hub.room(self.document)
        if self.room.replica.epoch < grant.document.epoch:
            # It began anew, and this process has not looked since: whoever comes from the new page waits a moment.
            self.room.kill("epoch")
            raise Refused("again")
        self._check_epoch(self.room.replica.epoch)
        self._take_role(grant)
        if self.again:
            await self._ask()
        if self.room.dead:
            raise Refused("again")
        self.room.join(self)
        self._say_hello()
        self.allowed.set()
        self._ask_what_it_has()
        if states := self.room.presence.everybody():
            self.queue(states)

    def _check_epoch(self, epoch):
        asked = self.params.get("epoch", "")
        if asked != str(epoch):
            raise Refused("epoch", f"the text is in epoch {epoch}")

    def _take_role(self, grant):
        self.role, self.because, self.owns, self.names = grant.role, "", grant.owns, grant.names
        if grant.document.is_frozen:
            self.role, self.because = READ, "frozen"
        schema = self.params.get("schema", "")
        if not schema.isdigit() or int(schema[:6]) < self.room.replica.schema_version:
            self.role, self.because = READ, "schema"

    def _say_hello(self):
        text = self.room.replica
        facts = {"role": self.role, "because": self.because, "member": self.member, "user": self.user}
        self.queue(protocol.hello(facts | {"epoch": text.epoch, "schema": text.schema_version, "seq": text.applied}))
        if self.because == "schema":
            self.queue(protocol.refused("schema", f"the text is of version {text.schema_version}"))

    def _ask_what_it_has(self):
        """What the browser has and we lack comes back as step 2; a reader is not asked for it."""
        if self.role != READ:
            self.queue(protocol.sync(protocol.STEP_1, self.room.replica.doc.get_state()))

    def _ask_again_later(self):
        # Not all at the same moment: the first letters of the key are as good as dice.
        self.due = time.monotonic() + ASK_EVERY * (0.8 + int(self.key[:2], 16) / 1280)

    # -- rights ----------------------------------------------------------------------------------------------------
    def ask_soon(self):
        """Ask anew what this member may; nothing that arrives from now on enters before the answer."""
        self.again = True
        if self.allowed.is_set():
            self.allowed.clear()
            self.hub.spawn(self._ask_beside())

    async def _ask_beside(self):
        try:
            before = self.role, self.because
            await self._ask()
            if (self.role, self.because) != before:
                self._say_hello()
                if before[0] == READ:
                    self._ask_what_it_has()
        except Refused as refusal:
            self.refuse(refusal.code, refusal.detail)
        except Failure:
            self.refuse("again")
        except Exception:
            log.exception("a socket could not ask what it may")
            self.refuse("again")
        else:
            self.allowed.set()

    async def _ask(self):
        while self.again:
            self.again = False
            member, grant = await self.hub.in_thread(asking.ask, self.session, self.name, self.doc_key, self.params)
            if member is None or member.pk != self.member:
                raise Refused("signed-out")
            if grant is None:
                raise Refused("no-right")
            if grant.document.pk != self.document or grant.document.epoch != self.room.replica.epoch:
                raise Refused("epoch")
            self.subject = grant.subject
            self._take_role(grant)
            self._ask_again_later()

    # -- what comes in ---------------------------------------------------------------------------------------------
    async def _listen(self):
        while not self.gone:
            event = await self.receive()
            if event["type"] == "websocket.disconnect":
                self.hub.counts["refused too-large"] += event.get("code") == 1009 and self.closing is None
                return
            if self.closing is not None:
                continue
            data = event.get("bytes")
            if data is None:
                raise Refused("malformed", "text")
            await self.allowed.wait()
            if self.closing is None:
                await self._take(data)

    async def _take(self, data):
        if len(data) > protocol.MOST_MESSAGE:
            raise Refused("too-large")
        try:
            type_, kind, payload = protocol.read(data)
            pause = self.rates.pause(type_, kind, len(data))
            if pause:
                self.hub.counts["slowed"] += 1
                await asyncio.sleep(pause)
            if type_ == protocol.AWARENESS:
                if self.rates.may_move():
                    self.room.presence.take(self, payload)
                else:
                    self.hub.counts["moves dropped"] += 1
            elif type_ == protocol.ASK_AWARENESS:
                self.queue(self.room.presence.everybody() or b"")
            elif kind == protocol.STEP_1:
                self.queue(protocol.sync(protocol.STEP_2, await self.room.difference(payload)), counts=False)
            else:
                await self._take_update(kind, payload)
        except Malformed as error:
            raise Refused("malformed", str(error)) from error

    async def _take_update(self, kind, payload):
        self.number += 1
        if len(payload) > protocol.MOST_UPDATE:
            raise Refused("too-large")
        if self.owed and kind == protocol.UPDATE:
            return  # the step 2 that was asked for holds this, too
        if payload != protocol.EMPTY:
            await self._let_in(kind, payload)
        elif not self.room.dead:
            self.owed = False
            self.room.wait_for_commit(Entry(self, self.number, b"", [], []))

    async def _let_in(self, kind, payload):
        if self.role == READ:
            raise Refused("frozen" if self.because == "frozen" else "read-only", self.because)
        if self.role == COMMENT:
            state = self.room.replica.doc.get_update()
            if not await self.hub.in_thread(comments_only.may, state, payload, self.owns):
                raise Refused("comment-only")
        try:
            await self.room.submit(self, self.number, payload)
            self.owed = False
        except Incomplete:
            if kind == protocol.STEP_2:
                raise Refused("incomplete") from None
            self.owed = True
            self.hub.counts["incomplete"] += 1
            self._ask_what_it_has()

    def acknowledge(self, number):
        """Say that all up to `number` is committed, unless something before it is still owed."""
        if not self.owed:
            self.queue(protocol.saved(number))
