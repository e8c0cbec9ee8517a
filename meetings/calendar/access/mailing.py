"""Who invites, who answers."""

from django.utils.translation import gettext_lazy as _

from meetings.calendar.access.people import ONLY_HOSTS, runs, standing
from meetings.calendar.models import Series
from network.access.rules import no, rule, yes
from network.kit.clock import now

IS_OVER = _("This meeting has ended.")
IS_CANCELLED = _("This meeting was cancelled.")


@rule("calendar.invite", _("Invite people to a meeting or a series"))
def invite(member, thing):
    """Those who run it, as long as it lies ahead."""
    basic = standing(member)
    if not basic:
        return basic
    if not runs(member, thing):
        return no(ONLY_HOSTS)
    return is_ahead(thing)


def is_ahead(thing):
    """Say whether a meeting or series can still be answered, and why not."""
    if isinstance(thing, Series):
        return no(_("This series has ended.")) if thing.ended_at else yes()
    if thing.is_cancelled:
        return no(IS_CANCELLED)
    return no(IS_OVER) if thing.ends_at <= now() else yes()


@rule("calendar.answer", _("Answer an invitation"))
def answer(member, row):
    """Whoever was invited: `row` is their Attendance or Standing."""
    basic = standing(member)
    if not basic:
        return basic
    if row.member_id != member.pk:
        return no(_("This invitation is for somebody else."))
    return yes()


@rule("calendar.see_mail", _("Read what became of mails that came in"), needs_object=False)
def see_mail(member):
    """Administrators."""
    basic = standing(member)
    if not basic:
        return basic
    return yes() if member.is_superuser else no(_("This is for administrators."))
