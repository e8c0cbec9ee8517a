"""What every act shares: the row under lock, who sees it, what is told."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from meetings.congresses.models import Congress

FIELDS = (
    *("name", "short_name", "edition", "language", "first_day", "last_day", "place", "country", "zone", "link"),
    *("topics", "about"),
)


class NotNow(ValidationError):
    """What was asked cannot be done any more; its message says why."""


def locked(congress):
    """Return the congress with its row locked until the end of the transaction."""
    return Congress.objects.select_for_update(of=("self",)).get(pk=congress.pk)


def audience_of(congress):
    """Return who sees a congress: everybody once it is confirmed, members before, nobody once it is gone."""
    if congress.is_confirmed:
        return ["public"]
    return ["members"] if congress.is_proposed else []


def told(congress, **more):
    """Return the detail of an activity about a congress."""
    return {"title": congress.title} | more


def check(congress):
    """Raise ValidationError where it ends before it begins."""
    if congress.last_day < congress.first_day:
        raise ValidationError({"last_day": _("It ends before it begins.")})
