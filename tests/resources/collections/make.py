"""Shelves for tests, as the actions leave them."""

from network.catalogue.models import Entry
from resources.collections import actions


def entry_of(thing):
    """The catalogue's entry of a thing."""
    return Entry.objects.of(thing).get()


def shelf(by, title="For new supporters", *, things=(), visibility="public", **fields):
    """A collection of `by` with entries of `things` in their order."""
    made = actions.create(by=by, title=title, visibility=visibility, **fields)
    for thing in things:
        actions.keep(made, entry_of(thing), by=by)
    return made
