"""The read API, described by OpenAPI 3.1. Rooms add what they have in their `interchange.py`.

from network.interchange.api import api, read

@read("/v1/cities", CityList, tags=["cities"], summary="Partner cities")
def cities(request):
    return {"items": […]}          # `request.reader` is the member, or nobody; ask `visible_to(request.reader)`
"""

from network.interchange.api.house import api, read
from network.interchange.api.problems import Problem, nowhere

__all__ = ["Problem", "api", "nowhere", "read"]
