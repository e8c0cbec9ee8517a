"""Addresses: history, differences, restoring."""

from resources.papers.urls.papers import one
from resources.papers.views import versions

ROW = r"history/(?P<row>[0-9]{1,9})/"

urlpatterns = [
    one(r"history/$", versions.history, "history"),
    one(r"history/compare/$", versions.compare, "compare"),
    one(r"history/written/$", versions.written, "written"),
    one(ROW + "$", versions.version, "version"),
    one(ROW + "name/$", versions.name, "name_version"),
    one(ROW + "restore/$", versions.restore, "restore"),
]
