"""Addresses: the report."""

from django.urls import path

from resources.consensus.views import report as views

urlpatterns = [
    path("consensus/panels/<int:pk>/report/", views.report, name="report"),
    path("consensus/panels/<int:pk>/report/words/", views.story, name="report_words"),
    path("consensus/panels/<int:pk>/report/json/", views.report_data, name="report_data"),
    path("consensus/panels/<int:pk>/report/<slug:format>/", views.report_file, name="report_file"),
]
