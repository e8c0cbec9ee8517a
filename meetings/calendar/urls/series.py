"""Addresses of series."""

from django.urls import path

from meetings.calendar.views.planning import series

urlpatterns = [
    path("meetings/series/new/", series.new, name="series_new"),
    path("meetings/series/<slug:slug>/", series.show, name="series"),
    path("meetings/series/<slug:slug>/edit/", series.edit, name="series_edit"),
    path("meetings/series/<slug:slug>/hosts/", series.hosts, name="series_hosts"),
    path("meetings/series/<slug:slug>/dates/", series.dates, name="series_dates"),
    path("meetings/series/<slug:slug>/following/<int:pk>/", series.following, name="series_following"),
    path("meetings/series/<slug:slug>/end/", series.end, name="series_end"),
]
