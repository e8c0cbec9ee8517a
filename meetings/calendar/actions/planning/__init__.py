"""Making, changing, moving and cancelling meetings and series; agendas, material, working groups."""

from meetings.calendar.actions.planning.agenda import add_material, drop_material, put_agenda
from meetings.calendar.actions.planning.begin import plan
from meetings.calendar.actions.planning.cancelling import cancel
from meetings.calendar.actions.planning.changing import change, refuse_cancelled
from meetings.calendar.actions.planning.doubts import settle
from meetings.calendar.actions.planning.groups import (
    add_to_group,
    begin_group,
    change_group,
    end_group,
    join_group,
    leave_group,
    let_lead,
    remove_from_group,
)
from meetings.calendar.actions.planning.laws import look_at_laws
from meetings.calendar.actions.planning.series import (
    add_date,
    begin_series,
    change_following,
    change_series,
    end_series,
    extend,
)

__all__ = [
    "add_date",
    "add_material",
    "add_to_group",
    "begin_group",
    "begin_series",
    "cancel",
    "change",
    "change_following",
    "change_group",
    "change_series",
    "drop_material",
    "end_group",
    "end_series",
    "extend",
    "join_group",
    "leave_group",
    "let_lead",
    "look_at_laws",
    "plan",
    "put_agenda",
    "refuse_cancelled",
    "remove_from_group",
    "settle",
]
