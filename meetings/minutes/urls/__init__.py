"""Addresses of minutes, decisions and tasks, topic by topic."""

from importlib import import_module
from pkgutil import iter_modules

app_name = "minutes"
urlpatterns = [
    pattern
    for found in sorted(iter_modules(__path__), key=lambda one: one.name)
    for pattern in import_module(f"{__name__}.{found.name}").urlpatterns
]
