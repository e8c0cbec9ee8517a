"""Words that somebody writes back to an invitation: the hosts get them as a note by mail.

Only whoever stands on the list may write so, from an address that is known as theirs, and a few times a day. What a
machine wrote never comes here, and nothing goes back to the sender: no two machines can keep each other awake.
"""

import hashlib
import html
import re
from email import policy
from email.parser import BytesParser
from email.utils import getaddresses

from django.contrib.auth import get_user_model
from django.utils import translation
from django.utils.html import strip_tags

from meetings.calendar.actions.mailing.people import member_at
from meetings.calendar.actions.mailing.receiving.verdicts import Verdict
from meetings.calendar.actions.mailing.telling import hosts_of
from meetings.calendar.ics.mails import sender_of
from meetings.calendar.ics.things import Unreadable
from meetings.calendar.models import Attendance, Standing
from meetings.calendar.queries.mailing.letters import thing_of
from meetings.calendar.queries.mailing.links import reply_address, sender_name
from network.kit import mail
from network.kit.ratelimit import allow

LONGEST = 2000
LIMIT = "5/d"
TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
QUOTE = re.compile(r"^\s*(>|-{2,}\s*(original|forwarded) message|_{10,}\s*$|-- $)", re.IGNORECASE)
LEAD = re.compile(r"^.{0,200}(wrote|skrev|escribió|写道)\s*[:：]\s*$", re.IGNORECASE)
CONTROL = re.compile(r"[^\S\n]+|[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]+")


def note(raw):
    """Hand the words of a mail without a calendar part on to the hosts; returns the Verdict, None where it is no note.

    Call it in a transaction.
    """
    message = BytesParser(policy=policy.compat32).parsebytes(raw)
    try:
        sender = sender_of(message)
    except Unreadable:
        return None
    row = row_of(sender, _receivers(message))
    words = words_of(message) if row is not None else ""
    if not words:
        return None
    thing = thing_of(row)
    if not allow(f"calendar-note:{row.__class__.__name__}:{row.pk}", LIMIT):
        return Verdict("too_many_notes", thing=thing, row=row)
    name = hashlib.sha256(raw).hexdigest()[:32]
    hosts = get_user_model().objects.filter(pk__in=hosts_of(thing), is_active=True).exclude(pk=row.member_id)
    for host in hosts.order_by("pk"):
        _post(host, row, thing, words, name)
    return Verdict("noted", thing=thing, row=row)


def row_of(sender, receivers):
    """Return the Attendance or Standing of whoever writes from `sender` to one of our addresses, or None."""
    if not receivers:
        return None
    member = member_at(sender)
    person = {"member": member} if member is not None else {"member": None, "address": sender}
    for model, about in ((Standing, "series"), (Attendance, "meeting")):
        rows = model.objects.filter(removed_at=None, **person).select_related("member", about)
        for row in rows.order_by("-pk"):
            if reply_address(thing_of(row)).lower() in receivers:
                return row
    return None


def _receivers(message):
    headers = [str(one) for name in TO for one in message.get_all(name, [])]
    return {address.strip().lower() for _name, address in getaddresses(headers) if address}


def words_of(message):
    """Return what somebody wrote themselves, without what they quoted: at most LONGEST characters."""
    parts = [part for part in message.walk() if not part.is_multipart() and not part.get_filename()]
    plain = next((part for part in parts if part.get_content_type() == "text/plain"), None)
    rich = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if plain is not None:
        text = _text(plain)
    elif rich is not None:
        text = html.unescape(strip_tags(re.sub(r"(?i)<br\s*/?>|</(p|div)>", "\n", _text(rich))))
    else:
        return ""
    kept = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if QUOTE.match(line) or LEAD.match(line):
            break
        kept.append(CONTROL.sub(" ", line).strip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()[:LONGEST]


def _text(part):
    raw = part.get_payload(decode=True) or b""
    try:
        return raw.decode(str(part.get_param("charset") or "utf-8"), "replace")
    except LookupError:
        return raw.decode("utf-8", "replace")


def _post(host, row, thing, words, name):
    with translation.override(host.language):
        who = row.member.called_by(host) if row.member_id else (row.name or row.address)
        context = {"who": who, "title": thing.title, "title_language": thing.language, "words": words,
                   "address": "" if row.member_id else row.address}  # fmt: skip
        extras = mail.Extras(sender_name=sender_name(thing, host), thread=f"note:{thing.uid}")
        mail.post(host.email, "calendar/mail/note", context, language=host.language, kind="calendar.note",
                  key=f"calendar-note:{name}:{host.pk}", member=host, extras=extras)  # fmt: skip
