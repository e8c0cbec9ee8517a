"""Addresses that an invitation carries: to whom answers go, and links for one person that need no signing in."""

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from meetings.calendar.models import Standing
from network.kit import links, mail

ANSWER = "calendar.answer"
CONFIRM = "calendar.confirm"
DAYS = 400
"""The meeting's end and the row's state end a link before that."""


def uid_of(thing):
    """Return the UID (RFC 5545) of a meeting or series, as invitations and answers name it."""
    return f"{thing.uid}@{mail.host()}"


def reply_address(thing):
    """Return the address at which answers about a meeting or series arrive; it stays the same for ever."""
    token = salted_hmac("calendar.reply", thing.uid, algorithm="sha256").hexdigest()[:20]
    return f"meet+{token}@{settings.REPLY_DOMAIN}"


def sender_name(thing, reader):
    """Return 'Bo Carter via the network' as `reader` (None: a guest) may know the name; in the active language."""
    by = thing.organiser
    if by is None:
        return settings.NETWORK_NAME
    return _("%(person)s via %(network)s") % {"person": by.called_by(reader), "network": settings.NETWORK_NAME}


def to_answer(row, value=""):
    """Return the full address at which the person of `row` (Attendance, Standing) answers without signing in.

    It is bound to the row and to the SEQUENCE that was asked; `value` is what its button says ("yes", "maybe", "no").
    """
    kind = "s" if isinstance(row, Standing) else "a"
    token = links.sign(ANSWER, [kind, row.pk, row.asked_sequence, value])
    return settings.SITE_URL + reverse("calendar:answer_mail", args=[token])


def to_confirm(inbound):
    """Return the full address at which somebody says that an answer in their name is theirs."""
    return settings.SITE_URL + reverse("calendar:confirm_mail", args=[links.sign(CONFIRM, inbound.pk)])


def page_of(thing, row):
    """Return the full address at which the person of `row` reads about a meeting or series: guests have one page."""
    if row.member_id is None:
        return to_answer(row)
    return settings.SITE_URL + thing.get_absolute_url()


def join_of(meeting, row):
    """Return the portal's own joining address for a person, "" where nothing is to be joined online."""
    has_link = meeting.join_url or (meeting.series_id and meeting.series.join_url)
    if not has_link:
        return ""
    if row.member_id is None:
        return to_answer(row)
    return settings.SITE_URL + reverse("calendar:join", args=[meeting.pk])
