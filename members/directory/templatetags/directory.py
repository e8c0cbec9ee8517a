"""How working hours, zones and links of a member read."""

from datetime import datetime, timedelta

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from members.accounts.forms.profile import WEEKDAYS
from network.kit import clock
from network.kit.words import names

register = template.Library()


@register.simple_tag(takes_context=True)
def called(context, member):
    """The name of a member as the reader may know it: `{% called resource.owner as owner %}`."""
    return member.called_by(context["request"].user) if member else ""


@register.filter
def bare_link(address):
    """An address without https:// and without the last stroke."""
    return address.removeprefix("https://").removesuffix("/")


@register.filter
def hours_told(seen):
    """Working hours as the member gave them: '09:00 to 17:00, Monday, Tuesday'."""
    hours = seen["hours"]
    told = _("%(start)s to %(end)s") % {"start": f"{hours['from']:%H:%M}", "end": f"{hours['to']:%H:%M}"}
    days = dict(WEEKDAYS)
    return names([told, *(days[day] for day in hours["days"] if day in days)]) if hours["days"] else told


@register.filter
def hours_here(seen, zone):
    """The same hours on the reader's clock, today: '02:00 to 10:00 your time'; "" where the clocks agree."""
    today = clock.local(clock.now(), seen["time_zone"]).date()
    start = clock.local(clock.at(datetime.combine(today, seen["hours"]["from"]), seen["time_zone"]), zone)
    length = datetime.combine(today, seen["hours"]["to"]) - datetime.combine(today, seen["hours"]["from"])
    end = start + (length if length > timedelta(0) else length + timedelta(days=1))
    if start.time() == seen["hours"]["from"]:
        return ""
    return _("%(start)s to %(end)s your time") % {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}


@register.simple_tag
def now_in(zone):
    """The hour now in a zone, and its name: '14:05, Europe/Copenhagen'."""
    return format_html("{}, {}", f"{clock.local(clock.now(), zone):%H:%M}", zone.replace("_", " "))
