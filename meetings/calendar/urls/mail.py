"""Addresses: inviting and answering, signed in or by the links of mails."""

from django.urls import re_path

from meetings.calendar.views.mailing import answering, people, received

MEETING = r"^meetings/(?P<pk>[0-9]{1,15})/"
SIGNED = r"(?P<token>[\w:-]{1,500})/$"

urlpatterns = [
    re_path(MEETING + r"people/$", people.people, name="people"),
    re_path(MEETING + r"people/ask-again/$", people.ask_again, name="ask_again"),
    re_path(MEETING + r"people/(?P<row>[0-9]{1,15})/off/$", people.take_off, name="take_off"),
    re_path(MEETING + r"people/proposals/(?P<row>[0-9]{1,15})/$", people.settle, name="settle_proposal"),
    re_path(MEETING + r"answer/$", answering.answer, name="answer"),
    re_path(r"^meetings/answer/" + SIGNED, answering.by_mail, name="answer_mail"),
    re_path(r"^meetings/confirm/" + SIGNED, answering.confirm, name="confirm_mail"),
    re_path(r"^meetings/mail/$", received.received, name="received"),
]
