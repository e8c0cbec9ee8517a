"""Series: begun by a rule or by chosen dates, changed from one date on, added to, ended."""

from meetings.calendar.actions.planning.series.adding import add_date
from meetings.calendar.actions.planning.series.begin import begin_series
from meetings.calendar.actions.planning.series.changing import change_series
from meetings.calendar.actions.planning.series.ending import end_series
from meetings.calendar.actions.planning.series.extending import extend
from meetings.calendar.actions.planning.series.following import change_following

__all__ = ["add_date", "begin_series", "change_following", "change_series", "end_series", "extend"]
