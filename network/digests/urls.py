"""Addresses of the letters."""

from django.urls import path

from network.digests import views

app_name = "digests"
urlpatterns = [
    path("me/mail/", views.mine, name="mine"),
    path("me/mail/<int:pk>/again/", views.again, name="again"),
    path("me/digest/", views.preview, name="preview"),
    path("u/<path:token>", views.unsubscribe, name="unsubscribe"),
    path("digests/", views.runs, name="runs"),
    path("digests/<slug:handle>/", views.preview_of, name="preview_of"),
]
