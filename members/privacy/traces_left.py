"""Where a person is named in what others were sent: mails are kept for some time, so that they can be sent again."""

from email import message_from_bytes, policy

from allauth.account.models import EmailAddress
from django.db import transaction

from network.kit.models import Mail

BATCH = 200
SHORTEST = 3


def needles(member):
    """Return the words by which `member` is found in a text: addresses, names, and the address of the profile."""
    words = {member.email, member.name, member.name_latin, f"/members/{member.handle}/"}
    words |= set(EmailAddress.objects.filter(user=member).values_list("email", flat=True))
    words |= {name for pair in member.applications.values_list("name", "name_latin") for name in pair}
    # Two letters of Latin stand in half of all words; two Chinese characters are a name.
    return {word for word in words if word and (len(word) >= SHORTEST or not word.isascii())}


def empty_mails(member):
    """Empty the mails to others in which the member is named, waiting ones too; returns how many.

    Each keeps its row (that something was sent, when, to whom), without its words; a second run finds nothing.
    """
    words = [word.lower() for word in needles(member)]
    last, count = 0, 0
    while True:
        with transaction.atomic():
            rows = list(Mail.objects.exclude(raw=b"").exclude(member=member).filter(pk__gt=last).order_by("pk")[:BATCH])
            named = [mail.pk for mail in rows if _names(mail, words)]
            mails = Mail.objects.filter(pk__in=named)
            mails.filter(state=Mail.State.QUEUED).update(state=Mail.State.DROPPED)
            count += mails.update(raw=b"", subject="…")
        if len(rows) < BATCH:
            return count
        last = rows[-1].pk


def _names(mail, words):
    if any(word in mail.subject.lower() for word in words):
        return True
    message = message_from_bytes(bytes(mail.raw), policy=policy.default)
    for part in message.walk():
        if part.get_content_maintype() == "text":
            text = part.get_content().lower()
            if any(word in text for word in words):
                return True
    return False
