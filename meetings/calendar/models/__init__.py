"""Meetings: what is planned, in which series, who is invited and comes, and the addresses of their calendars."""

from meetings.calendar.models.attending import Attendance, Certificate, Pulse
from meetings.calendar.models.feeds import FeedAddress
from meetings.calendar.models.mail import InboundMail, Proposal
from meetings.calendar.models.meetings import AgendaPoint, Material, Meeting
from meetings.calendar.models.series import Group, Series, Standing

__all__ = [
    "AgendaPoint",
    "Attendance",
    "Certificate",
    "FeedAddress",
    "Group",
    "InboundMail",
    "Material",
    "Meeting",
    "Proposal",
    "Pulse",
    "Series",
    "Standing",
]
