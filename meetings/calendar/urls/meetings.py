"""Addresses of meetings: planned, shown, changed, moved, cancelled; working groups."""

from django.urls import path

from meetings.calendar.views.planning import agenda, editing, groups, hours, materials, meeting

urlpatterns = [
    path("meetings/new/", editing.new, name="new"),
    path("meetings/hours/", hours.caught, name="hours"),
    path("meetings/groups/", groups.listed, name="groups"),
    path("meetings/groups/new/", groups.new, name="group_new"),
    path("meetings/groups/<slug:slug>/", groups.group, name="group"),
    path("meetings/groups/<slug:slug>/edit/", groups.edit, name="group_edit"),
    path("meetings/<int:pk>/edit/", editing.edit, name="edit"),
    path("meetings/<int:pk>/move/", editing.move, name="move"),
    path("meetings/<int:pk>/cancel/", editing.cancel, name="cancel"),
    path("meetings/<int:pk>/law/", editing.settle, name="settle"),
    path("meetings/<int:pk>/hosts/", editing.hosts, name="hosts"),
    path("meetings/<int:pk>/agenda/", agenda.agenda, name="agenda"),
    path("meetings/<int:pk>/materials/", materials.materials, name="materials"),
    path("meetings/<int:pk>/<slug:slug>/", meeting.show, name="meeting"),
]
