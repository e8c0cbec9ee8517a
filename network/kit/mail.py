"""Mail: every message is a row before it is a mail, and leaves by the outbox.

`post` writes what the portal says by itself; `OutboxBackend` takes what Django and allauth send. The transport of
MAIL_URL hands rows over: `mailbox:` keeps them for the demo's mail box page, `smtp://…` is a real server.
"""

import hashlib
import logging
import re
from base64 import b64encode
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, getaddresses
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from network.kit.jobs import enqueue, job
from network.kit.models import Mail, Suppression
from network.kit.transport import Deferred, InDoubt, Refused, hand_over

log = logging.getLogger(__name__)
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def one_line(text, most=180):
    """Return `text` fit for a header: no line ends or controls, at most `most` characters."""
    return CONTROL.sub(" ", str(text)).strip()[:most]


_checks = {}


def before_sending(kind):
    """Register `def f(mail) -> bool`, asked at the last moment: may this mail of `kind` still go out?"""

    def register(check):
        _checks[kind] = check
        return check

    return register


@dataclass(frozen=True)
class Extras:
    """What some letters carry beside their words.

    `calendar`: bytes of a calendar file, `method`: its METHOD (RFC 6047), both or neither. `sender_name` stands before
    the portal's own address, `reply_to` is a header's text, `thread` any word that mails of one thread share.
    """

    calendar: bytes = b""
    method: str = ""
    reply_to: str = ""
    sender_name: str = ""
    thread: str = ""


