"""Addresses of time polls."""

from django.urls import path, re_path

from meetings.polls.views import ending, making, polls, slots

POLL = r"^meetings/polls/(?P<pk>[0-9]{1,15})/"

urlpatterns = [
    path("meetings/polls/", polls.listed, name="list"),
    path("meetings/polls/new/", making.new, name="new"),
    re_path(r"^meetings/polls/vote/(?P<token>[\w:-]{1,500})/$", polls.by_mail, name="vote_mail"),
    re_path(POLL + r"$", polls.poll, name="poll"),
    re_path(POLL + r"edit/$", making.edit, name="edit"),
    re_path(POLL + r"people/$", making.people, name="people"),
    re_path(POLL + r"times/$", slots.times, name="times"),
    re_path(POLL + r"send/$", making.send, name="send"),
    re_path(POLL + r"close/$", ending.close, name="close"),
    re_path(POLL + r"off/$", ending.call_off, name="call_off"),
]
