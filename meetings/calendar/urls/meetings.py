"""Addresses of meetings: planned, shown, changed, moved, cancelled."""

from django.urls import path

from meetings.calendar.views.planning import meeting

urlpatterns = [
    path("meetings/<int:pk>/<slug:slug>/", meeting.show, name="meeting"),
]
