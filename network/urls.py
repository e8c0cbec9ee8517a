"""The front door: every address of the portal, room by room. It alone knows everybody."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

ROOMS = [
    ("", "network.kit"),
    ("", "network.files"),
    ("", "network.catalogue"),
    ("", "network.home"),
    ("", "network.cities"),
    ("", "network.desk"),
    ("", "network.digests"),
    ("", "members.accounts"),
    ("", "members.directory"),
    ("", "resources.library"),
]
urlpatterns = [path(prefix, include(f"{room}.urls")) for prefix, room in ROOMS if find_spec(f"{room}.urls")]
if settings.DEMO and find_spec("network.demo.urls"):
    urlpatterns.append(path("", include("network.demo.urls")))

handler403 = "network.kit.errors.forbidden"
handler404 = "network.kit.errors.missing"
handler500 = "network.kit.errors.broken"
