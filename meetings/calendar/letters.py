"""Letters about places, certificates and the two questions: what they say, for members and for guests without account.

Each is one list of sentences and one act; `place` and `pulse` carry a signed link of their own, so that nobody has to
sign in. Links end by themselves: a place with the meeting, the questions 14 days after it.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from meetings.calendar import saying
from meetings.calendar.queries.mailing import whole
from meetings.calendar.queries.mailing.links import reply_address, sender_name, uid_of
from meetings.calendar.terms import Place
from network.kit import clock, links, mail

TEMPLATE = "calendar/attending/mail/told"
PLACE = "calendar.place"
PULSE = "calendar.pulse"
DAYS = 400


def place_address(row):
    """Return the full address at which a place can be given back without signing in."""
    return settings.SITE_URL + reverse("calendar:place_mail", args=[links.sign(PLACE, [row.pk, _stamp(row)])])


def pulse_address(row):
    """Return the full address at which the two questions are answered without signing in."""
    return settings.SITE_URL + reverse("calendar:pulse_mail", args=[links.sign(PULSE, [row.pk])])


def _stamp(row):
    """Return what ends a link: whoever gives a place back and comes again gets a new one."""
    return int(row.registered_at.timestamp() * 1000) if row.registered_at else 0


def is_of(row, stamp):
    """Whether the link that carries `stamp` is still that of `row`."""
    return _stamp(row) == stamp


def _meeting_address(meeting):
    return settings.SITE_URL + meeting.get_absolute_url()


def told(row, what):
    """Return the context of a letter in the active language and zone; None where it no longer holds."""
    meeting = row.meeting
    words = {"title": meeting.title, "when": saying.meeting_text(meeting)}
    found = _LETTERS[what](row, words)
    if found is None:
        return None
    return {"meeting": meeting, "foot": ""} | found


def _confirmed(row, words):
    if row.place != Place.CONFIRMED:
        return None
    lines = [_("It begins on %(when)s.") % words]
    if row.meeting.venue:
        lines.append(", ".join(one for one in (row.meeting.venue, row.meeting.venue_address) if one))
    if row.member_id and any(one.get("required") and one["key"] not in row.words for one in row.meeting.questions):
        lines.append(_("The hosts have a few questions; please answer them on the page of your registration."))
    return {
        "subject": _("You have a place at “%(title)s”") % words,
        "lines": lines,
        "act": _("Open the meeting") if row.member_id else "",
        "address": _meeting_address(row.meeting) if row.member_id else "",
        "more": _("You cannot come? Give your place back here, so that the next in line has it; no need to sign in:"),
        "more_address": place_address(row),
    }


def _queued(row, words):
    from meetings.calendar.queries.attending import position_of

    if row.place != Place.WAITING:
        return None
    line = _("You are number %(number)s on the waiting list. When a place is free it is yours, and we write to you.")
    return {
        "subject": _("You are on the waiting list of “%(title)s”") % words,
        "lines": [_("It begins on %(when)s.") % words, line % {"number": position_of(row)}],
        "act": "",
        "address": "",
        "more": _("You no longer want to come? Leave the list here; no need to sign in:"),
        "more_address": place_address(row),
    }


def _unseated(row, words):
    if row.place != Place.WITHDRAWN:
        return None
    return {
        "subject": _("You have no place at “%(title)s” any more") % words,
        "lines": [_("A host took your place back. If you think that this is a mistake, please write to the host.")],
        "act": _("Open the meeting") if row.member_id else "",
        "address": _meeting_address(row.meeting) if row.member_id else "",
    }


def _pulse(row, words):
    from meetings.calendar.access.attending import pulse_open

    if not pulse_open(row):
        return None
    return {
        "subject": _("“%(title)s”: was it useful?") % words,
        "lines": [
            _("Two questions, half a minute: was it useful, and are you glad that you took part?"),
            _("Your answer has no name: it is added to a count. Nobody can tell it apart, the portal neither."),
        ],
        "act": _("Answer the two questions"),
        "address": pulse_address(row),
        "foot": _("The link is yours alone. It works once, until 14 days after the meeting."),
    }


def _offered(row, words):
    return {
        "subject": _("You can have a certificate for “%(title)s”") % words,
        "lines": [_("You were there. If you need a certificate of attendance, you can have it made now.")],
        "act": _("Have it made"),
        "address": settings.SITE_URL + reverse("calendar:certify", args=[row.meeting_id]),
    }


def _certificate_withdrawn(row, words):
    return {
        "subject": _("Your certificate for “%(title)s” is no longer valid") % words,
        "lines": [
            _("A host corrected the list of those who were there. If this is a mistake, please write to the host.")
        ],
        "act": _("Open the meeting"),
        "address": _meeting_address(row.meeting),
    }


_LETTERS = {
    "confirmed": _confirmed,
    "queued": _queued,
    "unseated": _unseated,
    "pulse": _pulse,
    "offered": _offered,
    "certificate_withdrawn": _certificate_withdrawn,
}


def extras_of(row, what):
    """Return the mail.Extras of a letter: a place brings the meeting into the calendar, one taken back takes it out."""
    method = {"confirmed": "REQUEST", "unseated": "CANCEL"}.get(what)
    if method is None:
        return None
    meeting = row.meeting
    return mail.Extras(
        calendar=whole.single(row, method=method),
        method=method,
        reply_to=reply_address(meeting),
        sender_name=sender_name(meeting, row.member),
        thread=uid_of(meeting),
    )


def to_guest(row, what):
    """Write to somebody without an account, in their language and the meeting's zone. Call inside the transaction."""
    meeting = row.meeting
    language = row.language or meeting.language
    if language not in dict(settings.LANGUAGES):
        language = "en"
    with translation.override(language), timezone.override(clock.zone(meeting.zone)):
        context = told(row, what)
        extras = extras_of(row, what) if context is not None else None
    if context is not None:
        key = f"attending:{what}:{row.pk}:{_stamp(row)}"
        mail.post(row.address, TEMPLATE, context, language=language, kind=f"calendar.{what}", key=key, extras=extras)
