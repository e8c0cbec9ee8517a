"""Plugs: files named after the hub or reader that they fill, found in every app at start."""

from django.utils.module_loading import autodiscover_modules

NAMES = (
    *("jobs", "audiences", "access", "activity", "catalogue", "interchange", "digest", "desk", "home", "panels"),
    *("live", "personal", "belongings", "reactions"),
)


def load(names=NAMES):
    """Import each plug module of each installed app, in the order of `names`."""
    for name in names:
        autodiscover_modules(name)
