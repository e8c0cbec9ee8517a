"""One more date."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.calendar.actions.planning.rows import SERIES_WORDS, check_fields, city_of, locked_series
from meetings.calendar.actions.planning.series import dates as rows
from meetings.calendar.activity.planning import SERIES_CHANGED
from network.access.rules import demand
from network.activity.actions import record


@transaction.atomic
def add_date(series, *, by, day, time=None, minutes=None, is_second=False, at=None, **words):
    """Add one date to a series and return it; `time`, `minutes` and `words` are those of the series unless given.

    `words`: of SERIES_WORDS, for this date alone. SEQUENCE of the series rises. Raises ValidationError where a date
    stands at that moment already, Denied where the series has ended.
    """
    series = locked_series(series)
    demand(by, "calendar.run", series)
    if series.ended_at:
        raise ValidationError(_("This series has ended."))
    made = rows.row(series, datetime.combine(day, time or series.time), is_second=is_second, moment=at)
    check_fields(words, SERIES_WORDS)
    for name, value in words.items():
        setattr(made, name, value)
    if minutes:
        made.minutes = minutes
        rows.set_instants(made)
    if (
        series.meetings.filter(original_start=made.original_start).exists()
        or series.meetings.filter(starts_at=made.starts_at, state="planned").exists()
    ):
        raise ValidationError({"day": _("There is a date of this series at that moment already.")})
    made = rows.write(series, [made], by=by)[0]
    series.sequence += 1
    series.save()
    record(SERIES_CHANGED, by=by, subject=series, city=city_of(series), audience=series.audience, at=at,
           detail={"title": series.title, "what": "dates_added", "sequence": series.sequence,
                   "added": [made.pk]})  # fmt: skip
    return made
