"""How a mail leaves: SMTP in phases of our own, so that we know on which side of the last dot a line broke."""

import contextlib
import smtplib
import ssl
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings


class Deferred(Exception):
    """Not now; nothing was sent; try again later."""


class Refused(Exception):
    """The server will not take this mail. `permanent_address` says that the address itself does not exist."""

    def __init__(self, message, permanent_address=False):
        super().__init__(message)
        self.permanent_address = permanent_address


class InDoubt(Exception):
    """The line broke after the body was complete: the mail may have been taken."""


def hand_over(mail, about_to_commit):
    """Send one Mail row by MAIL_URL, calling `about_to_commit()` just before the body's final dot.

    Raises Deferred, Refused or InDoubt.
    """
    parts = urlsplit(settings.MAIL_URL)
    if parts.scheme == "mailbox":
        about_to_commit()
        return
    if parts.scheme not in ("smtp", "smtps", "smtp+tls"):
        raise Deferred(f"MAIL_URL has an unknown scheme: {parts.scheme!r}")
    try:
        server = _connect(parts)
    except (OSError, smtplib.SMTPException) as error:
        raise Deferred(str(error)) from error
    with contextlib.closing(server):
        _speak(server, mail, about_to_commit)


def _connect(parts):
    timeout = float(parse_qs(parts.query).get("timeout", ["20"])[0])
    context = ssl.create_default_context()
    port = parts.port or {"smtps": 465, "smtp+tls": 587}.get(parts.scheme, 25)
    if parts.scheme == "smtps":
        server = smtplib.SMTP_SSL(parts.hostname, port, timeout=timeout, context=context)
    else:
        server = smtplib.SMTP(parts.hostname, port, timeout=timeout)
        if parts.scheme == "smtp+tls":
            server.starttls(context=context)
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server


def _speak(server, mail, about_to_commit):
    try:
        server.ehlo_or_helo_if_needed()
        _expect(server.mail(settings.MAIL_FROM))
        _expect(server.rcpt(mail.to), address=True)
        _expect(server.docmd("DATA"), ok=(354,))
    except (OSError, smtplib.SMTPException) as error:
        raise Deferred(str(error)) from error
    body = smtplib._quote_periods(
        smtplib._fix_eols(bytes(mail.raw).decode("ascii", "replace")).encode("ascii", "replace")
    )
    try:
        server.send(body if body.endswith(b"\r\n") else body + b"\r\n")
    except (OSError, smtplib.SMTPException) as error:
        raise Deferred(str(error)) from error
    about_to_commit()
    try:
        server.send(b".\r\n")
        answer = server.getreply()
    except (OSError, smtplib.SMTPException) as error:
        raise InDoubt(str(error)) from error
    _expect(answer)
    with contextlib.suppress(OSError, smtplib.SMTPException):
        server.docmd("QUIT")


def _expect(answer, ok=(250, 251), address=False):
    code, words = answer
    if code in ok:
        return
    text = f"{code} {words.decode('utf-8', 'replace') if isinstance(words, bytes) else words}"
    if code >= 500:
        raise Refused(text, permanent_address=address and code in (550, 551, 553))
    raise Deferred(text)
