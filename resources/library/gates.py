"""What may stand between a draft and its publication. Higher rooms register here; the library knows none of them.

    @gate
    def wants_review(resources):       # {pk: why it is to be read before it is published, in words},
        …                              # asked once for a whole table of them

    @readers
    def reviewers(resource):           # audience keys of those who read it then, beside the coordinators of its cities
        …

A resource that a gate holds is in the state `review` until `actions.accept` or `actions.send_back`.
"""

_gates, _readers = [], []


def gate(ask):
    """Register `def ask(resources) -> {pk: reason}`, asked in the transaction in which their owner publishes."""
    _gates.append(ask)
    return ask


def readers(keys):
    """Register `def keys(resource) -> iterable of audience keys` of those who may read what is under review."""
    _readers.append(keys)
    return keys


def review_wanted(resource):
    """Return the first reason for which `resource` is to be reviewed before it is published, "" if there is none."""
    return reviews_wanted([resource]).get(resource.pk, "")


def reviews_wanted(resources):
    """Return {pk: first reason} of those of `resources` that are to be reviewed before they are published."""
    found = {}
    for ask in _gates:
        found = {pk: str(reason) for pk, reason in ask(resources).items() if reason} | found
    return found


def readers_of(resource):
    """Return the audience keys that the rooms let read `resource` while it is under review."""
    return {key for keys in _readers for key in keys(resource)}
