"""The one verb of this hub."""

from django.db import connection

from network.activity import kinds
from network.activity.models import Activity
from network.kit.clock import now


def record(name, *, by, subject, city="", audience=(), names=(), detail=None, at=None):
    """Write what happened, in the caller's transaction, and let the rooms react.

    `by`: the member who did it, or None for the portal itself. `subject`: the model instance it happened to. `city`: a
    slug. `audience`: keys of those who may read it. `names`: ids of the members whom it names. Returns the Activity.
    Raises KeyError for an undeclared kind, RuntimeError outside a transaction.
    """
    kinds.kind(name)
    if not connection.in_atomic_block:
        raise RuntimeError("an activity is recorded in the transaction of the act")
    label, key = subject_of(subject)
    activity = Activity.objects.create(
        kind=name,
        by=by if by is not None and by.is_authenticated else None,
        subject=label,
        subject_id=key,
        city=city,
        audience=sorted(set(audience)),
        names=sorted(set(names)),
        detail=detail or {},
        at=at or now(),
    )
    for reaction in kinds.reactions(name):
        reaction(activity, subject)
    return activity


def subject_of(thing):
    """Return the pair of words by which rows elsewhere name a thing: ("library.resource", "12")."""
    return thing._meta.label_lower, str(thing.pk)
