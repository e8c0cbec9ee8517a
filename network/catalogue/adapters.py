"""Adapters: how each room turns its things into entries. Rooms register theirs in their `catalogue.py`."""

from dataclasses import dataclass

_adapters = {}
_additions = {}


@dataclass(frozen=True)
class Adapter:
    """How things of one model become entries."""

    model: type
    fields: object
    queryset: object


def adapter(model, *, queryset=None):
    """Register `def entry(thing) -> dict of Entry fields, or None` (not to be found) for things of `model`.

    The dict needs `address`, `titles` {language: text} and `audience` [keys]; it may have `kind`, `summaries`,
    `facets` ["city:shanghai"], `people` [{"name", "handle"}], `text`, `languages`, `published_at`, `useful_in`, and
    `besides`: what is not kept here, but must count as a change for machines that read the thing (its ORCIDs, its DOI).
    `queryset()` returns all things with what `entry` needs prefetched; a rewrite of the whole catalogue walks it.
    """

    def register(fields):
        _adapters[model._meta.label_lower] = Adapter(model, fields, queryset or model._default_manager.all)
        return fields

    return register


def adds(model):
    """Register `def more(things) -> {pk: [facet words]}`: words that a higher room adds to entries of `model`.

    It is asked once for each batch that is written. Everybody who sees the entry sees the words, so they may tell of
    nothing that is hidden from any of them.
    """

    def register(more):
        _additions.setdefault(model._meta.label_lower, []).append(more)
        return more

    return register


def added(things):
    """Return {(label of the model, pk as text): [facet words]} of what higher rooms add to the entries of `things`."""
    found = {}
    for label, rooms in _additions.items():
        mine = [thing for thing in things if adapter_of(thing).model._meta.label_lower == label]
        for more in rooms if mine else ():
            for pk, words in more(mine).items():
                found.setdefault((label, str(pk)), []).extend(words)
    return found


def adapter_of(thing):
    """Return the adapter for `thing` or for its nearest registered parent model. Raises LookupError if none."""
    for cls in type(thing).__mro__:
        meta = getattr(cls, "_meta", None)
        if meta and meta.label_lower in _adapters:
            return _adapters[meta.label_lower]
    raise LookupError(f"no adapter for {type(thing).__name__}: register one with @adapter in its room's catalogue.py")


def adapters():
    """Return all adapters, by the label of their model."""
    return dict(_adapters)
