from django.urls import path

from members.directory import views

app_name = "directory"
urlpatterns = [
    path("members/", views.members, name="members"),
    path("members/<slug:handle>/", views.member, name="member"),
    path("members/<slug:handle>/photo.webp", views.photo, name="photo"),
]
