"""The front door: every address of the portal, room by room. It alone knows everybody."""

from django.conf import settings
from django.urls import include, path

ROOMS = [
    "network.kit",
    "network.files",
    "network.catalogue",
    "network.home",
    "network.cities",
    "network.desk",
    "network.digests",
    "network.interchange",
    "members.privacy",
    "members.accounts",
    "members.directory",
    "meetings.introductions",
    "meetings.congresses",
    "meetings.minutes",
    "meetings.polls",
    "meetings.calendar",
    "resources.imports",
    "resources.adaptations",
    "resources.quality",
    "resources.collections",
    "resources.consensus",
    "resources.papers",
    "resources.library",
]
if settings.DEMO:
    ROOMS.append("network.demo")
urlpatterns = [path("", include(f"{room}.urls")) for room in ROOMS]

handler403 = "network.kit.errors.forbidden"
handler404 = "network.kit.errors.missing"
handler500 = "network.kit.errors.broken"