def post(to, template, context, *, language, kind, key, member=None, headers=None, unsubscribe_url=None, bulk=False,
         extras=None):  # fmt: skip
    """Write one mail in the receiver's language and queue it; a second call with the same `key` does nothing.

    `template` names three files: `.subject.txt`, `.txt`, `.html`. Returns the Mail row, or None if the key is taken or
    the address is suppressed. `unsubscribe_url` adds RFC 8058 headers; `bulk` mails wait behind those that name a
    person.
    Call it inside the action's transaction.
    """
    if Suppression.objects.filter(address__iexact=to).exists():
        return None
    with translation.override(language):
        context = context | {
            "language": language,
            "member": member,
            "site_url": settings.SITE_URL,
            "unsubscribe_url": unsubscribe_url,
        }
        subject = one_line(render_to_string(f"{template}.subject.txt", context))
        text = render_to_string(f"{template}.txt", context)
        html = render_to_string(f"{template}.html", context)
    extra = {"Auto-Submitted": "auto-generated", "List-Id": list_id(kind)} | (headers or {})
    if unsubscribe_url:
        extra["List-Unsubscribe"] = f"<{unsubscribe_url}>"
        extra["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = compose(to, subject, text, html, key=key, headers=extra, extras=extras)
    return queue(message, to=to, key=key, kind=kind, language=language, member=member, bulk=bulk)


def list_id(kind):
    """Return the List-Id of a stream of mails, e.g. `<digest.network.example>`."""
    return f"<{kind.replace('.', '-')}.{host()}>"


def host():
    """Return the host name that stands in message ids and list ids."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def compose(to, subject, text, html=None, *, key, sender=None, headers=None, extras=None):
    """Return an EmailMessage with a Message-ID that is the same for the same `key` on every try."""
    extras = extras or Extras()
    message = EmailMessage()
    message["Subject"] = one_line(subject)
    name = one_line(extras.sender_name or settings.NETWORK_NAME, 60)
    message["From"] = Address(name, addr_spec=sender or settings.MAIL_FROM)
    if extras.reply_to:
        message["Reply-To"] = one_line(extras.reply_to, 254)
    message["To"] = Address(addr_spec=one_line(to, 254))
    message["Date"] = format_datetime(timezone.now())
    message["Message-ID"] = f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{host()}>"
    if extras.thread:
        # A root that no mail has: programs put all that name it into one thread, whichever of them came first.
        root = f"<{hashlib.sha256(f'thread:{extras.thread}'.encode()).hexdigest()[:32]}@{host()}>"
        message["References"] = message["In-Reply-To"] = root
    for name, value in (headers or {}).items():
        message[name] = one_line(value, 900)
    message.set_content(text, cte="base64")
    if html:
        message.add_alternative(html, subtype="html", cte="base64")
    if extras.calendar:
        _add_calendar(message, extras)
    return message


def _add_calendar(message, extras):
    """Put a calendar file in twice: the part in the alternative draws buttons, the attached one serves all others."""
    # As bytes: the e-mail package would turn the CRLF of a text into LF.
    part = {"method": extras.method, "charset": "UTF-8"}
    message.add_alternative(extras.calendar, maintype="text", subtype="calendar", cte="base64", params=part)
    message.add_attachment(extras.calendar, maintype="application", subtype="ics", cte="base64", filename="invite.ics")


def _encoded(text, most=42):
    """Return `text` as encoded words of RFC 2047 of at most `most` octets each, one a line.

    None begins or ends with a space, which readers drop or double there.
    """
    words, word = [], ""
    for letter in text:
        if len((word + letter).encode()) > most and not word[-1].isspace() and not letter.isspace():
            words.append(word)
            word = ""
        word += letter
    return "\n ".join(f"=?utf-8?b?{b64encode(one.encode()).decode()}?=" for one in (*words, word))


def as_bytes(message):
    """Return a message as it is sent, its subject and sender's name encoded as one (RFC 2047).

    Python encodes word by word when it folds a long header, and loses or doubles the spaces between those that are not
    ASCII.
    """
    raw = message.as_bytes()
    for name in ("Subject", "From"):
        value = message[name]
        if value is None or str(value).isascii():
            continue
        if name == "From":
            sender = value.addresses[0]
            line = f"{_encoded(sender.display_name)}\n <{sender.addr_spec}>"
        else:
            line = _encoded(str(value))
        whole = f"{name}: {line}\n".encode("ascii")
        raw = re.sub(rb"(?m)^%s:.*\n(?:[ \t].*\n)*" % name.encode(), lambda _found, whole=whole: whole, raw, count=1)
    return raw


def queue(message, *, to, key, kind, language, member=None, bulk=False):
    """Write the Mail row and its job; None if a mail with this key exists."""
    with transaction.atomic():
        row, made = Mail.objects.get_or_create(
            key=key[:200],
            defaults={
                "member": member,
                "kind": kind,
                "to": to,
                "sender": str(message["From"]),
                "subject": one_line(message["Subject"], 500),
                "language": language,
                "message_id": str(message["Message-ID"]),
                "raw": as_bytes(message),
            },
        )
        if not made:
            return None
        enqueue("mail.deliver_bulk" if bulk else "mail.deliver", {"id": row.pk}, key=f"mail:{row.pk}")
    return row


@job("mail.deliver_bulk", queue="digest")
@job("mail.deliver")
def deliver(payload):
    """Hand one mail over. Before the last dot a break is harmless; after it the mail is in doubt and not repeated."""
    claimed = Mail.objects.filter(pk=payload["id"], state=Mail.State.QUEUED)
    mail = claimed.first()
    if mail is None:
        # A second call for a mail that was being handed over: whoever did it died on the way.
        Mail.objects.filter(pk=payload["id"], state=Mail.State.HANDED).update(state=Mail.State.IN_DOUBT)
        return
    wanted = _checks.get(mail.kind, lambda mail: True)
    if Suppression.objects.filter(address__iexact=mail.to).exists() or not wanted(mail):
        claimed.update(state=Mail.State.DROPPED)
        return

    def about_to_commit():
        claimed.update(state=Mail.State.HANDED)

    try:
        hand_over(mail, about_to_commit)
    except Deferred:
        Mail.objects.filter(pk=mail.pk).update(state=Mail.State.QUEUED)
        raise
    except Refused as error:
        Mail.objects.filter(pk=mail.pk).update(state=Mail.State.REFUSED, error=str(error)[:500])
        if error.permanent_address:
            Suppression.objects.get_or_create(address=mail.to.lower(), defaults={"reason": Suppression.Reason.HARD})
    except InDoubt as error:
        Mail.objects.filter(pk=mail.pk).update(state=Mail.State.IN_DOUBT, error=str(error)[:500])
    else:
        Mail.objects.filter(pk=mail.pk).update(state=Mail.State.SENT, sent_at=timezone.now(), error="")


class OutboxBackend(BaseEmailBackend):
    """Django's mail back-end: each message becomes rows, so that a mail server's outage loses nothing."""

    def send_messages(self, email_messages):
        """Queue every message for each of its receivers; returns how many messages were taken."""
        from django.contrib.auth import get_user_model

        for original in email_messages:
            html = next((str(a.content) for a in getattr(original, "alternatives", []) if "html" in a.mimetype), None)
            for _name, address in getaddresses(original.recipients()):
                key = f"django:{hashlib.sha256(repr((address, original.subject, original.body, timezone.now())).encode()).hexdigest()}"  # noqa: E501
                message = compose(
                    address,
                    original.subject,
                    original.body,
                    html,
                    key=key,
                    headers={"Auto-Submitted": "auto-generated"},
                )
                member = get_user_model().objects.filter(email__iexact=address).first()
                queue(
                    message,
                    to=address,
                    key=key,
                    kind="account",
                    language=translation.get_language() or "en",
                    member=member,
                )
        return len(email_messages)
