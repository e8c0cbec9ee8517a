"""Addresses of the API: Ninja's own, each dressed for machines."""

from django.urls import re_path

from network.interchange.api import problems, things
from network.interchange.api.house import api, machine

__all__ = ["things", "urlpatterns"]


def nothing(request):
    """Answer that there is no such address."""
    return problems.answer(404, problems.nowhere().detail)


patterns, _app, _namespace = api.urls
for _pattern in patterns:
    _pattern.callback = machine(_pattern.callback)
urlpatterns = [*patterns, re_path(r"^", machine(nothing), name="nothing")]
