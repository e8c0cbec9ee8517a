"""What a page is about, as schema.org data: rooms say it of their things in their `interchange.py`.

@linked("cities.city")
def city(city, *more):             # more: what the page has at hand besides
    return {"@type": "City", "name": …}
"""

from network.interchange.formats import schema_org

_linked = {}


def linked(label):
    """Register `def about(thing, *more) -> dict` of schema.org for the things of one model ("cities.city")."""

    def register(about):
        _linked[label] = about
        return about

    return register


def script(thing, *more):
    """Return the data of a thing as JSON that is safe inside a script element; "" of what nobody describes."""
    about = _linked.get(thing._meta.label_lower)
    told = about and about(thing, *more)
    return schema_org.script({"@context": "https://schema.org"} | schema_org.filled(told)) if told else ""
