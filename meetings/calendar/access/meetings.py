"""Who plans meetings, who runs them, who joins."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from meetings.calendar.access.people import ONLY_HOSTS, attendance_of, runs, standing
from network.access.rules import no, rule, yes
from network.kit.clock import now

OPENS_BEFORE = timedelta(minutes=30)


@rule("calendar.plan", _("Plan a meeting"), needs_object=False)
def plan(member):
    """Every member may call people together."""
    return standing(member)


@rule("calendar.run", _("Change a meeting, invite, note who was there"))
def run(member, thing):
    """Its hosts; of what a city or the network holds also who coordinates it."""
    basic = standing(member)
    if not basic:
        return basic
    return yes() if runs(member, thing) else no(ONLY_HOSTS)


@rule("calendar.take_part", _("Belong to those who take part in a meeting"))
def take_part(member, meeting):
    """Hosts, whoever is invited and did not say no, whoever has a place."""
    basic = standing(member)
    if not basic:
        return basic
    if runs(member, meeting):
        return yes()
    row = attendance_of(member, meeting)
    if row is None or row.answer == "no" or row.place in ("waiting", "withdrawn"):
        return no(_("This is for those who take part."))
    if meeting.takes_registrations and row.place != "confirmed" and row.role not in ("host", "speaker"):
        return no(_("This is for those who take part: please register first."))
    return yes()


@rule("calendar.join", _("See the joining link of a meeting"))
def join(member, meeting):
    """Those who take part, from 30 minutes before it begins until it has ended."""
    basic = take_part(member, meeting)
    if not basic:
        return basic
    if meeting.is_cancelled:
        return no(_("This meeting was cancelled."))
    if now() < meeting.starts_at - OPENS_BEFORE:
        return no(_("The joining link stands here from 30 minutes before the beginning."))
    if now() > meeting.ends_at:
        return no(_("This meeting has ended."))
    return yes()
