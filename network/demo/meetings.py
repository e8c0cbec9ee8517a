"""Meetings of the sample world, topic by topic: each `network/demo/meetings_<topic>.py` has `tell(teller, resources)`.

They are told in this order, those that are there; what a later one needs of an earlier one it looks up by title.
"""

from importlib import import_module
from importlib.util import find_spec

from django.db import transaction
from django.utils import translation

TOPICS = (
    *("planning", "mailing", "attending", "feeds", "browsing"),
    *("polls", "rotation", "minutes", "congresses", "introductions"),
)


def tell(teller, resources):
    """Tell all topics, each in a transaction of its own."""
    for topic in TOPICS:
        name = f"network.demo.meetings_{topic}"
        if find_spec(name):
            with translation.override("en"), transaction.atomic():
                import_module(name).tell(teller, resources)
