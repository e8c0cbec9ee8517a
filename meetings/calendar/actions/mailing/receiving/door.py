"""The door: one mail in, once; whatever it is, it ends as a row with an outcome and a reason, never as an exception."""

import hashlib
import logging
import re
from email import policy
from email.parser import BytesHeaderParser

from django.db import InterfaceError, OperationalError, transaction

from meetings.calendar import ics
from meetings.calendar.actions.mailing.receiving.applying import apply
from meetings.calendar.actions.mailing.receiving.kept import told
from meetings.calendar.actions.mailing.receiving.noting import note
from meetings.calendar.actions.mailing.receiving.verdicts import Verdict
from meetings.calendar.actions.mailing.telling import ask_to_confirm
from meetings.calendar.models import InboundMail, Meeting, Series, Standing

log = logging.getLogger(__name__)
MOST_BYTES = 1_000_000
HEADERS = 128 * 1024
GOOGLE = "calendar-notification@google.com"
WRITERS = re.compile(r"^(mailer-daemon|postmaster|no-?reply-bounces?)@", re.IGNORECASE)


def take_in(raw):
    """Take one mail in and return its InboundMail. The same mail again changes nothing. Never raises for a mail."""
    raw = bytes(raw)
    headers = _headers(raw)
    message_id = id_of(headers, raw)
    known = InboundMail.objects.filter(message_id=message_id).first()
    if known is not None:
        return known
    if len(raw) > MOST_BYTES:
        return refuse(message_id, "too_large", sender=_sender(headers))
    try:
        return _take_in(raw, headers, message_id)
    except (OperationalError, InterfaceError):
        # The data base is away: whoever delivers tries again.
        raise
    except Exception:
        log.exception("the mail %s could not be taken in", message_id)
        return refuse(message_id, "broken", sender=_sender(headers))


@transaction.atomic
def _take_in(raw, headers, message_id):
    row, made = InboundMail.objects.get_or_create(
        message_id=message_id, defaults={"sender": _sender(headers), "outcome": InboundMail.Outcome.REFUSED}
    )
    if not made:
        return row
    verdict, reply = judge(raw, headers)
    row.outcome, row.reason = verdict.outcome, verdict.words[:500]
    row.meeting = verdict.thing if isinstance(verdict.thing, Meeting) else None
    row.series = verdict.thing if isinstance(verdict.thing, Series) else None
    row.told = {"code": verdict.code} | (told(reply) if reply is not None else {})
    if isinstance(verdict.row, Standing):
        row.told["standing"] = verdict.row.pk
    elif verdict.row is not None:
        row.attendance = verdict.row
        row.meeting = verdict.row.meeting
    if reply is not None:
        row.sender = reply.sender or row.sender
    row.save()
    if verdict.code == "confirm":
        ask_to_confirm(verdict.row, row)
    log.log(
        logging.INFO if verdict.outcome == "applied" else logging.WARNING,
        "mail %s: %s (%s)", message_id, verdict.outcome, verdict.words,
    )  # fmt: skip
    return row


def judge(raw, headers):
    """Return (Verdict, Reply or None) of a mail, after doing what it says. Call it in a transaction."""
    writes_itself = automatic(headers)
    if writes_itself:
        return Verdict(writes_itself), None
    try:
        reply = ics.reply(raw)
    except ics.Unreadable as error:
        noted = note(raw) if error.code == "no_calendar" else None
        if noted is not None:
            return noted, None
        return Verdict(error.code, reason=str(error.reason)), None
    if reply.is_automatic:
        # Judged by the headers above: what Google sends in somebody's name is their answer.
        reply = _by_hand(reply)
    return apply(reply), reply


def _by_hand(reply):
    from dataclasses import replace

    return replace(reply, is_automatic=False)


def look(reply):
    """Return what a Reply would do if it came in now, as a dict for JSON. Changes nothing: all of it is taken back."""
    with transaction.atomic():
        verdict = apply(reply)
        transaction.set_rollback(True)
    return {
        "outcome": verdict.outcome,
        "code": verdict.code,
        "reason": verdict.words,
        "meeting": str(verdict.thing) if verdict.thing is not None else "",
        "changes": [{"what": what, "from": before, "to": after} for what, before, after in verdict.changes],
    }


def automatic(headers):
    """Return "automatic" or "bounce" for what a machine wrote by itself (RFC 3834), "" for an answer of a person."""
    if headers is None:
        return ""
    if headers.get_content_type() in ("multipart/report", "message/delivery-status"):
        return "bounce"
    if WRITERS.match(_sender(headers)) or _word(headers, "Return-Path") == "<>":
        return "bounce"
    submitted = _word(headers, "Auto-Submitted").partition(";")[0].strip()
    is_google = GOOGLE in _word(headers, "Sender")
    if submitted and submitted != "no" and not (submitted == "auto-generated" and is_google):
        return "automatic"
    if _word(headers, "Precedence") in ("auto_reply", "bulk", "junk", "list"):
        return "automatic"
    return "automatic" if headers.get("X-Autoreply") or headers.get("X-Autorespond") else ""


def refuse(message_id, code, *, sender=""):
    """Note a mail that was not even read; returns its InboundMail."""
    verdict = Verdict(code)
    log.warning("mail %s: refused (%s)", message_id, verdict.words)
    row, _made = InboundMail.objects.get_or_create(
        message_id=message_id,
        defaults={"sender": sender, "outcome": verdict.outcome, "reason": verdict.words, "told": {"code": code}},
    )
    return row


def refuse_unread(head, name):
    """Note a mail that is too large to be fetched, by the octets of its first headers; `name`: where it has no id."""
    headers = _headers(head)
    return refuse(id_of(headers, head + name.encode()), "too_large", sender=_sender(headers))


def id_of(headers, raw):
    """Return the Message-ID of a mail, one made of its bytes where it has none."""
    found = re.sub(r"\s+", "", str(headers.get("Message-ID", ""))) if headers is not None else ""
    found = re.sub(r"[^\x21-\x7e]", "?", found)
    return found[:255] or f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _headers(raw):
    try:
        return BytesHeaderParser(policy=policy.compat32).parsebytes(raw[:HEADERS].lstrip())
    except Exception:
        return None


def _word(headers, name):
    return str(headers.get(name, "")).strip().lower()


def _sender(headers):
    from email.utils import parseaddr

    if headers is None:
        return ""
    return parseaddr(str(headers.get("From", "")))[1].strip().lower()[:254].replace("\x00", "")
