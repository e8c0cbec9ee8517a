"""Numbers, days and sentences that several items need."""

from datetime import UTC

from django.utils import formats
from django.utils.translation import gettext as _

from network.kit import words

NONE = "–"


def figure(value, places=2):
    """Return a number as people read it: at most `places` decimals, no zeros behind; a dash for None."""
    if value is None:
        return NONE
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = f"{round(value, places):.{places}f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return text.replace(".", formats.get_format("DECIMAL_SEPARATOR"))


def percent(value):
    """Return a percent, a dash for None."""
    return NONE if value is None else _("%(n)s %%") % {"n": figure(value, 1)}


def share(part, whole):
    """Return '9 of 12 (75 %)'."""
    if not whole:
        return _("%(part)s of %(whole)s") % {"part": part, "whole": whole}
    return _("%(part)s of %(whole)s (%(percent)s)") % {
        "part": part, "whole": whole, "percent": percent(100 * part / whole),
    }  # fmt: skip


def day(moment):
    """Return the day of a moment in words that stay true: in UTC, since a report has readers everywhere."""
    return words.django_date(moment.astimezone(UTC).date(), words.patterns()[1])


def minute(moment):
    """Return a moment to the minute, in UTC."""
    at = moment.astimezone(UTC)
    return _("%(day)s, %(time)s UTC") % {"day": day(moment), "time": f"{at:%H:%M}"}


def named(people):
    """Return names in a row, as the language joins them."""
    return words.names(list(people))


def choice(protocol, name, value):
    """Return the label of a choice of the protocol's field `name`."""
    return str(dict(protocol._meta.get_field(name).flatchoices).get(value, value))
