"""Addresses of the library."""

from django.urls import re_path

from resources.library.views import reading

app_name = "library"
urlpatterns = [
    re_path(r"^resources/(?P<pk>[0-9]{1,15})/(?P<slug>[^/]+)/$", reading.resource, name="resource"),
]
