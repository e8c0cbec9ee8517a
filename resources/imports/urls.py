"""Addresses of imports."""

from django.urls import path

from resources.imports.views import bringing, tables

app_name = "imports"
ONE = "resources/import/<int:pk>/"
urlpatterns = [
    path("resources/import/", bringing.imports, name="imports"),
    path("resources/import/template.csv", tables.template, name="template"),
    path(ONE, bringing.one, name="import"),
    path(f"{ONE}state/", bringing.state, name="state"),
    path(f"{ONE}encoding/", bringing.read_again, name="encoding"),
    path(f"{ONE}choices/", bringing.reopen, name="choices"),
    path(f"{ONE}wake/", bringing.wake, name="wake"),
    path(f"{ONE}write/", bringing.write, name="write"),
    path(f"{ONE}undo/", bringing.undo, name="undo"),
    path(f"{ONE}discard/", bringing.discard, name="discard"),
    path(f"{ONE}refused.csv", tables.refused, name="refused"),
]
