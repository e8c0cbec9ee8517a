"""What may stand between a draft and its publication. Higher rooms register here; the library knows none of them.

    @gate
    def wants_review(resource):        # why it is to be read before it is published, in words; None if it is not
        …

    @readers
    def reviewers(resource):           # audience keys of those who read it then, beside the coordinators of its cities
        …

A resource that a gate holds is in the state `review` until `actions.accept` or `actions.send_back`.
"""

_gates, _readers = [], []


def gate(ask):
    """Register `def ask(resource) -> reason | None`, asked in the transaction in which its owner publishes."""
    _gates.append(ask)
    return ask


def readers(keys):
    """Register `def keys(resource) -> iterable of audience keys` of those who may read what is under review."""
    _readers.append(keys)
    return keys


def review_wanted(resource):
    """Return the first reason for which `resource` is to be reviewed before it is published, "" if there is none."""
    return next((str(reason) for ask in _gates if (reason := ask(resource))), "")


def readers_of(resource):
    """Return the audience keys that the rooms let read `resource` while it is under review."""
    return {key for keys in _readers for key in keys(resource)}
