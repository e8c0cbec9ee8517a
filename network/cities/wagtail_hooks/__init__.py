"""The desk of coordinators and administrators in the CMS: lists, what waits, and what is kept out of it."""

from wagtail import hooks

from network.cities.wagtail_hooks import policies

policies.register()

from network.cities.wagtail_hooks.lists import Lists  # noqa: E402
from network.cities.wagtail_hooks.panels import Waiting  # noqa: E402

HIDDEN = {"documents", "reports", "help", "forms"}
KEPT_SETTINGS = {"collections"}


@hooks.register("register_admin_viewset")
def lists():
    return Lists()


@hooks.register("construct_main_menu")
def shorten_menu(request, items):
    """Take away what we do elsewhere: files have a hub of their own, people a desk."""
    items[:] = [item for item in items if item.name not in HIDDEN]


@hooks.register("construct_settings_menu")
def shorten_settings(request, items):
    """Take away users, groups and sites: there is one door to each, and it is not here."""
    items[:] = [item for item in items if item.name in KEPT_SETTINGS]


@hooks.register("construct_homepage_panels")
def say_what_waits(request, panels):
    """Let the desk begin with what waits for the person."""
    panels.insert(0, Waiting())
