"""Addresses for machines."""

from django.urls import path, re_path

from network.interchange.feeds.views import feed
from network.interchange.oai.views import oai

app_name = "interchange"
urlpatterns = [
    path("oai", oai, name="oai"),
    re_path(r"^feeds/(?P<shelf>[a-z]{1,40})\.(?P<ending>atom|rss|json)$", feed, name="feed"),
]
