"""Addresses for machines."""

from django.urls import path

from network.interchange.oai.views import oai

app_name = "interchange"
urlpatterns = [
    path("oai", oai, name="oai"),
]
