"""Reports as the actions leave them."""

from resources.adaptations import actions
from tests.factories.things import resource, stored


def work(by, title="A training manual", **fields):
    """A published resource of `by`."""
    return resource(by, title, **fields)


def report(
    work, by, *, line="It went well", use="changed", changed="Food comes first.", rating=4, more=None, **answers
):
    """A published report of `by`; `more` are the fields that are told later."""
    draft = actions.save(work, by=by, use=use, changed=changed, rating=rating, line=line, **answers)
    sent = actions.publish(draft, by=by)
    return actions.tell(sent, by=by, **more) if more else sent


__all__ = ["report", "stored", "work"]
