"""Fields that forms of planning share: zones by place, hours as people write them, who holds it."""

import re
from datetime import datetime

from django import forms
from django.conf import settings
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from meetings.calendar import saying
from meetings.calendar.access.people import leads_network
from meetings.calendar.models import Group
from network.access.rules import may
from network.cities.models import City
from network.kit.clock import zones
from network.kit.words import language_name

HOUR_FORMATS = ["%H:%M", "%H:%M:%S", "%H.%M", "%Hh%M", "%I:%M %p", "%I %p", "%H"]


def zone_choices(mine=""):
    """Return the choices of a zone: the reader's, partner cities by name, then every other place of the tz database."""
    cities = sorted(saying.public_places(), key=lambda one: one.name)
    named = [(one.time_zone, one.name) for one in cities]
    # One option a zone: two options with one value would both count as chosen.
    partners = {}
    for zone, name in named:
        partners.setdefault(zone, []).append(name)
    groups = []
    if mine and mine in zones():
        groups.append((pgettext("time zone", "Yours"), [(mine, saying.place(mine))]))
    shown = [(zone, ", ".join(names)) for zone, names in partners.items() if zone != mine]
    if shown:
        groups.append((_("Partner cities"), sorted(shown, key=lambda one: one[1])))
    rest = [(name, name.replace("_", " ")) for name in zones() if name != mine and name not in partners]
    groups.append((_("All other places"), rest))
    return groups


class ZoneField(forms.ChoiceField):
    """A time zone, chosen by place."""

    def __init__(self, **options):
        options.setdefault("label", _("On which clock?"))
        options.setdefault("help_text", _("The place whose clock counts. Everybody sees their own hour beside it."))
        super().__init__(error_messages={"invalid_choice": _("This is not a known time zone.")}, **options)


class HourField(forms.TimeField):
    """An hour of the day as people write it: 15:00, 15.00, 3 pm, 15h30."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def __init__(self, **options):
        invalid = _("Write the hour as 15:00.")
        super().__init__(input_formats=HOUR_FORMATS, error_messages={"invalid": invalid}, **options)

    def to_python(self, value):
        """Read an hour."""
        if isinstance(value, str):
            value = re.sub(r"(?i)\s*([ap])\.?m\.?$", r" \1m", value.strip())
        return super().to_python(value)


def day_field(**options):
    """Return a field for a day."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def languages():
    """Return the choices of a language, each under its own name."""
    return [(code, language_name(code)) for code, _name in settings.LANGUAGES]


def holders(member, now=None):
    """Return {word: City or Group} of all for whom `member` may hold a meeting; `now`: who holds it at present."""
    found = {}
    cities = City.objects.filter(pk=member.home_city_id) if not leads_network(member) else City.objects.seen()
    coordinated = City.objects.coordinated_by(member)
    for one in sorted({*cities, *coordinated}, key=str):
        found[f"city:{one.slug}"] = one
    groups = Group.objects.filter(ended_at=None)
    if not leads_network(member):
        groups = groups.filter(members=member)
    for one in groups:
        found[f"group:{one.slug}"] = one
    if now is not None:
        found.setdefault(word_of(now), now)
    return found


def word_of(holder):
    """Return the word of a holder in a form, "" for nobody."""
    if holder is None:
        return ""
    return f"{'group' if isinstance(holder, Group) else 'city'}:{holder.slug}"


def may_hold(member, holder):
    """Whether `member` may hold a meeting for `holder`."""
    return bool(may(member, "calendar.host", holder))


def active_language():
    """Return the reader's language if it is one of the portal's."""
    language = get_language() or "en"
    return language if language in dict(settings.LANGUAGES) else "en"


def wall_of(day, hour):
    """Return the naive wall time of a day and an hour."""
    return datetime.combine(day, hour)
