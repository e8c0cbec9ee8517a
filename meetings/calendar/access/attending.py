"""Who registers, who notes who was there, who gets a certificate, who is asked afterwards."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from meetings.calendar.access.people import attendance_of, hosts, runs, standing
from meetings.calendar.terms import Place, Presence, Role
from network.access.rules import no, rule, yes
from network.kit.clock import now

NEEDS_NONE = (Role.HOST, Role.SPEAKER)
"""They need no place: hosts and speakers come anyway and are not counted among those who fill the room."""

PULSE_DAYS = timedelta(days=14)
"""How long after its end a meeting's two questions can be answered."""

NO_REGISTRATION = _("Nobody needs to register for this meeting.")
IS_CANCELLED = _("This meeting was cancelled.")
IS_OVER = _("This meeting is over.")
HAS_BEGUN = _("This meeting has begun: registration is closed.")
IS_CLOSED = _("Registration is closed.")
NOT_BEGUN = _("This can be noted when the meeting has begun.")
NOT_THERE = _("A certificate is for those who were there.")


def closed_because(meeting):
    """Return why nobody can register for `meeting` now, or "" where one can."""
    moment = now()
    if not meeting.takes_registrations:
        return NO_REGISTRATION
    if meeting.is_cancelled:
        return IS_CANCELLED
    if moment >= meeting.ends_at:
        return IS_OVER
    if moment >= meeting.starts_at:
        return HAS_BEGUN
    if meeting.register_until is not None and moment >= meeting.register_until:
        return IS_CLOSED
    return ""


@rule("calendar.register", _("Register for a meeting"))
def register(member, meeting):
    """Every member who sees it, while registration is open; hosts and speakers need no place."""
    basic = standing(member)
    if not basic:
        return basic
    row = attendance_of(member, meeting)
    if row is not None and row.role in NEEDS_NONE:
        return no(_("You need no place: you are host or speaker."))
    if why := closed_because(meeting):
        return no(why)
    return yes()


@rule("calendar.withdraw", _("Give a place at a meeting back"))
def withdraw(member, attendance):
    """Whoever has one or waits for one, until the meeting begins; who runs the meeting for others."""
    basic = standing(member)
    if not basic:
        return basic
    if attendance.member_id != member.pk and not runs(member, attendance.meeting):
        return no(_("This place is not yours."))
    if attendance.place not in (Place.CONFIRMED, Place.WAITING):
        return no(_("There is no place to give back."))
    if now() >= attendance.meeting.starts_at:
        return no(HAS_BEGUN)
    return yes()


@rule("calendar.read_sensitive", _("Read what people tell hosts alone: food, visa, travel support"))
def read_sensitive(member, meeting):
    """The hosts of the meeting, nobody else: not those who coordinate its city or the network."""
    basic = standing(member)
    if not basic:
        return basic
    return yes() if hosts(member, meeting) else no(_("Only the hosts read this."))


@rule("calendar.note_presence", _("Note who was at a meeting"))
def note_presence(member, meeting):
    """Who runs it, once it has begun."""
    basic = standing(member)
    if not basic:
        return basic
    if not runs(member, meeting):
        return no(_("Only the hosts of this meeting may do this."))
    if meeting.is_cancelled:
        return no(IS_CANCELLED)
    return yes() if now() >= meeting.starts_at else no(NOT_BEGUN)


@rule("calendar.certify", _("Have a certificate of attendance made"))
def certify(member, attendance):
    """Whoever was there, as the hosts noted it, for themselves, when the meeting is over."""
    basic = standing(member)
    if not basic:
        return basic
    if attendance.member_id != member.pk:
        return no(_("Everybody asks for the own certificate."))
    if attendance.presence != Presence.PRESENT:
        return no(NOT_THERE)
    return yes() if now() >= attendance.meeting.ends_at else no(_("Certificates are made when the meeting is over."))


@rule("calendar.answer_pulse", _("Answer the two questions after a meeting"))
def answer_pulse(member, attendance):
    """Whoever was there, once, within 14 days after the end."""
    if attendance.member_id is None or attendance.member_id != member.pk:
        return no(_("This is for those who took part."))
    return pulse_open(attendance)


def pulse_open(attendance):
    """Say whether the two questions can be answered for `attendance`: by whoever it is, with an account or without."""
    meeting = attendance.meeting
    if attendance.removed_at is not None or attendance.presence != Presence.PRESENT:
        return no(_("This is for those who took part."))
    if meeting.is_cancelled:
        return no(IS_CANCELLED)
    if now() < meeting.ends_at:
        return no(_("This is asked when the meeting is over."))
    if attendance.has_answered:
        return no(_("You have answered. Thank you."))
    if now() >= meeting.ends_at + PULSE_DAYS:
        return no(_("The two questions were open for 14 days. They are closed now."))
    return yes()


@rule("calendar.see_own", _("See which meetings one attended"), needs_object=False)
def see_own(member):
    """Every member, the own ones."""
    return standing(member)
