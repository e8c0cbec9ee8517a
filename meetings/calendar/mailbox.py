"""The mail box at which answers arrive, asked by IMAP (RFC 3501): unseen mails are taken in and marked as seen."""

import imaplib
import logging
import re
import ssl
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from django.db import connection

from meetings.calendar.actions.mailing import receiving

log = logging.getLogger(__name__)
MOST = 50
"""Mails taken in one turn; the next turn is a minute later."""
TIMEOUT = 20
LOCK = 0x6D656574
SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
UID = re.compile(rb"UID (\d+)")


def ask(url, *, connect=None):
    """Take in what is new in the mail box at `url` (imaps://user:password@host/folder); returns how many it were.

    Two at a time are one: the other leaves at once. An outage of the server is a line in the log, and the next turn
    tries again. `connect`: what opens the line, for tests.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        try:
            return _ask(url, connect or _connect)
        except (OSError, imaplib.IMAP4.error) as error:
            log.warning("the mail box could not be asked: %s", re.sub(r"//[^@\s]*@", "//…@", str(error))[:300])
            return 0
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _connect(parts):
    if parts.scheme == "imaps":
        return imaplib.IMAP4_SSL(parts.hostname, parts.port or 993, ssl_context=ssl.create_default_context(),
                                 timeout=TIMEOUT)  # fmt: skip
    if parts.scheme != "imap+tls":
        raise OSError(f"INBOUND_MAIL_URL has an unknown scheme: {parts.scheme!r}")
    server = imaplib.IMAP4(parts.hostname, parts.port or 143, timeout=TIMEOUT)
    server.starttls(ssl.create_default_context())
    return server


def _ask(url, connect):
    parts = urlsplit(url)
    server = connect(parts)
    try:
        server.login(unquote(parts.username or ""), unquote(parts.password or ""))
        folder = unquote(parts.path.strip("/")) or "INBOX"
        status, _told = server.select(f'"{folder}"')
        if status != "OK":
            raise OSError(f"there is no folder {folder!r} in the mail box")
        _status, (found, *_rest) = server.uid("SEARCH", None, "UNSEEN")
        uids = (found or b"").split()[:MOST]
        for uid in uids:
            _take(server, uid)
        return len(uids)
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            server.logout()


def _take(server, uid):
    """Take one mail in: its size is asked before its bytes are. It is marked as seen once its outcome is written."""
    size = SIZE.search(_told(server.uid("FETCH", uid, "(RFC822.SIZE)")))
    if size is None or int(size[1]) > receiving.MOST_BYTES:
        head = _body(server.uid("FETCH", uid, "(BODY.PEEK[HEADER.FIELDS (MESSAGE-ID FROM)]<0.4096>)"))
        receiving.refuse_unread(head, uid.decode())
    else:
        receiving.take_in(_body(server.uid("FETCH", uid, "(BODY.PEEK[])")))
    server.uid("STORE", uid, "+FLAGS", "(\\Seen)")


def _told(answer):
    """Return the words of an answer to FETCH as one line."""
    _status, rows = answer
    return b" ".join(row[0] if isinstance(row, tuple) else row for row in rows if row)


def _body(answer):
    """Return the octets of the first literal of an answer to FETCH."""
    _status, rows = answer
    return next((row[1] for row in rows if isinstance(row, tuple)), b"")
